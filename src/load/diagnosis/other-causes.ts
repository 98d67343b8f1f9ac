/** What tools, package managers and checks of the kABI said, where the kernel itself said nothing. */
import { loadErrorOf, type LoadError } from '../../formats/logs/errno-words.ts';
import type { Statement } from '../../formats/logs/statement.ts';
import type { Case, Draft } from './case.ts';
import { absentCauses } from './loader-causes.ts';

export function packageCauses(each: Case): Draft[] {
  const drafts: Draft[] = [];
  const openwrt = each.of('openwrt-kernel');
  if (openwrt.length > 0) drafts.push({ cause: 'openwrt-hash', rebuild: 'no', from: openwrt });
  const incompatible = each.of('not-compatible');
  if (incompatible.length > 0)
    drafts.push({
      cause: 'weak-modules',
      rebuild: 'yes',
      from: incompatible,
      symbols: symbolsOf(incompatible),
    });
  const symbols = each.of('needs-symbol');
  if (symbols.length > 0)
    drafts.push({
      cause: 'package-needs-symbols',
      rebuild: 'yes',
      from: symbols,
      symbols: symbolsOf(symbols),
    });
  const kernels = each.of('needs-kernel', 'needs-kernel-package', 'needs-module');
  if (kernels.length > 0 && drafts.length === 0)
    drafts.push({ cause: 'package-needs-kernel', rebuild: 'yes', from: kernels, owner: kernels[0]?.owner });
  return drafts;
}

export function abiCauses(each: Case): Draft[] {
  const broken = each.of('abi-changed', 'abi-removed', 'abi-type', 'abi-moved');
  const unguarded = each.of('abi-not-guaranteed');
  return [
    ...(broken.length === 0
      ? []
      : [
          {
            cause: 'abi-check' as const,
            rebuild: 'not-needed' as const,
            from: broken,
            symbols: symbolsOf(broken),
          },
        ]),
    ...(unguarded.length === 0
      ? []
      : [
          {
            cause: 'abi-not-guaranteed' as const,
            rebuild: 'not-needed' as const,
            from: unguarded,
            symbols: symbolsOf(unguarded),
          },
        ]),
  ];
}

/** @param isAlone nothing else that was said of the module gives a cause */
export function toolCauses(each: Case, isAlone: boolean): Draft[] {
  const drafts: Draft[] = [];
  const unknown = each.of('depmod-unknown-symbol');
  if (unknown.length > 0) drafts.push(...absentCauses(each, [...new Set(symbolsOf(unknown))], unknown));
  const cycle = each.of('depmod-cycle');
  if (cycle.length > 0)
    drafts.push({ cause: 'dependency-cycle', rebuild: 'no', from: cycle, text: cycle[0]?.message });
  const other = each.of('other-kernel');
  if (other.length > 0)
    drafts.push({ cause: 'other-kernel', rebuild: 'yes', from: other, text: other[0]?.message });
  const userspace = each.of('userspace-mismatch');
  if (userspace.length > 0)
    drafts.push({
      cause: 'userspace-mismatch',
      rebuild: 'not-needed',
      from: userspace,
      text: userspace[0]?.message,
    });
  const absent = each.of('module-not-found');
  if (absent.length > 0 && isAlone) drafts.push({ cause: 'not-installed', rebuild: 'yes', from: absent });
  const refused = each.of('tool-refusal');
  if (refused.length > 0 && isAlone && drafts.length === 0) drafts.push(wordsCause(refused));
  return drafts;
}

/** Errors that say by themselves what is wrong. */
const PLAIN_ERRORS: Readonly<Partial<Record<LoadError, Pick<Draft, 'cause' | 'rebuild'>>>> = {
  ENOKEY: { cause: 'signature', rebuild: 'no' },
  EKEYREJECTED: { cause: 'signature', rebuild: 'no' },
  EBADMSG: { cause: 'signature', rebuild: 'no' },
  EEXIST: { cause: 'already-loaded', rebuild: 'not-needed' },
  ENOMEM: { cause: 'memory', rebuild: 'not-needed' },
};

function wordsCause(from: readonly Statement[]): Draft {
  const said = from.find(({ text }) => text !== undefined && text !== '') ?? from[0];
  const error = loadErrorOf(said?.text ?? '');
  const plain = error === undefined ? undefined : PLAIN_ERRORS[error];
  const draft = plain ?? { cause: 'tool-words' as const, rebuild: 'unknown' as const };
  return { ...draft, from, text: said?.text, symbols: symbolsOf(from) };
}

/** What was only remarked: the module was loaded all the same. */
export function remarkCauses(each: Case): Draft[] {
  const from = each.of(
    'taint',
    'signature-missing',
    'inherits-proprietary',
    'loader-remark',
    'btf-ignored',
    'symbol-get',
  );
  return from.length === 0 ? [] : [{ cause: 'loaded-with-remarks', rebuild: 'not-needed', from }];
}

function symbolsOf(statements: readonly Statement[]): string[] {
  return statements.flatMap(({ symbols }) => symbols);
}
