import { parseBaseUrl } from '../../../src/base/base-url.ts';
import { createUrls } from '../../../src/addresses/urls.ts';
import { readSite } from '../../corpus/read-site.ts';
import { EXIT, UsageError } from '../../engine/exit.ts';
import { defineCommand } from '../declare/command.ts';
import { CONTENT, parsed, textOption } from '../declare/options.ts';
import { formatProblems } from '../problem-list.ts';
import type { SiteToLink } from '../../../src/views/release/notes-blocks.ts';
import { notesText } from '../../../src/views/release/notes-text.ts';
import { factsOf } from '../report/notes-facts.ts';
import { notesReport } from '../report/notes-json.ts';
import { releaseNotes, type ReleaseNotes } from '../report/release-notes.ts';

const FORMATS = ['markdown', 'text', 'mail', 'json'] as const;
type Format = (typeof FORMATS)[number];

export const notes = defineCommand({
  name: 'notes',
  operands: ['PRODUCT', 'RELEASE'],
  about: `
Writes release notes about the kernel ABI, ready to publish: what changed and
why, which symbols are gone, which drivers have to be rebuilt, what to do.
Each build of the release is compared with the one before it on file. Text has
at most 72 columns; mail is the same behind a Subject line. What is unknown is
said to be.`,
  options: {
    since: textOption(
      'R',
      'with this earlier release of the product instead: for notes about several releases',
    ),
    'base-url': parsed('URL', 'where the site is served: adds links (what site.yaml says)', siteAt),
    content: CONTENT,
  },
  formats: FORMATS,
  examples: ['kabi notes debian-12 6.1.0-54', 'kabi notes debian-12 6.1.0-56 --since 6.1.0-53 --format mail'],
  exit: { 0: 'nothing changed', 1: 'something did' },
  async run([product, release], { since, content, format, ...given }) {
    const site = given['base-url'] ?? (await siteOnFile(content));
    const found = await releaseNotes(content, product, release, since);
    process.stdout.write(render(found, format, site));
    if (format !== 'json') process.stderr.write(formatProblems(found.problems));
    return found.variants.some(({ update }) => update !== null && update.diff.changes.length > 0)
      ? EXIT.findings
      : EXIT.clean;
  },
});

/** Notes are read elsewhere: a link without a host leads nowhere. */
function siteAt(baseUrl: string, name: string): SiteToLink {
  const problem = new UsageError(`${name} takes https://host/path/, not "${baseUrl}"`);
  try {
    const { site, base } = parseBaseUrl(baseUrl);
    if (site === null) throw problem;
    return { urls: createUrls(base), origin: site };
  } catch {
    throw problem;
  }
}

/** Where the content says that its site is served; undefined if it says none, or no host. */
async function siteOnFile(content: string): Promise<SiteToLink | undefined> {
  const { profile } = await readSite(content);
  const { site, base } = parseBaseUrl(profile['base-url']);
  return site === null ? undefined : { urls: createUrls(base), origin: site };
}

function render(found: ReleaseNotes, format: Format, site: SiteToLink | undefined): string {
  switch (format) {
    case 'markdown':
    case 'text':
    case 'mail':
      return notesText(factsOf(found), format, site);
    case 'json':
      return `${JSON.stringify(notesReport(found), undefined, 2)}\n`;
  }
}
