/** The data of the site for programs, below /api/v1/ (src/records/json/api.ts). */
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { parseChangeRows, type VariantChange } from '../../../src/history/comparison.ts';
import type { SymbolRow } from '../../../src/history/runs.ts';
import { compareText } from '../../../src/base/text.ts';
import { formatCrc } from '../../../src/kernel/export.ts';
import { parseVariantName } from '../../../src/kernel/variant.ts';
import {
  apiDriversSchema,
  apiPoliciesSchema,
  apiProductsSchema,
  apiReleasesSchema,
  type ApiCauses,
  type ApiChanges,
  type ApiIndex,
} from '../../../src/records/json/api.ts';
import type { VendorEntry } from '../../../src/records/entries/vendor.ts';
import { compareRowsFile, type CompareRows } from '../../../src/records/rows/comparison.ts';
import { SHARDS } from '../../../src/records/rows/shards.ts';
import type { CompareEntry } from '../../../src/records/entries/comparison.ts';
import type { DriverEntry } from '../../../src/records/entries/driver.ts';
import type { ProductEntry } from '../../../src/records/entries/product.ts';
import type { ReleaseEntry } from '../../../src/records/entries/release.ts';
import type { HistoryTable } from '../../../src/history/history-table.ts';
import { type CauseRows, causeRowsFile } from '../../../src/records/rows/causes.ts';
import { causeSentence } from '../../../src/lang/en/cause-sentences.ts';
import type { InTreeNames } from '../../../src/records/rows/in-tree.ts';
import { DATA_POINTER } from '../../../src/addresses/data-files.ts';
import { symbolFacts } from '../../../src/history/symbol-history.ts';
import { PLAIN_FILES } from '../../../src/addresses/urls.ts';
import { symbolJson, type PlainSymbolContext } from '../../../src/views/symbol/plain-symbol.ts';
import { zstdPacker } from '../../engine/zstd.ts';
import type { GeneratedEntry } from './generated-entries.ts';
import type { TextFile } from './plain-files.ts';
import { Rows } from '../../../src/records/rows/rows.ts';

export interface ApiSources {
  /** Folder of the row data. */
  readonly rows: Rows;
  readonly table: HistoryTable;
  readonly products: readonly GeneratedEntry<ProductEntry>[];
  readonly releases: readonly GeneratedEntry<ReleaseEntry>[];
  readonly compares: readonly GeneratedEntry<CompareEntry>[];
  readonly drivers: readonly GeneratedEntry<DriverEntry>[];
  readonly vendors: readonly GeneratedEntry<VendorEntry>[];
  readonly inTree: InTreeNames;
  readonly hasPlainPages: boolean;
  /** Of the root of the site. */
  readonly url: string;
  /** Of the site. */
  readonly title: string;
}

const FOLDER = 'api/v1';
const CORPUS_CHUNK = 1 << 20;
export const CORPUS_FILE = `${FOLDER}/corpus.ndjson.zst`;

export function* apiFiles(sources: ApiSources): Generator<TextFile> {
  const { rows, table, products, releases, compares, drivers, vendors, inTree } = sources;
  const file = (name: string, json: object): TextFile => [
    `${FOLDER}/${name}.json`,
    `${JSON.stringify(json)}\n`,
  ];
  const shards = rows.get(SHARDS);
  const symbols = Object.values(shards).reduce(
    (sum, { current, gone }) => sum + current.length + gone.length,
    0,
  );
  yield file('index', apiIndex(sources, symbols));
  yield file(
    'products',
    z.encode(apiProductsSchema, {
      schema: 'kabi-reports/api-products/1',
      products: products.map(({ data }) => data),
    }),
  );
  const byId = new Map(releases.map(({ id, data }) => [id, data]));
  const inOrder = table.products.flatMap(({ name, releases: own }) => own.map((each) => `${name}/${each}`));
  yield file(
    'releases',
    z.encode(apiReleasesSchema, {
      schema: 'kabi-reports/api-releases/1',
      releases: inOrder.flatMap((id) => byId.get(id) ?? []),
    }),
  );
  yield file(
    'drivers',
    z.encode(apiDriversSchema, {
      schema: 'kabi-reports/api-drivers/1',
      registered: drivers.map(({ data }) => data),
      inTree: [...inTree.filter(({ name }) => !drivers.some(({ id }) => id === name))],
    }),
  );
  yield file(
    'policies',
    z.encode(apiPoliciesSchema, {
      schema: 'kabi-reports/api-policies/1',
      vendors: vendors.map(({ data }) => data),
    }),
  );
  for (const [shard, lists] of Object.entries(shards)) {
    yield file(`symbols/${shard}`, { schema: 'kabi-reports/api-symbols/1', ...lists });
  }
  for (const { id, data } of compares) {
    yield file(`changes/${id}`, changesJson(data, rows.read(compareRowsFile(id))));
    if (data.causesSha256 !== null) yield file(`causes/${id}`, causesJson(rows.read(causeRowsFile(id))));
  }
}

