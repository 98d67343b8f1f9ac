/**
 * Faults in data are values: collected, sorted and printed together, while the good records are kept. One table gives
 * each kind its title and what to do; the command line, the JSON reports and the tests all read it.
 */
import { compareText } from './text.ts';

/**
 * `error`: the input or record was not used, or a reader would be told something false; it stops a build. `warning`: it was
 * used, and the reader should know. `note`: nothing is wrong with the file.
 */
export const LEVELS = ['error', 'warning', 'note'] as const;
export type Level = (typeof LEVELS)[number];

interface ProblemText {
  readonly level: Level;
  readonly title: string;
  readonly hint: string;
}

export const PROBLEMS = {
  'malformed-export': {
    level: 'warning',
    title: 'This line is not an export',
    hint: 'Expected "0x<crc> <symbol> <module> <export type> [<namespace>]", separated by tabs.',
  },
  'malformed-end': {
    level: 'warning',
    title: 'This line does not say what became of a symbol',
    hint: 'Expected "<symbol> <state> <file> [calls|body <percent> <symbols>]", separated by tabs. Write the file anew with tools/ends.',
  },
  'surplus-columns': {
    level: 'warning',
    title: 'The line has more than five columns',
    hint: 'The first five were used. Check what wrote the others.',
  },
  'cut-off': {
    level: 'warning',
    title: 'The last line has no end: the file may have been cut off',
    hint: 'Copy the file again, and compare its size; a line break at the end says that it is whole.',
  },
  'conflicting-duplicate': {
    level: 'warning',
    title: 'The symbol is exported twice, with different records',
    hint: 'The last line was used. modpost refuses this within one build: check that the file comes from one.',
  },
  'repeated-line': {
    level: 'warning',
    title: 'The line repeats an earlier one',
    hint: 'It was counted once.',
  },
  'line-too-long': {
    level: 'warning',
    title: 'The line is too long to be a record',
    hint: 'It was skipped. Check that the file is text.',
  },
  'malformed-name': {
    level: 'warning',
    title: 'This line does not start with a symbol name',
    hint: 'A symbol list has one name per line, "#" comments and "[section]" headers.',
  },
  'skipped-section': {
    level: 'warning',
    title: 'The section is not a symbol list, its names were skipped',
    hint: 'A section counts if its name ends in "list", as in [abi_symbol_list].',
  },
  'malformed-rule': {
    level: 'warning',
    title: 'This line is not a rule',
    hint: 'Expected "[MODULE|NAMESPACE|SYMBOL] <pattern> PASS|FAIL", separated by blanks.',
  },
  'nothing-promised': {
    level: 'error',
    title: 'The list names no symbol: under it everything would pass',
    hint: 'Give the list of this kernel, or leave --list out to hold every export to the promise.',
  },
  'foreign-list': {
    level: 'error',
    title: 'The list is not for these builds',
    hint: 'Give the list of their architecture and release.',
  },
  'different-architectures': {
    level: 'error',
    title: 'The two builds are for different architectures',
    hint: 'Compare builds for one architecture.',
  },
  'different-generators': {
    level: 'error',
    title: 'The CRCs of the two builds were made by different programs, and none can be compared',
    hint: 'Build the base again with what the new one is built with: CONFIG_GENKSYMS or CONFIG_GENDWARFKSYMS.',
  },
  'byte-order-mark': {
    level: 'warning',
    title: 'The file starts with a byte order mark',
    hint: 'Save it as UTF-8 without one: suse-kabi-tools takes it for a part of the first pattern.',
  },
  'malformed-report': {
    level: 'warning',
    title: 'This line is not one of a report of stgdiff',
    hint: 'Keep what "stgdiff --format short" printed, and comments after "#".',
  },
  'legacy-severities': {
    level: 'error',
    title: 'The rules are in the format of SLE 11, with a number for each pattern',
    hint: 'What a number tolerates depended on a threshold outside the file. Write PASS or FAIL instead.',
  },
  'nothing-understood': {
    level: 'error',
    title: 'Nothing in this text is known to be about a kernel module',
    hint: 'Give what the kernel or the build said (dmesg, make.log), modinfo, modprobe --dump-modversions, or the module.',
  },
  'no-records': {
    level: 'error',
    title: 'The file has no valid record',
    hint: 'Check that it is the file you meant, and that it is not empty or still packed.',
  },
  'html-page': {
    level: 'error',
    title: 'The file is a web page, not data',
    hint: 'A download was answered by a login or error page. Fetch the file again.',
  },
  'binary-data': {
    level: 'error',
    title: 'The file holds binary data where text is expected',
    hint: 'Check that it is the file you meant.',
  },
  'malformed-import': {
    level: 'warning',
    title: 'This line does not name a symbol that a module needs',
    hint: 'Expected what "modprobe --dump-modversions", "nm -u" or "rpm -q --requires" prints.',
  },
  'conflicting-import': {
    level: 'warning',
    title: 'The symbol is listed twice, with different CRCs',
    hint: 'The first one was used, as the kernel does. Check that the lines are of one module.',
  },
  'malformed-elf': {
    level: 'error',
    title: 'The file is a damaged or hostile ELF file',
    hint: 'Take the module from its package or build again, and compare the sizes.',
  },
  'not-a-module': {
    level: 'error',
    title: 'The file is not a kernel module',
    hint: 'Give the .ko that is installed below /lib/modules, packed or not.',
  },
  'malformed-symtype': {
    level: 'warning',
    title: 'This line is not of a symtypes file',
    hint: 'Expected "<s, u, e, t or E>#<name> <definition>" or "<symbol> <declaration>", as "make KBUILD_SYMTYPES=1" leaves them.',
  },
  'conflicting-type': {
    level: 'warning',
    title: 'The type is defined twice within one object file, in different ways',
    hint: 'The last definition was used. The build writes each once for a file: check what joined these.',
  },
  'missing-type': {
    level: 'warning',
    title: 'The symtypes do not define all types that they name',
    hint: 'They were taken as unknown, as the build does with what it cannot see. Check that the file is whole.',
  },
  'mixed-type-generators': {
    level: 'error',
    title: 'The symtypes were written by two programs, genksyms and gendwarfksyms',
    hint: 'What the two write cannot be compared: give the files of one build.',
  },
  'not-a-kernel': {
    level: 'error',
    title: 'The file is not a kernel image',
    hint: 'Give a vmlinuz, an Image, or a vmlinux: what lies in /boot or /lib/modules/<release>.',
  },
  'module-versions-disagree': {
    level: 'warning',
    title: 'The two tables of symbol versions in the module disagree',
    hint: 'The extended one was used, as the kernel does. Build the module again: something edited it.',
  },
  'not-a-changelog': {
    level: 'error',
    title: 'The file is no changelog of a known style',
    hint: 'Known are those of Debian, of rpm packages, and .changes files of SUSE.',
  },
  'foreign-changelog': {
    level: 'warning',
    title: 'The changelog has entries of another package than the kernel',
    hint: 'They were left out. Check that the file belongs to the kernel.',
  },
  'changelog-cut-off': {
    level: 'warning',
    title: 'The changelog ends within an entry',
    hint: 'That entry was left out, as nobody can tell what it lacks. Fetch the file again.',
  },
  'changelog-without-version': {
    level: 'warning',
    title: 'The changelog does not tell what the version of this package changed',
    hint: 'It was not kept. Entries count that name their version, as those of Debian, Red Hat and openEuler do.',
  },
  'malformed-change': {
    level: 'warning',
    title: 'The line belongs to no entry of the changelog',
    hint: 'It was left out. Each entry starts with its version or its day.',
  },
  'mixed-encodings': {
    level: 'warning',
    title: 'The changelog has bytes that are not UTF-8',
    hint: 'They were replaced. Convert the file with iconv if one of its titles reads garbled.',
  },
  'no-type-information': {
    level: 'warning',
    title: 'The kernel carries no type information that can be read',
    hint: 'Why its exports change cannot be told. Kernels have it that are built with CONFIG_DEBUG_INFO_BTF.',
  },
  'types-without-kernel': {
    level: 'warning',
    title: 'The type information of the modules continues that of a kernel in another package',
    hint: "It was not kept. Give the package of the kernel itself in the same call: kernel-core, linux-image or linux-binary, or Debian's linux-headers since 6.12.",
  },
  'types-disagree': {
    level: 'warning',
    title: 'The CRCs that follow from the symtypes are not those that this kernel exports',
    hint: 'The types are kept as they are. Check that the exports on file are of the same build.',
  },
  'malformed-btf': {
    level: 'error',
    title: 'The type information in the file is damaged or hostile',
    hint: 'Take the file from its package again. "bpftool btf dump file" tells what the tools of the kernel make of it.',
  },
  'btf-base-mismatch': {
    level: 'error',
    title: 'The type information of the module belongs to another kernel',
    hint: 'It continues that of the vmlinux it was built with: take both from the same build.',
  },
  'malformed-type': {
    level: 'warning',
    title: 'This is not the definition of a type',
    hint: 'It was left out. Type tables are written by "kabi ingest": read the package in again.',
  },
  'unsupported-compression': {
    level: 'error',
    title: 'The compression is not supported',
    hint: 'Unpack it first, or pack it again with gzip, xz or zstd.',
  },
  'corrupt-input': {
    level: 'error',
    title: 'The file is truncated or corrupt',
    hint: 'Fetch it again and compare its checksum with the one published beside it.',
  },
  'limit-exceeded': {
    level: 'error',
    title: 'The file unpacks to more than the limit',
    hint: 'No kernel package does; the file is not read further.',
  },
  'unsafe-path': {
    level: 'error',
    title: 'The archive has an entry outside its own folder',
    hint: 'Nothing of it was used. Do not trust this archive.',
  },
  'unreadable-file': {
    level: 'error',
    title: 'The file cannot be read',
    hint: 'Check the path and its permissions.',
  },
  'site-unreachable': {
    level: 'error',
    title: 'The site cannot be read',
    hint: 'Check the address, which is that of the home page, and the network; behind a proxy Node 24 wants NODE_USE_ENV_PROXY=1.',
  },
  'not-a-site': {
    level: 'error',
    title: 'There is no site of kabi-reports at this address',
    hint: 'Give the address of its home page, such as https://kabi.example.org/some/path/.',
  },
  'other-than-published': {
    level: 'error',
    title: 'The file is not what the build wrote',
    hint: 'Build the site again, or copy the file from where it is whole.',
  },
  'not-published': {
    level: 'error',
    title: 'A file that the site lists is not there',
    hint: 'Build the site again, or copy all of it.',
  },
  'not-listed': {
    level: 'error',
    title: 'The file is no part of the site',
    hint: 'Remove it, or find out who put it there: SHA256SUMS does not list it.',
  },
  'no-manifest': {
    level: 'error',
    title: 'The list of the files of this site is missing or damaged',
    hint: 'A site has SHA256SUMS and build-key.txt at its root: build it again, or copy both.',
  },
  'site-too-new': {
    level: 'error',
    title: 'The data of the site are of a later version than this program reads',
    hint: 'Check with the version of the program that built the site, or on its page /check/.',
  },
  'site-damaged': {
    level: 'error',
    title: 'A file of the site is not what the site published',
    hint: 'Nothing was judged by it. Try again; if it stays so, tell whoever publishes the site to run "kabi fsck" on it.',
  },
  'site-too-old': {
    level: 'error',
    title: 'The site was built by a version that does not say where its exports are',
    hint: 'Ask whoever publishes it to build it again with this version.',
  },
  'meta-package': {
    level: 'error',
    title: 'The package is empty: it only names others',
    hint: 'Give those that hold the kernel and what modules are built with.',
  },
  'nothing-found': {
    level: 'error',
    title: 'No Module.symvers was found here',
    hint: 'Give a kernel headers or devel package, a build tree, or the file itself.',
  },
  'ambiguous-input': {
    level: 'error',
    title: 'The input holds several builds',
    hint: 'Give the one you mean: its own folder, package or Module.symvers.',
  },
  'nothing-to-build': {
    level: 'error',
    title: 'There is no product to build a site of',
    hint: 'Write products/<product>/product.yaml and ingest a kernel; CONTRIBUTING.md shows both.',
  },
  'site-not-built': {
    level: 'error',
    title: 'Astro could not build the pages',
    hint: 'Its message stands above. The site that was there before is untouched.',
  },
  'unproven-ledger': {
    level: 'error',
    title: 'The ledger of published addresses is not that of the last publication',
    hint: 'Take content/urls.ledger and content/urls.publications of one commit, then build with --publish-urls.',
  },
  'malformed-ledger': {
    level: 'error',
    title: 'The ledger of published addresses is not what the build wrote',
    hint: 'Take the version of the main branch again; "kabi build --publish-urls" adds what is new.',
  },
  'address-vanished': {
    level: 'error',
    title: 'The site would lose an address that was published',
    hint: 'Bring the page back, or say in content/moved.yaml where it went, with the lines below.',
  },
  'invalid-redirect': {
    level: 'error',
    title: 'The redirect cannot be published',
    hint: 'Correct it in content/moved.yaml: "from" is no page any more, "to" is one.',
  },
  'unknown-product': {
    level: 'error',
    title: 'There is no such product',
    hint: 'Add content/products/<product>/product.yaml first; CONTRIBUTING.md shows one.',
  },
  'unknown-vendor': {
    level: 'error',
    title: 'There is no such vendor',
    hint: 'Add content/policies/<vendor>/vendor.yaml; CONTRIBUTING.md shows one.',
  },
  'unknown-policy': {
    level: 'error',
    title: 'There is no such policy on file',
    hint: 'A policy is named by its vendor and file: openeuler/22.03-lts for content/policies/openeuler/22.03-lts.yaml.',
  },
  'unknown-release': {
    level: 'error',
    title: 'There is no such release on file',
    hint: 'Pick one that is, or read it in with "kabi ingest".',
  },
  'unknown-build': {
    level: 'error',
    title: 'The release has no such build on file',
    hint: 'A build is named by its architecture, and its flavour if it has one: amd64, arm64-rt.',
  },
  'no-kernel-to-check': {
    level: 'error',
    title: 'No release on file is for the architecture of this module',
    hint: 'Read one in with "kabi ingest", or name another with --against.',
  },
  'no-such-provider': {
    level: 'error',
    title: 'No kernel that was looked at has this module, or it exports nothing',
    hint: 'Name a module as lsmod does, such as ib_core; vmlinux cannot be replaced.',
  },
  'nothing-to-check': {
    level: 'error',
    title: 'None of the inputs is a module to check',
    hint: 'Module.symvers says what a driver offers; give the modules that need it, too.',
  },
  'identity-unknown': {
    level: 'error',
    title: 'The input does not say what it was built for',
    hint: 'Say it with the options named above.',
  },
  'identity-conflict': {
    level: 'error',
    title: 'The input says it was built for something else than the options do',
    hint: 'Drop the option, or pick the file it describes.',
  },
  'module-without-versions': {
    level: 'error',
    title: 'The module has no CRCs, so that its imports cannot be kept',
    hint: 'Build it for a kernel with CONFIG_MODVERSIONS; of others there is nothing to compare.',
  },
  'module-without-driver': {
    level: 'error',
    title: 'A module by itself exports no kernel',
    hint: 'Say which driver it belongs to, with --driver NAME; or ask "kabi check" which kernels load it.',
  },
  'already-ingested': {
    level: 'error',
    title: 'Something else is on file for this snapshot',
    hint: 'Published facts do not change in silence: pass --replace to record it as re-baselined.',
  },
  'exports-not-on-file': {
    level: 'error',
    title: 'The exports of this build are not on file',
    hint: 'Ingest its headers or devel package first: imports are kept beside the exports of the same build.',
  },
  'imports-disagree': {
    level: 'warning',
    title: 'Modules in the package were built against other CRCs than this kernel exports',
    hint: 'The imports are kept as they are. Check that the exports on file are of the same version of the package.',
  },
  'unlisted-snapshot': {
    level: 'warning',
    title: 'The snapshot is not listed in its release.yaml, and was not used',
    hint: 'An ingest was interrupted, or the folder was copied here: run "kabi ingest" on its source again.',
  },
  'unwritable-file': {
    level: 'error',
    title: 'The file cannot be written',
    hint: 'Check the permissions and the space left. What was on file before is as it was.',
  },
  'other-than-ingested': {
    level: 'error',
    title: 'The file is not the one that was put on file',
    hint: 'Take it from the main branch again, or ingest the package that release.yaml names.',
  },
  'folder-in-use': {
    level: 'error',
    title: 'Another command is writing there',
    hint: 'Wait until it has ended. If there is no such process any more, delete this file.',
  },
  'malformed-manifest': {
    level: 'error',
    title: 'This line of the manifest cannot be used',
    hint: 'MANIFEST.tsv has a header line that names its columns, and one line per <release>/<arch>/Module.symvers.',
  },
  'manifest-mismatch': {
    level: 'error',
    title: 'The file is not what its manifest says',
    hint: 'One of them is out of date or damaged: fetch both again.',
  },
  'invalid-file': {
    level: 'error',
    title: 'The file does not have the expected fields',
    hint: 'CONTRIBUTING.md shows an example of each file in content/.',
  },
  'low-contrast': {
    level: 'error',
    title: 'The colour of links is too close to that of the page',
    hint: 'Text needs 4.5:1 (WCAG 2.2, 1.4.3). Any contrast checker shows how far to go.',
  },
  'unplaced-text': {
    level: 'warning',
    title: 'The entry has no place of its own for this',
    hint: 'It stands in the body as it is. Move it to a field, or leave it there.',
  },
  'malformed-mail': {
    level: 'warning',
    title: 'The mail is damaged',
    hint: 'What could be read was used. Fetch it again, from lore.kernel.org with /raw for instance.',
  },
  'unknown-symbol': {
    level: 'warning',
    title: 'No release on file exports this symbol',
    hint: 'Correct the name, or ingest a kernel that has it; a misprint of the source belongs into "misprints".',
  },
  'lists-disagree': {
    level: 'warning',
    title: 'The list and its reference file do not name the same symbols',
    hint: 'Take both from the same commit of the vendor, or say which of them counts.',
  },
  'unlisted-import': {
    level: 'note',
    title: 'Most registered drivers need symbols that the list lacks',
    hint: 'Nothing is wrong with the file: ask the vendor to list them, or the drivers to do without.',
  },
  'unused-rule': {
    level: 'warning',
    title: 'The rule decides nothing',
    hint: 'It matches no export of the releases on file, or an earlier rule always decides: remove or move it.',
  },
  'not-measured': {
    level: 'warning',
    title: 'Nothing was measured under this list',
    hint: 'Run "kabi measure --lists DIR", where DIR holds it; until then verdicts that depend on it are unknown.',
  },
  'stale-measurement': {
    level: 'warning',
    title: 'The figures belong to something else than is on file, and were not used',
    hint: 'Run "kabi measure --lists DIR" again, or delete the file.',
  },
  'list-of-another-architecture': {
    level: 'error',
    title: 'The list is of another architecture than it is given for',
    hint: 'Correct the architecture or the file in content/measured/lists.yaml.',
  },
  'future-date': {
    level: 'error',
    title: 'The date lies in the future',
    hint: 'Nobody can have read or done this yet: correct the date.',
  },
  'unreachable-address': {
    level: 'error',
    title: 'No reader can follow this address',
    hint: 'Give one that others reach: a public host, and %20 for a blank.',
  },
  'validity-gap': {
    level: 'error',
    title: 'Between a policy and the one before it lies a time in which none holds',
    hint: 'Let "from" be the day of the other one’s "until", or say what held in between.',
  },
  'contradicting-cells': {
    level: 'error',
    title: 'What the policy promises contradicts itself',
    hint: 'Read the source again: a longer step never keeps more than a shorter one, and a promise that holds needs no rebuild.',
  },
  'list-not-described': {
    level: 'error',
    title: 'The promise is for a list that the policy does not describe',
    hint: 'Say under "list" where the vendor keeps it, or correct "protects".',
  },
  'figures-disagree': {
    level: 'error',
    title: 'Figures do not add up',
    hint: 'Count again: before + added - removed is after, no more CRCs can change than stay listed, and one step has one result.',
  },
  'duplicate-term': {
    level: 'error',
    title: 'The vendor’s word is explained twice',
    hint: 'Keep one of the two.',
  },
  'contradicted-text': {
    level: 'error',
    title: 'The text says something else than the fields beside it',
    hint: 'What was not found is "keeps: unknown", and what is unknown says in its text that nothing was found.',
  },
  'dead-link': {
    level: 'error',
    title: 'The link leads to a page that this site does not have',
    hint: 'Correct the address; every page stands in content/urls.ledger once it is published.',
  },
  'claimed-twice': {
    level: 'error',
    title: 'The document is said to claim two things of one symbol',
    hint: 'Keep what the source says.',
  },
  'exception-gone': {
    level: 'error',
    title: 'A known exception does not occur any more',
    hint: 'Take it out of content/lint-exceptions.yaml.',
  },
  'stale-source': {
    level: 'warning',
    title: 'Nobody has looked for two years',
    hint: 'Read it again, and give the new day.',
  },
  'unused-source': {
    level: 'warning',
    title: 'No statement rests on this source',
    hint: 'Remove it, or name it where it belongs.',
  },
  'sources-disagree': {
    level: 'warning',
    title: 'One document is called by two names, or read on two days',
    hint: 'Say the same of it in every file.',
  },
  'missing-translation': {
    level: 'warning',
    title: 'The text is not there in the other language',
    hint: 'Write it: readers of that language see the English in its place.',
  },
  'wrong-language': {
    level: 'warning',
    title: 'The text is in the other language',
    hint: 'Move it to the field of its language, and write the one that is missing.',
  },
  'misspelt-in-prose': {
    level: 'warning',
    title: 'The text names a function that no release exports, much like one that is',
    hint: 'Correct it, or list it in content/lint-exceptions.yaml if it is meant so.',
  },
  'unknown-module': {
    level: 'warning',
    title: 'No kernel on file has this module, nor is it a registered driver',
    hint: 'Correct the name, or list it in content/lint-exceptions.yaml with the reason.',
  },
  'unused-misprint': {
    level: 'warning',
    title: 'The misprint does not occur',
    hint: 'The record names no such symbol: remove it from "misprints".',
  },
  'out-of-order': {
    level: 'warning',
    title: 'The messages are not in the order of their dates',
    hint: 'The oldest comes first.',
  },
  'unknown-crc': {
    level: 'warning',
    title: 'No release on file exports the symbol with this CRC',
    hint: 'Check that the reference file is of a release that is on file.',
  },
  'empty-list': {
    level: 'note',
    title: 'The list names no symbol',
    hint: 'Nothing is protected by it. Where the vendor’s list is so, nothing is to be done.',
  },
  'known-misprint': {
    level: 'note',
    title: 'The source misspells this symbol, which no release on file exports',
    hint: 'Nothing is to be done: the entry says what is meant, and lint stays clean.',
  },
  'unsupported-document': {
    level: 'error',
    title: 'This kind of document cannot be imported so',
    hint: 'Mails are discussions; proposals, policies and notes are Markdown, reStructuredText or plain text.',
  },
  'incomplete-document': {
    level: 'error',
    title: 'The document does not say what its entry needs',
    hint: 'Say it with the option named above.',
  },
  'already-imported': {
    level: 'error',
    title: 'An entry of this name is on file with other text',
    hint: 'Pick another name with --id, or pass --replace.',
  },
  'unresolved-reference': {
    level: 'error',
    title: 'The file names something that is not on file',
    hint: 'Add what it names, or correct the name.',
  },
} as const satisfies Record<string, ProblemText>;

