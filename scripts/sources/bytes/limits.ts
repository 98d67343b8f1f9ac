/** How much of an input is read before it is refused. Real files stay an order of magnitude below each bound. */
export interface Limits {
  /** Bytes of one text (Module.symvers, configuration) once unpacked. The largest one known has 3 MB. */
  readonly text: number;
  /** Lines of one text: each may become a problem to report. The longest one known has 30,000. */
  readonly lines: number;
  /** Bytes of one module once unpacked. The largest of Debian 12 has 20 MB, without its debug information. */
  readonly module: number;
  /** Bytes of one kernel image, packed or not. Debian's has 66 MB; vmlinux with its debug information 800 MB. */
  readonly kernel: number;
  /** Bytes of one archive entry. The largest in a kernel package is an unstripped vmlinux. */
  readonly entry: number;
  /** Bytes of all of an archive once unpacked. Debian's linux-image 6.1 unpacks to 411 MB. */
  readonly archive: number;
  /** Entries of one archive. Debian's linux-image 6.1 has 4,941. */
  readonly entries: number;
}

const MB = 1_000_000;

export const LIMITS: Limits = {
  text: 64 * MB,
  lines: 500_000,
  module: 500 * MB,
  kernel: 1000 * MB,
  entry: 1000 * MB,
  archive: 2000 * MB,
  entries: 200_000,
};
