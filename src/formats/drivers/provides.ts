/**
 * The symbols that packages of a kernel provide, one a line, as `rpm -q --provides kernel-core` and `dnf repoquery
 * --provides` print them among other things:
 *
 *     kernel(alloc_skb) = 0x5dd83415         Red Hat and its kin
 *     ksym(default:alloc_skb) = 5dd83415     SUSE: with the flavour, without 0x and without leading zeros
 *     kernel-uname-r = 5.14.0-427.13.1.el9_4.x86_64
 *
 * Written by find-provides.ksyms of redhat-rpm-config and of rpm-config-SUSE. They say nothing of modules, licences and
 * namespaces, and of a kernel in several packages each names its own.
 */
import { Fault, type Parsed } from '../../base/problems.ts';
import { compareText } from '../../base/text.ts';
import { UNKNOWN_MODULE, type Export } from '../../kernel/export.ts';
import { parseRpmDependencies } from './rpm-dependencies.ts';

const SYMBOL = /^\s*(?:kernel|ksym)\([^()\s]+\)\s*=/m;
/** What only packages of a kernel provide; those of modules require and provide symbols, too. */
const KERNEL =
  /^\s*(?:(?:kernel|kernel-core|kernel-default|kernel-(?:core-)?uname-r|kernel-(?:rt|64k|debug)-core)(?:\(\w+-\d+\))?\s*=|installonlypkg\(kernel\)|config\(kernel)/m;
const UNAME = /^\s*kernel(?:-\w+)*-uname-r\s*=\s*(\S+)/m;

/** Whether a text says of symbols with CRCs who provides or needs them, and no other form of exports is in it. */
export function hasDependencies(text: string): boolean {
  return SYMBOL.test(text);
}

/** Whether it is certain that these are provides of a kernel, and not what a package of modules needs. */
export function isKernelProvides(text: string): boolean {
  return SYMBOL.test(text) && KERNEL.test(text);
}

/** `uname -r` of the kernel, where its packages say it. */
export function providedUname(text: string): string | undefined {
  return UNAME.exec(text)?.[1];
}

/** @throws {Fault} if no line names a symbol, or flavours of SUSE's kernel are mixed */
export function parseProvides(text: string, path: string): Parsed<Export[]> {
  const { records, problems } = parseRpmDependencies(text, path);
  const [only, ...others] = records;
  if (only === undefined || others.length > 0) {
    const flavours = records.map(({ flavour }) => (flavour === '' ? 'none named' : flavour));
    throw new Fault({ kind: 'ambiguous-input', path, detail: `flavours ${flavours.join(', ')}` });
  }
  const exports = only.imports.map(({ symbol, crc }): Export => ({
    symbol,
    crc: crc ?? 0,
    module: UNKNOWN_MODULE,
    type: '',
    namespace: '',
  }));
  return { records: exports.sort((a, b) => compareText(a.symbol, b.symbol)), problems };
}