export type ProblemKind = keyof typeof PROBLEMS;

export interface Problem {
  readonly kind: ProblemKind;
  /** Path or name of the input as the user gave it. */
  readonly path: string;
  /** 1-based. */
  readonly line?: number;
  /** The line itself, or the part of the input at fault. */
  readonly source?: string;
  /** What is particular to this case, one clause: appended to the title. */
  readonly detail?: string;
  /** Below the hint, line by line: everything that is at fault at once, or what is to be written. */
  readonly lines?: readonly string[];
}

/** Records that could be read, and what was wrong with the rest. */
export interface Parsed<T> {
  readonly records: T;
  readonly problems: readonly Problem[];
}

/** A fault that leaves nothing to go on with. Commands turn it back into the problem that it carries. */
export class Fault extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(formatProblem(problem), options);
    this.name = 'Fault';
    this.problem = problem;
  }
}

export function isError(problem: Problem): boolean {
  return PROBLEMS[problem.kind].level === 'error';
}

export function problemTitle(problem: Problem): string {
  const { title } = PROBLEMS[problem.kind];
  return problem.detail === undefined ? title : `${title}: ${problem.detail}`;
}

/** What happened, where, the line, and what to do: four lines at most, for a terminal. */
export function formatProblem(problem: Problem): string {
  const place = problem.line === undefined ? problem.path : `${problem.path}:${problem.line}`;
  const lines = [oneLine(problemTitle(problem)), `  ${oneLine(place)}`];
  if (problem.source !== undefined) lines.push(`  | ${printable(problem.source)}`);
  lines.push(`  ${PROBLEMS[problem.kind].hint}`);
  for (const line of problem.lines ?? []) lines.push(`    ${printable(line)}`);
  return lines.join('\n');
}

