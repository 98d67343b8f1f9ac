import { expect, test } from 'vitest';
import { productSchema } from '../../src/history/product.ts';
import { parseYaml, readYaml } from './yaml-file.ts';

const VALID = 'title: Debian 12\nvendor: Debian\norder: debian\nsummary: The kernels of bookworm.\n';

function parse(text: string) {
  return parseYaml(text, 'product.yaml', productSchema);
}

test('a valid file is its value, with the defaults of the schema', () => {
  expect(parse(VALID)).toMatchObject({
    value: {
      title: 'Debian 12',
      vendor: 'Debian',
      order: 'debian',
      summary: 'The kernels of bookworm.',
      about: '',
      releases: [],
      sources: [],
    },
  });
});

test.each([
  ['a wrong value', VALID.replace('order: debian', 'order: alphabetical'), 3, 'order: '],
  ['an unknown field', `${VALID}colour: red\n`, 5, 'Unrecognized key'],
  [
    'a wrong value in a list',
    `${VALID}sources:\n  - title: a\n    url: nowhere\n    read: 2026-11-20\n`,
    7,
    'sources.0.url',
  ],
  ['a missing field', VALID.replace('vendor: Debian\n', ''), 1, 'vendor: '],
  ['bad YAML', `${VALID}about: [\n`, 6, 'Flow sequence'],
  ['a field written twice', `${VALID}title: Debian\n`, 5, 'Map keys must be unique'],
  ['an empty file', '', undefined, 'expected object'],
  ['a list', '- a\n', 1, 'expected object'],
])('%s is a problem with its line', (_, text, line, detail) => {
  const file = parse(text);
  const [problem] = 'problems' in file ? file.problems : [];
  expect(problem).toMatchObject({ kind: 'invalid-file', path: 'product.yaml' });
  expect(problem?.line).toBe(line);
  expect(problem?.detail).toContain(detail);
});

test('a document of aliases to aliases is refused, not unpacked', () => {
  const levels = Array.from({ length: 12 }, (_, i) => {
    const alias = i === 0 ? 'x' : `*a${i - 1}`;
    return `a${i}: &a${i} [${Array(10).fill(alias).join(', ')}]`;
  });
  expect(parse(levels.join('\n'))).toMatchObject({ problems: [{ kind: 'invalid-file' }] });
});

test('a file that is not there is unreadable', async () => {
  expect(await readYaml('no/such/product.yaml', productSchema)).toMatchObject({
    problems: [{ kind: 'unreadable-file', path: 'no/such/product.yaml' }],
  });
});

test('a valid file tells where its fields are', () => {
  const read = parse(`${VALID}sources:\n  - title: a\n    url: https://a.example/\n    read: 2026-11-20\n`);
  if (!('value' in read)) throw new Error('the file is not valid');
  expect(read.placeOf(['sources', 0, 'url'])).toEqual({ line: 7, source: '    url: https://a.example/' });
  expect(read.placeOf(['homepage'])).toEqual({ line: 1, source: 'title: Debian 12' });
});
