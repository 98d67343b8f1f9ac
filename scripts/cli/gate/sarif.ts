/** SARIF 2.1.0 (OASIS), as code scanning of GitHub and others read it. */
import { CHANGE_KINDS } from '../../../src/kernel/change.ts';
import { version } from '../version.ts';
import { gateAnswer } from '../../../src/lang/en/gate-sentences.ts';
import type { Gate } from './gate.ts';
import { failingRows, kindTitle, messageOf } from './messages.ts';
import { locationOf } from './rows.ts';
import { sizes } from './text.ts';

export function gateSarif(gate: Gate): object {
  const [name = '', number = ''] = version().split(' ');
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name,
            version: number,
            rules: [...CHANGE_KINDS, 'not-comparable' as const].map((kind) => ({
              id: `kabi/${kind}`,
              shortDescription: { text: `${kindTitle(kind)}, and promised` },
            })),
          },
        },
        properties: { summary: gateAnswer(gate.judged.counts, sizes(gate.groups)) },
        results: failingRows(gate).map((row) => {
          const { path, line } = locationOf(gate, row);
          return {
            ruleId: `kabi/${row.kind}`,
            level: row.verdict === 'breaking' ? 'error' : 'warning',
            message: { text: messageOf(gate, row) },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: encodeURI(path) },
                  region: { startLine: line },
                },
                logicalLocations: [{ name: row.change.symbol }],
              },
            ],
            partialFingerprints: { kabi: `${row.kind}/${row.change.symbol}` },
          };
        }),
      },
    ],
  };
}
