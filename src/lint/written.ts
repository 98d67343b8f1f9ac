/** Everything that people wrote, with the file it stands in: what checks that look everywhere walk through. */
import type { Prose } from '../base/prose.ts';
import type { LintInput } from './lint-input.ts';

export interface Written {
  readonly path: string;
  readonly value: unknown;
}

/** Every record on file. What the reader of content adds to a record, such as lists read in, is left out. */
export function records({ vendors, policies, documents, interfaces, support, files }: LintInput): Written[] {
  return [
    ...vendors.map((each) => ({ path: files.vendor(each), value: { ...each, policies: undefined } })),
    ...policies.map((each) => ({
      path: files.policy(each),
      value: { ...each, listFiles: undefined, ruleFiles: undefined },
    })),
    ...interfaces.map((each) => ({ path: files.interfacePolicy(each), value: each })),
    ...support.map((each) => ({ path: files.driverSupport(each), value: each })),
    ...documents.map((each) => ({ path: files.document(each), value: each.record })),
  ];
}

/** Each field of a record, at any depth, by its name. */
export function* fields(value: unknown): Generator<readonly [name: string, value: unknown]> {
  if (Array.isArray(value)) for (const each of value) yield* fields(each);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, child] of Object.entries(value)) {
      yield [name, child];
      yield* fields(child);
    }
  }
}

/** Every text in two languages, at any depth. */
export function* proses(value: unknown): Generator<Prose> {
  if (isProse(value)) yield value;
  else for (const [, child] of fields(value)) if (isProse(child)) yield child;
}

function isProse(value: unknown): value is Prose {
  return typeof value === 'object' && value !== null && 'en' in value && typeof value.en === 'string';
}
