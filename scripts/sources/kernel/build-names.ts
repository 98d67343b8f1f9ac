/** Release, architecture and flavour from the names that distributions give packages and kernels. */
import { DEFAULT_FLAVOUR } from '../../../src/kernel/variant.ts';
import type { Coverage } from '../../../src/kernel/snapshot.ts';

/** What a name says of the build. Absent: it says nothing of it. */
export interface Identity {
  readonly release?: string;
  readonly arch?: string;
  readonly flavour?: string;
}

/**
 * The release in Debian's and Ubuntu's names: `6.1.0-54` with an ABI number, `6.12.115+deb13.1` where each upload has
 * its own name, `6.1.0-0.deb11.21` for older backports, `7.2-rc3` and `7.2~rc3` from experimental.
 */
const DEBIAN_RELEASE = /^\d+(?:\.\d+)+(?:[+~][^-]+|-\d[\w.+~]*|-rc\d+|-trunk)?(?=-|$)/;
const DEBIAN_ARCHES = ['amd64', 'arm64', 'loong64', 'riscv64', 's390x'];
const DEBIAN_HEADERS = 'linux-headers-';

/** `5.14.0-503.11.1.el9_5.x86_64+rt`, up to RHEL 7 `…x86_64.debug`. */
const RPM_UNAME =
  /^(\d+\.\d+\.\d+-.+)\.(x86_64|aarch64|i686|loongarch64|ppc64|ppc64le|riscv64|s390x)(?:[+.](\w[\w-]*))?$/;
/** What follows the flavour in the name of an rpm package: which part of the kernel it holds. */
const RPM_PARTS = /-(?:core|devel|devel-matched|base|modules|modules-core|modules-extra|modules-internal)$/;

/** `linux-headers-6.1.0-54-cloud-amd64` of architecture amd64. Undefined for the name of another package. */
export function parseDebianHeadersName(name: string, arch: string): Identity | undefined {
  if (!name.startsWith(DEBIAN_HEADERS)) return undefined;
  return parseDebianUname(name.slice(DEBIAN_HEADERS.length), arch);
}

/** The same of any package of a kernel: `linux-binary-unsigned-7.2.13+deb14-amd64`, `linux-image-6.8.0-31-generic`. */
export function parseDebianKernelName(name: string, arch: string): Identity | undefined {
  return parseDebianHeadersName(headersPackageOf(name) ?? name, arch);
}

/** The headers package that belongs to an image package of Debian or Ubuntu. */
export function headersPackageOf(name: string): string | undefined {
  const uname =
    /^linux-(?:image|binary|modules)(?:-unsigned|-extra)?-(\d.*?)(?:-unsigned|-dbg|-dbgsym)?$/.exec(
      name,
    )?.[1];
  return uname === undefined ? undefined : DEBIAN_HEADERS + uname;
}

/** `uname -r` of a kernel of Debian or Red Hat's kin; SUSE's does not hold the whole release of the package. */
export function parseUname(uname: string): Identity {
  const [, release, arch, flavour = DEFAULT_FLAVOUR] = RPM_UNAME.exec(uname) ?? [];
  if (release !== undefined && arch !== undefined) return { release, arch, flavour };
  // Without the architecture it could be any distribution's.
  const debianArch = uname.split('-').find((part) => DEBIAN_ARCHES.includes(part));
  return (debianArch === undefined ? undefined : parseDebianUname(uname, debianArch)) ?? {};
}

/** Flavour of an rpm package: `kernel-rt-core` is rt, `kernel-core` and SUSE's `kernel-default-devel` the default. */
export function parseRpmFlavour(name: string): string {
  const flavour = name.replace(RPM_PARTS, '').replace(/^kernel-?/, '');
  return flavour === '' ? DEFAULT_FLAVOUR : flavour;
}

/** Names of single files: `symvers-<uname>.gz`, and vendors' reference files, `{Module,Symtypes}.kabi_x86_64`. */
export function parseFileName(name: string): Identity {
  const uname = /^symvers-(\d.*?)(?:\.(?:gz|xz|zst))?$/.exec(name)?.[1];
  if (uname !== undefined) return parseUname(uname);
  const arch = /^(?:Module|Symtypes)\.kabi\w*?_(x86_64|aarch64|i686|ppc64|ppc64le|s390x)$/.exec(name)?.[1];
  return arch === undefined ? {} : { arch };
}

/**
 * Files that by their name hold a part of a kernel's exports: vendors' reference files for their lists, which have one for
 * each architecture, and what vmlinux exports without its modules (scripts/Makefile.vmlinux). Some vendors keep all exports
 * under such a name; then an option has to say it.
 */
export function coverageOfFile(name: string): Coverage {
  return /^(?:Module\.kabi\w*_|vmlinux\.symvers(?:\.|$))/.test(name) ? 'part' : 'all';
}

/** A Debian flavour may stand on either side of the architecture: `cloud-amd64`, `arm64-16k`, or without it: `686-pae`. */
function parseDebianUname(uname: string, arch: string): Identity | undefined {
  const release = DEBIAN_RELEASE.exec(uname)?.[0];
  if (release === undefined) return undefined;
  const parts = uname.slice(release.length + 1).split('-');
  const flavour = parts.filter((part) => part !== arch && part !== '').join('-');
  return { release, arch, flavour: flavour === '' ? DEFAULT_FLAVOUR : flavour };
}
