/** The kinds of options that a command can declare: each knows what it is called, how it is read and what help says. */
import { UsageError } from '../../engine/exit.ts';

/** What a value may be is told by `read`, so that a command gets it as the type that it works with. */
export interface Option<T> {
  /** What stands for its value in the help; undefined for a flag, which has none. */
  readonly value: string | undefined;
  readonly help: string;
  /**
   * @param given values in the order of the command line; nothing if the option is not there
   * @throws {UsageError} if that is no such value
   */
  readonly read: (given: readonly string[], name: string) => T;
}

export function flag(help: string): Option<boolean> {
  return { value: undefined, help, read: (given) => given.length > 0 };
}

/** Of several values the last one counts, so that a script can append to what it has. */
export function textOption(value: string, help: string): Option<string | undefined>;
export function textOption(value: string, help: string, otherwise: string): Option<string>;
export function textOption(value: string, help: string, otherwise?: string): Option<string | undefined> {
  const said = otherwise === undefined ? help : `${help} (${otherwise})`;
  return { value, help: said, read: (given) => given.at(-1) ?? otherwise };
}

/** @param parse throws a UsageError that says what the option takes */
export function parsed<T>(
  value: string,
  help: string,
  parse: (given: string, name: string) => T,
): Option<T | undefined> {
  return {
    value,
    help,
    read: (given, name) => {
      const last = given.at(-1);
      return last === undefined ? undefined : parse(last, name);
    },
  };
}

export function oneOf<T extends string>(
  value: string,
  allowed: readonly T[],
  help: string,
): Option<T | undefined> {
  return parsed(value, help, (given, name) => choose(name, allowed, given));
}

export function required<T>(option: Option<T | undefined>, needed: string): Option<T> {
  return {
    ...option,
    read: (given, name) => {
      const found = option.read(given, name);
      if (found === undefined) throw new UsageError(`${name} ${needed}`);
      return found;
    },
  };
}

/** May be given several times. */
export function many<T>(option: Option<T | undefined>): Option<readonly T[]> {
  return {
    ...option,
    read: (given, name) =>
      given.flatMap((each) => {
        const found = option.read([each], name);
        return found === undefined ? [] : [found];
      }),
  };
}

/** Where every command that reads what is on file finds it. */
export const CONTENT = textOption('DIR', 'where products and policies are on file', 'content');

/** @throws {UsageError} that lists what there is */
export function choose<T extends string>(name: string, allowed: readonly T[], given: string): T {
  const found = allowed.find((each) => each === given);
  if (found !== undefined) return found;
  throw new UsageError(`${name} ${choice(allowed)}, not "${given}"`);
}

export function choice(allowed: readonly string[]): string {
  const [only, ...others] = allowed;
  if (others.length === 0) return `takes "${only ?? ''}"`;
  return others.length === 1 ? `is ${allowed.join(' or ')}` : `is one of ${allowed.join(', ')}`;
}
