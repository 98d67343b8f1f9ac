import { parseBaseUrl } from '../../../src/base/base-url.ts';
import { createUrls } from '../../../src/addresses/urls.ts';
import { plainText } from '../../../src/media/plain-text.ts';
import { readSite } from '../../corpus/read-site.ts';
import { EXIT, UsageError } from '../../engine/exit.ts';
import { formatProblems } from '../problem-list.ts';
import { blockMarkdown } from '../../../src/media/block-markdown.ts';
import { notesBlocks, notesTitle, type Site } from '../report/notes-blocks.ts';
import { notesReport } from '../report/notes-json.ts';
import { releaseNotes, type ReleaseNotes } from '../report/release-notes.ts';
import type { Command, OptionValues } from './command.ts';

const FORMATS = ['markdown', 'text', 'mail', 'json'] as const;
type Format = (typeof FORMATS)[number];

const help = `Usage: kabi notes PRODUCT RELEASE [OPTION…]

Writes release notes about the kernel ABI, ready to publish: what changed and
why, which symbols are gone, which drivers have to be rebuilt, what to do.
Each build of the release is compared with the one before it on file.

  --since R      with this earlier release of the product instead: for notes
                 about several releases at once
  --format F     markdown, text (at most 72 columns), mail (the same behind a
                 Subject line), or json
  --base-url U   where the site is served, as for "kabi build": adds links
                 (default: what site.yaml of the content folder says)
  --content DIR  where products are on file (content)

Causes are named where the types of both releases are on file, drivers where
their builds for the earlier release are. What is unknown is said to be.

Examples:
  kabi notes debian-12 6.1.0-54
  kabi notes debian-12 6.1.0-56 --since 6.1.0-53 --format mail

Exit status: 0 nothing changed, 1 something did, 2 usage or I/O error.`;

export const notes: Command = {
  summary: 'write release notes about the kernel ABI',
  help,
  options: {
    since: { type: 'string' },
    'base-url': { type: 'string' },
    content: { type: 'string' },
    format: { type: 'string' },
  },
  async run(positionals, values) {
    const [product, release, ...others] = positionals;
    if (product === undefined || release === undefined || others.length > 0)
      throw new UsageError(`a product and a release are named, ${positionals.length} were given`);
    const { format, content, since, ...given } = readOptions(values);
    const site = given.site ?? (await siteOnFile(content));
    const found = await releaseNotes(content, product, release, since);
    process.stdout.write(render(found, format, site));
    if (format !== 'json') process.stderr.write(formatProblems(found.problems));
    return found.variants.some(({ update }) => update !== null && update.diff.changes.length > 0)
      ? EXIT.findings
      : EXIT.clean;
  },
};

interface Options {
  readonly format: Format;
  readonly content: string;
  readonly since: string | undefined;
  readonly site: Site | undefined;
}

function readOptions(values: OptionValues): Options {
  const { format: given = 'markdown', content = 'content', since, 'base-url': baseUrl } = values;
  const format = FORMATS.find((each) => each === given);
  if (format === undefined)
    throw new UsageError(`--format is one of ${FORMATS.join(', ')}, not "${String(given)}"`);
  return {
    format,
    content: String(content),
    since: typeof since === 'string' ? since : undefined,
    site: typeof baseUrl === 'string' ? siteAt(baseUrl) : undefined,
  };
}

/** Notes are read elsewhere: a link without a host leads nowhere. */
function siteAt(baseUrl: string): Site {
  const problem = new UsageError(`--base-url takes https://host/path/, not "${baseUrl}"`);
  try {
    const { site, base } = parseBaseUrl(baseUrl);
    if (site === null) throw problem;
    return { urls: createUrls(base), origin: site };
  } catch {
    throw problem;
  }
}

/** Where the content says that its site is served; undefined if it says none, or no host. */
async function siteOnFile(content: string): Promise<Site | undefined> {
  const { profile } = await readSite(content);
  const { site, base } = parseBaseUrl(profile['base-url']);
  return site === null ? undefined : { urls: createUrls(base), origin: site };
}

function render(found: ReleaseNotes, format: Format, site: Site | undefined): string {
  switch (format) {
    case 'markdown':
      return blockMarkdown(notesBlocks(found, site));
    case 'text':
      return plainText(notesBlocks(found, site));
    case 'mail':
      // The title is the subject: a reader need not see it twice.
      return `Subject: ${notesTitle(found)}\n\n${plainText(notesBlocks(found, site).slice(1))}`;
    case 'json':
      return `${JSON.stringify(notesReport(found), undefined, 2)}\n`;
  }
}
