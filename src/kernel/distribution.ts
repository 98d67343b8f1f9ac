/**
 * Which distribution a kernel is of, by how `uname -r` ends, and what its users install to build modules for it. Names of
 * packages as the distributions' own documentation gives them.
 */

export interface Distribution {
  readonly name: string;
  /** The command that installs the headers of a kernel; undefined where they come with the kernel or cannot be had. */
  readonly headers: (uname: string) => string | undefined;
  /** Builds what DKMS has registered; false where DKMS is not used. */
  readonly hasDkms: boolean;
  /** The package manager, for those whose packages of modules follow the kernel by themselves. */
  readonly packages: 'apt' | 'dnf' | 'yum' | 'zypper' | 'pacman' | 'apk' | 'opkg' | 'xbps' | 'none';
}

interface Rule extends Distribution {
  readonly pattern: RegExp;
}

const none = (): undefined => undefined;
const RULES: readonly Rule[] = [
  rule(
    'Proxmox VE',
    /-pve$/,
    // The package was renamed in 2023, and repositories have the one or the other.
    (u) => `apt install proxmox-headers-${u} || apt install pve-headers-${u}`,
    'apt',
  ),
  rule('Kali Linux', /-kali\d+-/, (u) => `apt install linux-headers-${u}`, 'apt'),
  rule('Raspberry Pi OS', /\+rpt-rpi-|-rpi-v\d/, (u) => `apt install linux-headers-${u}`, 'apt'),
  rule('Raspberry Pi OS', /-v[678]l?\+$|-v8-16k\+$/, () => 'apt install raspberrypi-kernel-headers', 'apt'),
  rule(
    'Armbian',
    /-(?:current|edge|legacy|vendor|bleedingedge)-[a-z0-9]+$/,
    (u) => `apt install linux-headers-${armbianBranch(u)}`,
    'apt',
  ),
  rule('NVIDIA Jetson Linux', /-tegra$/, () => 'apt install nvidia-l4t-kernel-headers', 'apt'),
  rule(
    'Ubuntu',
    /-(?:generic|lowlatency|lowlatency-hwe|aws|azure|azure-fde|gcp|gke|gkeop|oracle|oem|kvm|ibm|nvidia|nvidia-64k|intel|intel-iotg|raspi|realtime|bluefield|xilinx-zynqmp|starfive|laptop)(?:-64k)?$/,
    (u) => `apt install linux-headers-${u}`,
    'apt',
  ),
  rule(
    'Deepin',
    /-(?:amd64|arm64|loong64)-desktop(?:-hwe|-rolling)?$|deepin/,
    (u) => `apt install linux-headers-${u}`,
    'apt',
  ),
  rule(
    'Debian',
    /-(?:\d+|bpo\.\d+|deb\d+|rc\d+)?[-+.\w]*-?(?:amd64|arm64|armmp|armmp-lpae|686|686-pae|i386|powerpc64le|s390x|riscv64|loong64|mips64r2el|4kc-malta|octeon|rpi|marvell|rt|cloud-amd64|cloud-arm64)$|\+deb\d+/,
    (u) => `apt install linux-headers-${u}`,
    'apt',
  ),
  rule('Oracle Linux (UEK)', /\.el\d+uek\./, (u) => `dnf install kernel-uek-devel-${u}`, 'dnf'),
  rule(
    'ELRepo',
    /\.elrepo(?:\.|$)/,
    // The name does not tell the long-term kernel from the newest one.
    (u) =>
      `${/\.el[67]\./.test(u) ? 'yum' : 'dnf'} --enablerepo=elrepo-kernel install kernel-lt-devel-${u} || ${/\.el[67]\./.test(u) ? 'yum' : 'dnf'} --enablerepo=elrepo-kernel install kernel-ml-devel-${u}`,
    'dnf',
  ),
  rule('Enterprise Linux 7', /\.el[67](?:[._]|$)/, (u) => `yum install kernel-devel-${u}`, 'yum'),
  rule('Enterprise Linux', /\.el(?:8|9|1\d)(?:[._]|$)/, (u) => `dnf install ${develPackage(u)}`, 'dnf'),
  rule('Fedora', /\.fc\d\d/, (u) => `dnf install ${develPackage(u)}`, 'dnf'),
  rule('Amazon Linux', /\.amzn\d+/, (u) => `dnf install kernel-devel-${u}`, 'dnf'),
  rule('openEuler', /\.oe\d+/, (u) => `dnf install kernel-devel-${u}`, 'dnf'),
  rule('Anolis OS', /\.an\d+/, (u) => `dnf install kernel-devel-${u}`, 'dnf'),
  rule('OpenCloudOS', /\.oc\d+|\.tl\d|tlinux/, (u) => `dnf install kernel-devel-${u}`, 'dnf'),
  rule('Kylin', /\.ky\d+|\.p\d+\.v\d+/, (u) => `dnf install kernel-devel-${u}`, 'dnf'),
  rule('Azure Linux', /\.azl\d|\.cm\d/, (u) => `dnf install kernel-devel-${u}`, 'dnf'),
  rule('Photon OS', /\.ph\d/, () => 'tdnf install linux-devel', 'dnf'),
  rule('CloudLinux', /lve/, (u) => `dnf install kernel-devel-${u}`, 'dnf'),
  rule(
    'SUSE',
    /-(?:default|rt|azure|preempt|desktop|64kb|kvmsmall|longterm|pae)$/,
    (u) =>
      `zypper install -f kernel-${u.slice(u.lastIndexOf('-') + 1)}-devel=${u.slice(0, u.lastIndexOf('-'))}`,
    'zypper',
  ),
  rule('Arch Linux', /-arch\d+-\d+$/, () => 'pacman -Syu linux linux-headers', 'pacman'),
  rule(
    'Arch Linux',
    /-(?:zen|hardened)\d*-\d+-(?:zen|hardened)$|-hardened\d+-\d+-hardened$/,
    (u) =>
      `pacman -Syu linux-${u.includes('zen') ? 'zen' : 'hardened'} linux-${u.includes('zen') ? 'zen' : 'hardened'}-headers`,
    'pacman',
  ),
  rule(
    'Manjaro',
    /-MANJARO/,
    (u) => `pacman -S linux${/^(\d+)\.(\d+)/.exec(u)?.slice(1, 3).join('') ?? ''}-headers`,
    'pacman',
  ),
  rule('CachyOS', /-cachyos/, () => 'pacman -Syu linux-cachyos linux-cachyos-headers', 'pacman'),
  rule(
    'Alpine Linux',
    /-\d+-(?:lts|virt|edge|stable)$/,
    (u) => `apk add linux-${u.slice(u.lastIndexOf('-') + 1)}-dev`,
    'apk',
  ),
  rule('Arch Linux', /-\d+-lts$/, () => 'pacman -Syu linux-lts linux-lts-headers', 'pacman'),
  rule('Android', /-android\d+-|-gki\b|-ab\d{6,}|-abogki\d+|-perf\b/, none, 'none', false),
  rule(
    'Void Linux',
    /^\d+\.\d+\.\d+_\d+$/,
    (u) => `xbps-install -S linux${/^\d+\.\d+/.exec(u)?.[0] ?? ''}-headers`,
    'xbps',
  ),
  rule('WSL', /-microsoft-standard/, none, 'none', false),
  rule('Gentoo', /-gentoo/, none, 'none', false),
  rule('XanMod', /-xanmod/, (u) => `apt install linux-headers-${u}`, 'apt'),
  rule('Liquorix', /-liquorix/, (u) => `apt install linux-headers-${u}`, 'apt'),
  rule('TrueNAS SCALE', /truenas/, none, 'none', false),
  rule('Unraid', /-Unraid/i, none, 'none', false),
  rule('Linux Mint or Ubuntu', /-\d{4,}\d*-generic/, (u) => `apt install linux-headers-${u}`, 'apt'),
];