/** Names of files and clauses hold what an input says, too. */
function oneLine(text: string): string {
  return printable(text, LONGEST_PLACE);
}

const LONGEST_PLACE = 4096;

/** The fields of a problem in every JSON report. */
export interface ProblemJson {
  kind: ProblemKind;
  level: Level;
  title: string;
  path: string;
  line?: number;
  source?: string;
  hint: string;
  lines?: string[];
}

export function problemJson(problem: Problem): ProblemJson {
  const { level, hint } = PROBLEMS[problem.kind];
  return {
    kind: problem.kind,
    level,
    title: problemTitle(problem),
    path: problem.path,
    ...(problem.line === undefined ? {} : { line: problem.line }),
    ...(problem.source === undefined ? {} : { source: printable(problem.source) }),
    hint,
    ...(problem.lines === undefined ? {} : { lines: problem.lines.map((line) => printable(line)) }),
  };
}

export function sortProblems(problems: readonly Problem[]): Problem[] {
  return problems.toSorted(
    (a, b) => compareText(a.path, b.path) || (a.line ?? 0) - (b.line ?? 0) || compareText(a.kind, b.kind),
  );
}

const LONGEST_QUOTE = 160;

/** Input quoted in a message must not drive the terminal, nor flood it. */
export function printable(text: string, longest = LONGEST_QUOTE, keepsLines = false): string {
  const bad = keepsLines
    ? /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu
    : /[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/gu;
  const safe = text.replace(bad, '\uFFFD').replaceAll('\t', '  ');
  return safe.length > longest ? `${safe.slice(0, longest)}…` : safe;
}
