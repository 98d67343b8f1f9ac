/** Exit status of every command (README, "Command line"). */
export const EXIT = {
  /** No difference, loads, clean. */
  clean: 0,
  /** Differs, would not load, problems found. */
  findings: 1,
  /** Usage or I/O error. */
  failure: 2,
} as const;
export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

/** The command line was wrong: the message is for the person who typed it. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** What was given cannot be worked with: the message says all of it, over several lines if need be. */
export class InputError extends Error {
  override name = 'InputError';
}

/** What Node says of a full disk, of a folder without permission: not a bug. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