/** Undefined for a name that could be anybody's. */
export function distributionOf(uname: string): Distribution | undefined {
  return RULES.find(({ pattern }) => pattern.test(uname));
}

/** By what else a text says: a name of /etc/os-release, a banner, the tool that complains. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/\bOpenWrt\b|\bopkg\b|pkg_hash_/i, 'OpenWrt'],
  [/\bProxmox\b/i, 'Proxmox VE'],
  [/\bArmbian\b/i, 'Armbian'],
  [/\bRaspberry ?Pi OS\b|\bRaspbian\b/i, 'Raspberry Pi OS'],
  [/\bUbuntu\b/i, 'Ubuntu'],
  [/\bopenSUSE\b|\bSUSE\b|\bzypper\b/i, 'SUSE'],
  [/\bArch Linux\b|\bpacman\b/i, 'Arch Linux'],
  [/\bManjaro\b/i, 'Manjaro'],
  [/\bFedora\b/i, 'Fedora'],
  [/\b(?:Rocky|Alma|CentOS|RHEL|Red Hat)\b/i, 'Enterprise Linux'],
  [/\bAndroid\b|\bGKI\b|\bKernelSU\b|\bKMI\b/i, 'Android'],
  [/\bDebian\b/i, 'Debian'],
];

export function distributionNamedIn(text: string): string | undefined {
  return NAMES.find(([pattern]) => pattern.test(text))?.[1];
}

export function distributionNamed(name: string): Distribution | undefined {
  return RULES.find((each) => each.name === name);
}

function rule(
  name: string,
  pattern: RegExp,
  headers: Distribution['headers'],
  packages: Distribution['packages'],
  hasDkms = true,
): Rule {
  return { name, pattern, headers, hasDkms, packages };
}

/** `6.6.16-current-rockchip64` is of linux-headers-current-rockchip64. */
function armbianBranch(uname: string): string {
  return /-((?:current|edge|legacy|vendor|bleedingedge)-[a-z0-9]+)$/.exec(uname)?.[1] ?? uname;
}

/** Kernels of Enterprise Linux and Fedora with options name them at the end: `+debug`, `+64k`, `+rt`. */
function develPackage(uname: string): string {
  const [plain = uname, ...options] = uname.split('+');
  return ['kernel', ...options.flatMap((each) => each.split('-')), 'devel', plain].join('-');
}
