/**
 * Modules and texts in the fragment of a URL, which a browser never sends: their facts as JSON, deflated, in base64url. A
 * module of 200 imports takes some 4,000 characters. Of a text, only what was understood is in it.
 */
import { FILE_FAULTS } from '../../../kernel/module.ts';
import type { OpenedModule } from '../../../load/check/opened-module.ts';

const PARAMETER = 'm=';

export interface Linked {
  readonly modules: readonly OpenedModule[];
  /** What was understood of texts (Facts.gist). */
  readonly texts: readonly string[];
}

/** A list is of modules alone: links from before texts were in them. */
export async function toFragment({ modules, texts }: Linked): Promise<string> {
  const content = texts.length === 0 ? modules : { modules, texts };
  const json = new TextEncoder().encode(JSON.stringify(content));
  const deflated = new Blob([json]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(deflated).arrayBuffer());
  return `#${PARAMETER}${toBase64Url(bytes)}`;
}

/** Undefined for a fragment without modules, or one that was cut off. */
export async function fromFragment(fragment: string): Promise<Linked | undefined> {
  const text = fragment.replace(/^#/, '');
  if (!text.startsWith(PARAMETER)) return undefined;
  try {
    const bytes = fromBase64Url(text.slice(PARAMETER.length));
    const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return linkedIn(await new Response(inflated).json());
  } catch {
    return undefined;
  }
}

function linkedIn(content: unknown): Linked | undefined {
  if (Array.isArray(content)) return content.every(isModule) ? { modules: content, texts: [] } : undefined;
  const { modules, texts } = Object(content) as { modules?: unknown; texts?: unknown };
  if (!Array.isArray(modules) || !modules.every(isModule)) return undefined;
  return isList(texts, isText) ? { modules, texts: texts as readonly string[] } : undefined;
}

/** The facts come from anybody's link: only what has the shape of a module is judged. */
function isModule(value: unknown): value is OpenedModule {
  const { file, notes, module } = Object(value) as Partial<Record<keyof OpenedModule, unknown>>;
  const { imports, exports, object } = Object(module) as Record<string, unknown>;
  return (
    typeof file === 'string' &&
    isList(notes, isText) &&
    isList(imports, isSymbol) &&
    isList(exports, isSymbol) &&
    (object === undefined || isObject(object))
  );
}

/** Shapes only: a strange value decides nothing but the verdict on the page of who made the link. */
function isObject(value: unknown): boolean {
  const { faults, signature, btf, exportTables } = Object(value) as Record<string, unknown>;
  const isFault = (each: unknown) => (FILE_FAULTS as readonly unknown[]).includes(each);
  return isList(faults, isFault) && isText(signature) && isText(btf) && typeof exportTables === 'object';
}

function isList(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isSymbol(value: unknown): boolean {
  const { symbol, crc } = Object(value) as { symbol?: unknown; crc?: unknown };
  return typeof symbol === 'string' && (crc === null || typeof crc === 'number');
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
