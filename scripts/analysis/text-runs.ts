/** A text that stays the same for some releases, then is another one. */

export interface TextRuns {
  /**
   * From one to another release with types on file of a variant (indices into TypeVariant.releases): a text, index into
   * `texts`. A run ends before a release without types on file.
   */
  readonly runs: readonly (readonly [from: number, to: number, text: number])[];
  readonly texts: readonly string[];
}

export interface GrowingRuns extends TextRuns {
  readonly runs: [from: number, to: number, text: number][];
  readonly texts: string[];
}

export function newRuns(): GrowingRuns {
  return { runs: [], texts: [] };
}

/**
 * @param at one more than that of the release before
 * @param isNext whether no release without types on file lies between the two
 */
export function addRun({ runs, texts }: GrowingRuns, at: number, text: string, isNext: boolean): void {
  const last = runs.at(-1);
  if (isNext && last?.[1] === at - 1 && texts[last[2]] === text) {
    last[1] = at;
    return;
  }
  const known = texts.indexOf(text);
  runs.push([at, at, known < 0 ? texts.push(text) - 1 : known]);
}
