/** Which kernels a text names, as `uname -r` prints them, and in what part. */
import type { PastedLine } from './pasted-text.ts';

/**
 * `running`: it speaks, or the text says that it runs. `target`: something is built or installed for it. `built-for`: a
 * module was. `mentioned`: the text does not say.
 */
export const KERNEL_ROLES = ['running', 'target', 'built-for', 'mentioned'] as const;
export type KernelRole = (typeof KERNEL_ROLES)[number];

export interface NamedKernel {
  readonly uname: string;
  readonly role: KernelRole;
  /** As `uname -m` prints it, where the same line says so. */
  readonly machine: string | undefined;
  /** What the banner says of compiler and package. */
  readonly banner: string | undefined;
  readonly line: number;
}

export interface ReadKernels {
  /** In the order of the text; a kernel stands once per line. */
  readonly kernels: readonly NamedKernel[];
  /** Indices into the lines that were read. */
  readonly used: ReadonlySet<number>;
}

/** A release as kernels call themselves: three numbers, or two and a suffix. */
const UNAME = String.raw`\d{1,2}\.\d{1,3}(?:\.\d{1,4}(?:\.\d{1,4})?(?:[-+_~.][\w.+~-]{0,100}[\w+])?|[-+][\w.+~-]{0,100}[\w+])`;
const BANNER = new RegExp(String.raw`Linux version (${UNAME}|\d[\w.+~-]*) ?(.{0,400})`);
const UNAME_A = new RegExp(
  String.raw`\bLinux \S{1,80} (${UNAME}) #\d.{0,160}?\b(x86_64|aarch64|i[3-6]86|armv[5-8]\w*|ppc64le|ppc64|s390x|riscv64|loongarch64|mips\w*)\b`,
);
const UNAME_R = new RegExp(String.raw`uname -r\W{1,12}(${UNAME})`);
const LABELLED = new RegExp(
  String.raw`\b(?:running kernel|[Kk]ernel(?: (?:version|release))?|KERNELRELEASE|内核(?:版本)?|Kernel-Version|ProcVersionSignature: \w+)[\s:=|*]{1,12}(?:Linux )?v?(${UNAME})`,
  'i',
);
const DKMS = new RegExp(String.raw`make\.log for (\S{1,120}) for kernel (${UNAME}) \((\w+)\)`);
const FOLDER = new RegExp(
  String.raw`(filename: *|insmod )?/(?:usr/)?lib/modules/(${UNAME})(/build|/source)?(?=[/\s'":,)\]]|$)`,
);
/** modinfo, readelf and strings: what the module was built for. */
const VERMAGIC = new RegExp(String.raw`\bvermagic[:=]\s*(${UNAME})`);
const HEADERS = new RegExp(String.raw`/usr/src/(?:linux-headers-|kernels/)(${UNAME})(?=[/\s'":,)]|$)`);
const FOR_KERNEL = new RegExp(
  String.raw`\b(?:for|on|under|against|kernel) (?:kernel )?(${UNAME})(?=[\s,.;:)'"]|$)`,
);
/** How distributions end the names of their kernels. */
const SUFFIXED = new RegExp(
  String.raw`(?:^|[\s'"(=:,/])(\d{1,2}\.\d{1,3}\.\d{1,4}[\w.+~-]{0,60}(?:-generic|-lowlatency|-amd64|-arm64|-pve|-default|-arch\d|-MANJARO|-android\d{2}|\.el\d|\.fc\d\d|\.oe\d|\.an\d|\.oc\d|\.ky\d|\.amzn)[\w.+~-]{0,80})`,
);

const QUICK = /\d\.\d/;

export function readKernelNames(lines: readonly PastedLine[]): ReadKernels {
  const kernels: NamedKernel[] = [];
  const used = new Set<number>();
  for (const [index, { text, number }] of lines.entries()) {
    const line = text.length > LONGEST ? text.slice(0, LONGEST) : text;
    if (!QUICK.test(line)) continue;
    const found = namedIn(line) ?? unameBelow(lines, index);
    if (found === undefined) continue;
    kernels.push({ machine: undefined, banner: undefined, ...found, line: number });
    if (found.takesLine) used.add(index);
  }
  return {
    kernels: kernels.map(({ uname, role, machine, banner, line }) => ({
      uname,
      role,
      machine,
      banner,
      line,
    })),
    used,
  };
}

const LONGEST = 1000;

interface Named extends Pick<NamedKernel, 'uname' | 'role'> {
  readonly machine?: string | undefined;
  readonly banner?: string;
  /** Nothing else in the line needs to be read. */
  readonly takesLine: boolean;
}

function namedIn(line: string): Named | undefined {
  const banner = BANNER.exec(line);
  if (banner?.[1] !== undefined)
    return {
      uname: banner[1],
      role: 'running',
      banner: banner[2] ?? '',
      machine: machineIn(banner[2] ?? ''),
      takesLine: true,
    };
  const uname = UNAME_A.exec(line);
  if (uname?.[1] !== undefined)
    return { uname: uname[1], role: 'running', machine: uname[2], takesLine: true };
  const asked = UNAME_R.exec(line);
  if (asked?.[1] !== undefined) return { uname: asked[1], role: 'running', takesLine: true };
  const dkms = DKMS.exec(line);
  if (dkms?.[2] !== undefined) return { uname: dkms[2], role: 'target', machine: dkms[3], takesLine: true };
  const vermagic = VERMAGIC.exec(line)?.[1];
  if (vermagic !== undefined) return { uname: vermagic, role: 'built-for', takesLine: false };
  const folder = FOLDER.exec(line);
  if (folder?.[2] !== undefined) {
    const [before, name, build] = [folder[1], folder[2], folder[3]];
    const role = build === undefined && before === undefined ? 'mentioned' : 'target';
    return { uname: name, role, takesLine: build !== undefined };
  }
  const headers = HEADERS.exec(line)?.[1];
  if (headers !== undefined) return { uname: headers, role: 'target', takesLine: false };
  const labelled = LABELLED.exec(line)?.[1];
  if (labelled !== undefined) return { uname: labelled, role: 'running', takesLine: true };
  const target = FOR_KERNEL.exec(line)?.[1];
  if (target !== undefined) return { uname: target, role: 'target', takesLine: false };
  const suffixed = SUFFIXED.exec(line)?.[1];
  return suffixed === undefined ? undefined : { uname: suffixed, role: 'mentioned', takesLine: false };
}

/** The answer to `uname -r` stands in the next line of a terminal. */
function unameBelow(lines: readonly PastedLine[], index: number): Named | undefined {
  const before = lines[index - 1]?.text ?? '';
  if (!/\buname -(?:r|a|sr|rm)\s*$/.test(before)) return undefined;
  const uname = new RegExp(`^\\s*(${UNAME})`).exec(lines[index]?.text ?? '')?.[1];
  return uname === undefined ? undefined : { uname, role: 'running', takesLine: true };
}

const MACHINE = /\b(x86_64|aarch64|i[3-6]86|armv[5-8]\w*|ppc64le|s390x|riscv64|loongarch64)\b/;

function machineIn(text: string): string | undefined {
  return MACHINE.exec(text)?.[1];
}