/** Every symbol with all that is on file of it, a line each, sorted by name. */
export async function corpusFile(
  symbols: readonly SymbolRow[],
  table: HistoryTable,
  context: PlainSymbolContext,
): Promise<readonly [name: string, data: Uint8Array]> {
  // Together, as the packer takes longer to start than to pack a line.
  const lines = function* () {
    let chunk = '';
    for (const row of symbols) {
      chunk += `${JSON.stringify(symbolJson(symbolFacts(row, table), context))}\n`;
      if (chunk.length < CORPUS_CHUNK) continue;
      yield chunk;
      chunk = '';
    }
    yield chunk;
  };
  return [CORPUS_FILE, await buffer(Readable.from(lines()).pipe(zstdPacker(1)))];
}

function apiIndex(
  { table, products, releases, compares, drivers, inTree, hasPlainPages, url, title }: ApiSources,
  symbols: number,
): ApiIndex {
  const days = table.products.flatMap(({ built }) => built.filter((day) => day !== null));
  const json = (name: string) => `${FOLDER}/${name}.json`;
  return {
    schema: 'kabi-reports/api/1',
    title,
    url,
    built: days.sort(compareText).at(-1) ?? null,
    counts: {
      products: products.length,
      releases: releases.length,
      comparisons: compares.length,
      symbols,
      drivers: drivers.length,
      'in-tree drivers': inTree.length,
    },
    files: {
      products: json('products'),
      releases: json('releases'),
      drivers: json('drivers'),
      policies: json('policies'),
      corpus: CORPUS_FILE,
      kernels: DATA_POINTER,
    },
    templates: {
      schema: `${FOLDER}/schemas/{schema}.json`,
      changes: json('changes/{product}/{before}..{after}'),
      causes: json('causes/{product}/{before}..{after}'),
      symbols: json('symbols/{xx}'),
      ...(hasPlainPages && {
        symbol: `s/{symbol}/${PLAIN_FILES.json}`,
        driver: `d/{driver}/${PLAIN_FILES.json}`,
        release: `r/{product}/{release}/${PLAIN_FILES.json}`,
        comparison: `c/{product}/{before}..{after}/${PLAIN_FILES.json}`,
        type: `t/{kind}/{name}/${PLAIN_FILES.json}`,
        module: `m/{module}/${PLAIN_FILES.json}`,
      }),
    },
  };
}

function changesJson({ before, after }: CompareEntry, { modules, variants }: CompareRows): ApiChanges {
  const changes: ApiChanges['changes'] = [];
  for (const { module, rows } of modules) {
    for (const row of parseChangeRows(rows)) {
      const changed = variants.flatMap((name, i) => {
        const change = row.changes[i];
        return change ? [variantJson(name, change)] : [];
      });
      changes.push({ symbol: row.symbol, module, variants: changed });
    }
  }
  return {
    schema: 'kabi-reports/api-changes/1',
    before: { product: before.product, release: before.release },
    after: { product: after.product, release: after.release },
    variants: variants.map(parseVariantName),
    changes,
  };
}

type ApiVariantChange = ApiChanges['changes'][number]['variants'][number];

function variantJson(
  name: string,
  { kinds, crcBefore, crcAfter, type, namespace, module, provider }: VariantChange,
): ApiVariantChange {
  const crc = (value: number) => (value === 0 ? null : formatCrc(value));
  const json: ApiVariantChange = {
    variant: parseVariantName(name),
    kinds: [...kinds],
    crc: [crc(crcBefore), crc(crcAfter)],
  };
  if (type !== undefined) json.type = [...type];
  if (namespace !== undefined) json.namespace = [...namespace];
  if (module !== undefined) json.module = [...module];
  if (provider !== undefined) json.provider = provider;
  return json;
}

function causesJson(rows: CauseRows): ApiCauses {
  return {
    schema: 'kabi-reports/api-causes/1',
    variants: rows.map(({ variant, source, exact, explained, causes, unexplained, hidden }) => ({
      variant: parseVariantName(variant),
      source,
      exact,
      explained,
      causes: causes.map(({ edits, ...cause }) => ({
        ...cause,
        sentence: causeSentence({ ...cause, edits }),
      })),
      unexplained,
      hidden: hidden.map(({ edits, isCompatible, ...change }) => ({
        ...change,
        sentence: causeSentence({ ...change, edits }),
        compatible: isCompatible,
      })),
    })),
  };
}
