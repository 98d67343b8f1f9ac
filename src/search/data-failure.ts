/** Why data of a site are not there. Nothing is concluded from what did not arrive; each kind has its sentence in src/lang. */
export const DATA_FAILURES = [
  'unreachable',
  'timed-out',
  'missing',
  'refused',
  'other-page',
  'damaged',
  'newer',
] as const;
export type DataFailureKind = (typeof DATA_FAILURES)[number];

export class DataFailure extends Error {
  readonly kind: DataFailureKind;

  /** @param file by its path below the root of the site */
  constructor(kind: DataFailureKind, file: string, options?: ErrorOptions) {
    super(`${file}: ${kind}`, options);
    this.name = 'DataFailure';
    this.kind = kind;
  }
}

/** Of what went wrong, the kind that a reader is told of. A mistake of this program passes for damaged data, not for an answer. */
export function failureKind(error: unknown): DataFailureKind {
  return error instanceof DataFailure ? error.kind : 'damaged';
}
