/**
 * From what a text says, and what the kernels on file tell, to findings: the first is the answer. Nothing here is a
 * sentence (src/lang/en/diagnosis-sentences.ts), and nothing is looked up elsewhere than in what is given.
 */
import { UNKNOWN_MODULE, type Export } from '../../kernel/export.ts';
import { moduleNameOf } from '../../kernel/module.ts';
import { unameOf } from '../../kernel/vermagic.ts';
import type { Facts } from '../facts.ts';
import { buildCauses } from './build-causes.ts';
import { Case, casesOf, type Draft } from './case.ts';
import { CAUSES, type Finding } from './finding.ts';
import { namesByRule } from '../../history/ends/departures.ts';
import { knownEnd } from '../../history/ends/known-ends.ts';
import { loaderCauses } from './loader-causes.ts';
import { heirsOf, OnFile } from './on-file.ts';
import { abiCauses, packageCauses, remarkCauses, toolCauses } from './other-causes.ts';

/** The symbols whose history a diagnosis needs. */
export function symbolsToLookUp(facts: Facts): ReadonlySet<string> {
  const named = [
    ...facts.statements.flatMap(({ symbols }) => symbols),
    ...facts.modules.flatMap(({ imports }) => imports.map(({ symbol }) => symbol)),
    ...facts.exports.slice(0, MOST_LISTED).map(({ symbol }) => symbol),
  ];
  const absent = facts.statements
    .filter(({ kind }) => MAY_BE_GONE.has(kind))
    .flatMap(({ symbols }) => symbols);
  return new Set([...named, ...absent.slice(0, MOST_GONE).flatMap(namesToTry), 'module_layout']);
}

/** What may have taken a symbol's place, if nothing else is known of it. */
function namesToTry(symbol: string): readonly string[] {
  return [...(knownEnd(symbol)?.successors ?? []), ...namesByRule(symbol), ...heirsOf(symbol)];
}

const MAY_BE_GONE: ReadonlySet<string> = new Set([
  'unknown-symbol',
  'modpost-undefined',
  'depmod-unknown-symbol',
  'undeclared-function',
]);
const MOST_GONE = 200;
/** Of a Module.symvers, which may have tens of thousands. */
const MOST_LISTED = 100;

/** The gravest and earliest first; findings that follow from others last. */
export function diagnose(facts: Facts, onFile: OnFile): readonly Finding[] {
  const cases = casesOf(facts, onFile);
  const findings = cases.flatMap((each) => draftsOf(each).map((draft) => each.finding(draft)));
  const all = findings.length > 0 ? findings : descriptions(facts, onFile);
  return merged(all).toSorted((a, b) => rank(a) - rank(b) || (a.lines[0] ?? 0) - (b.lines[0] ?? 0));
}

function draftsOf(each: Case): Draft[] {
  const drafts = [...loaderCauses(each), ...buildCauses(each), ...packageCauses(each), ...abiCauses(each)];
  // The tool's own words follow from what the kernel said.
  drafts.push(...toolCauses(each, drafts.length === 0));
  return drafts.length > 0 ? drafts : remarkCauses(each);
}

/** What depends on another module's fate, and what is no refusal, stands behind. */
const LAST: ReadonlySet<string> = new Set([
  'provider-refused',
  'provider-not-loaded',
  'loaded-with-remarks',
  'already-loaded',
]);

function rank({ cause }: Finding): number {
  return CAUSES.indexOf(cause) + (LAST.has(cause) ? CAUSES.length : 0);
}

/** One finding of each cause per module and kernel. */
function merged(findings: readonly Finding[]): Finding[] {
  const groups = Map.groupBy(findings, ({ cause, module, kernel, package: name }) =>
    [cause, module, kernel?.uname, name].join('\n'),
  );
  return [...groups.values()].flatMap((group) => group[0] ?? []);
}

/** A text that complains of nothing: what it describes, and what would tell more. */
function descriptions(facts: Facts, onFile: OnFile): Finding[] {
  const nobody = new Case(facts, onFile, null, facts.kernels[0], []);
  const described = facts.modules.filter(({ imports }) => imports.length === 0);
  const found = described.map((module) => {
    const magic = module.modinfo.get('vermagic')?.[0];
    const each = new Case(facts, onFile, module.name, undefined, []);
    const builtFor = magic === undefined ? undefined : unameOf(magic);
    const text = ['vermagic', 'license', 'depends', 'version']
      .flatMap((key) => {
        const value = module.modinfo.get(key)?.join(', ');
        return value === undefined || value === '' ? [] : [`${key} ${value}`];
      })
      .join('; ');
    return each.finding({ cause: 'described', rebuild: 'unknown', from: [], text, builtFor });
  });
  if (found.length > 0) return found;
  if (facts.modules.length > 0) return [];
  if (facts.exports.length > 0)
    return [
      nobody.finding({
        cause: facts.exports.every(isOfKernel) ? 'kernel-provides' : 'exports-listed',
        rebuild: 'not-needed',
        from: [],
        symbols: facts.exports.slice(0, MOST_LISTED).map(({ symbol }) => symbol),
        text: String(facts.exports.length),
        owner: providerOf(facts),
      }),
    ];
  if (facts.loaded.size > 0 || facts.tables.size > 0)
    return [
      nobody.finding({
        cause: 'described',
        rebuild: 'unknown',
        from: [],
        text: [...facts.loaded.keys()].join(', '),
      }),
    ];
  return facts.kernels.length === 0
    ? []
    : [nobody.finding({ cause: 'kernel-named', rebuild: 'unknown', from: [] })];
}

/** Of the provides of a kernel's package, which name no module. */
function isOfKernel({ module }: Export): boolean {
  return module === UNKNOWN_MODULE;
}

function providerOf({ exports }: Facts): string | undefined {
  const names = new Set(exports.map(({ module }) => moduleNameOf(module)));
  return names.size === 1 ? [...names][0] : undefined;
}
