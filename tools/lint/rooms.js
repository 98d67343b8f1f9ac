// @ts-check
/**
 * The rooms of the house, each with what it may import from: the rooms before it, and itself. ARCHITECTURE.md says what
 * each is for. A file belongs to the room with the longest name that it lies below; one that joins rooms is one of its own.
 */
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');

export const ROOMS = [
  'src/base',
  'src/kernel',
  'src/kernel/versions',
  'src/formats/exports',
  'src/formats/logs',
  'src/formats/elf',
  'src/formats/btf',
  'src/formats/symtypes',
  'src/formats/changelogs',
  'src/formats/ends',
  'src/formats/lists',
  'src/formats/drivers',
  'src/types/table',
  'src/types/read',
  'src/types/diff',
  'src/types/cause',
  'src/types/keep',
  'src/history',
  'src/load',
  'src/load/diagnosis',
  'src/load/check',
  'src/policy',
  'src/addresses',
  'src/documents/read',
  'src/documents',
  'src/lint',
  'src/search',
  'src/records',
  'src/records/entries',
  'src/records/rows',
  'src/records/json',
  'src/media',
  'src/lang/common',
  'src/lang/en/ends',
  'src/lang/en/diagnosis',
  'src/lang/en',
  'src/lang/zh',
  'src/lang',
  'src/views/frame',
  'src/views/symbol',
  'src/views/type',
  'src/views/cause',
  'src/views/module',
  'src/views/driver',
  'src/views/release',
  'src/views/comparison',
  'src/views/product',
  'src/views/document',
  'src/views/policy',
  'src/views/what-if',
  'src/views/card',
  'src/views/check',
  'src/site',
  'scripts/engine',
  'scripts/sources/bytes',
  'scripts/sources/compression',
  'scripts/sources/archives',
  'scripts/sources/kernel',
  'scripts/sources/packages',
  'scripts/sources',
  'scripts/corpus',
  'scripts/corpus/store',
  'scripts/documents',
  'scripts/analysis',
  'scripts/analysis/entries',
  'scripts/analysis/write',
  'scripts/publish',
  'scripts/pipeline',
  'scripts/cli',
  'scripts',
  'tests/support',
  'tools',
];

/**
 * The room of a file, or null if it lies in none.
 *
 * @param {string} file below the checkout, with `/`
 */
export function roomOf(file) {
  const rooms = ROOMS.filter((room) => file === room || file.startsWith(`${room}/`));
  return rooms.sort((a, b) => b.length - a.length)[0] ?? null;
}

/**
 * Why a file may not import another, or null if it may.
 *
 * @param {string} file below the checkout, with `/`
 * @param {string} imported likewise
 */
export function forbidden(file, imported) {
  const [own, other] = [roomOf(file), roomOf(imported)];
  if (own === null) return null;
  if (other === null) return `${imported} lies in no room: name one in tools/lint/rooms.js`;
  if (own.startsWith('src/') && !other.startsWith('src/')) return `src/ never imports ${other}/`;
  if (ROOMS.indexOf(other) <= ROOMS.indexOf(own)) return null;
  return `${own}/ comes before ${other}/: a room imports only from rooms before it (tools/lint/rooms.js)`;
}

/** @param {string} file */
function belowRoot(file) {
  return path.relative(ROOT, file).replaceAll(path.sep, '/');
}

/** @type {import('eslint').Rule.RuleModule} */
export const roomOrder = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    /** @param {{ readonly source?: unknown }} node */
    const check = (node) => {
      const source = /** @type {import('estree').Expression | null | undefined} */ (node.source);
      if (source?.type !== 'Literal' || typeof source.value !== 'string' || !source.value.startsWith('.'))
        return;
      const imported = belowRoot(path.resolve(path.dirname(context.filename), source.value));
      const message = forbidden(belowRoot(context.filename), imported);
      if (message !== null) context.report({ node: source, message });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};
