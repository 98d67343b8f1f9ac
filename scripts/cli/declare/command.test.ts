import { afterEach, describe, expect, test, vi } from 'vitest';
import { defineCommand } from './command.ts';
import { flag, many, oneOf, parsed, required, textOption } from './options.ts';

const seen = vi.fn();
const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
afterEach(() => {
  seen.mockClear();
  out.mockClear();
});

const shave = defineCommand({
  name: 'shave',
  operands: ['YAK', '[TOOL]'],
  about: '\nTakes the wool off.\n',
  options: {
    side: many(oneOf('S', ['left', 'right'], 'which side; may be repeated')),
    blunt: flag('without cutting'),
    depth: parsed('MM', 'how deep', Number),
    'wool-bag-of-any-size': textOption('DIR', 'where it goes', 'bag'),
    by: required(
      textOption('WHO', 'who holds the scissors, whose name may well be as long as this'),
      'is needed',
    ),
  },
  formats: ['text', 'json', 'wool'],
  examples: ['kabi shave yak --by me'],
  exit: { 0: 'shaven', 1: 'it ran away' },
  async run(operands, options) {
    seen(operands, options);
    return await Promise.resolve(0);
  },
});

test('values come as what they were declared to be', async () => {
  await shave.run([
    'yak',
    '--side',
    'left',
    '--blunt',
    '--side=right',
    '--depth',
    '3',
    '--by',
    'you',
    '--by',
    'me',
  ]);
  expect(seen).toHaveBeenCalledWith(['yak'], {
    side: ['left', 'right'],
    blunt: true,
    depth: 3,
    'wool-bag-of-any-size': 'bag',
    by: 'me',
    format: 'text',
  });
});

describe('what is not declared is refused', () => {
  test.each([
    [['--by', 'me'], 'no YAK given'],
    [['a', 'b', 'c', '--by', 'me'], 'unexpected argument "c"'],
    [['a'], '--by is needed'],
    [['a', '--by', 'me', '--side', 'up'], '--side is left or right, not "up"'],
    [['a', '--by', 'me', '--format', 'xml'], '--format is one of text, json, wool, not "xml"'],
    [['a', '--by', 'me', '--blunt=yes'], /does not take an argument/],
    [['a', '--by'], /argument missing/],
    [['a', '--bye', 'me'], /Unknown option '--bye'/],
  ])('%j', async (args, message) => {
    await expect(shave.run(args)).rejects.toThrow(message);
    expect(seen).not.toHaveBeenCalled();
  });
});

test('help is made from the declaration', async () => {
  await shave.run(['--help']);
  expect(out).toHaveBeenCalledWith(`${shave.help}\n`);
  expect(shave.help).toBe(
    `Usage: kabi shave YAK [TOOL] [OPTION…]

Takes the wool off.

  --side S    which side; may be repeated
  --blunt     without cutting
  --depth MM  how deep
  --wool-bag-of-any-size DIR
              where it goes (bag)
  --by WHO    who holds the scissors, whose name may well be as long as this
  --format F  text (default), json or wool

Examples:
  kabi shave yak --by me

Exit status: 0 shaven, 1 it ran away, 2 usage or I/O error.`,
  );
});
