/** What is not foreseen is a bug of this program: it is told with the input that led to it and the place in the code. */

const inputs = new WeakMap<Error, string>();

/** Does work on an input. An error from inside that is a bug will name the innermost input. */
export async function workingOn<T>(input: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && !inputs.has(error)) inputs.set(error, input);
    throw error;
  }
}

/** @param args the command line, for an error that names no input */
export function unforeseenMessage(error: unknown, args: readonly string[]): string {
  const isError = error instanceof Error;
  const what = isError ? `${error.name}: ${error.message}` : String(error);
  const input = (isError ? inputs.get(error) : undefined) ?? args.join(' ');
  const place = isError ? placeOf(error) : undefined;
  return [
    `kabi has a fault of its own: ${what}`,
    `  with ${input}`,
    ...(place === undefined ? [] : [`  at ${place}`]),
    'Nothing that was printed before can be relied on. Please report this, with the input.',
    '',
  ].join('\n');
}

/** The innermost call in a file of this program, or what there is. */
function placeOf({ stack = '' }: Error): string | undefined {
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  const own = frames.find((line) => !/node:|node_modules/.test(line)) ?? frames[0];
  return own?.replace(/^\s+at /, '').replace(/file:\/\/\S*?(?=(?:src|scripts|lib)\/)/, '');
}
