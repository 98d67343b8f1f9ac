/**
 * Modules and texts in the fragment of a URL, which a browser never sends: their facts as JSON, deflated, in base64url. A
 * module of 200 imports takes some 4,000 characters. Of a text, only what was understood is in it.
 */
import { FILE_FAULTS } from '../../kernel/module.ts';
import type { Provider } from '../../load/verdict.ts';
import type { OpenedModule } from '../../load/check/opened-module.ts';

const PARAMETER = 'm=';

export interface Linked {
  readonly modules: readonly OpenedModule[];
  /** What was understood of texts (Facts.gist). */
  readonly texts: readonly string[];
  /** What other modules offer: Module.symvers of a driver. */
  readonly providers: readonly Provider[];
}

/** A list is of modules alone: links from before texts were in them. */
export async function toFragment({ modules, texts, providers }: Linked): Promise<string> {
  const isPlain = texts.length === 0 && providers.length === 0;
  const content = isPlain ? modules : { modules, texts, ...(providers.length === 0 ? {} : { providers }) };
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
  if (Array.isArray(content))
    return content.every(isModule) ? { modules: content, texts: [], providers: [] } : undefined;
  // Links from before offers were in them have none.
  const { modules, texts, providers = [] } = Object(content) as Record<string, unknown>;
  if (!Array.isArray(modules) || !modules.every(isModule)) return undefined;
  if (!isList(texts, isText) || !isList(providers, isProvider)) return undefined;
  return { modules, texts: texts as readonly string[], providers: providers as readonly Provider[] };
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

function isProvider(value: unknown): value is Provider {
  const { name, license, exports, object } = Object(value) as Record<string, unknown>;
  const isNamed = (each: unknown) => each === null || isText(each);
  const isOffered = (each: unknown) => {
    const { type, namespace } = Object(each) as Record<string, unknown>;
    return isSymbol(each) && isText(type) && isText(namespace);
  };
  const isKnownObject = object === undefined || isObject(object);
  return isNamed(name) && isNamed(license) && isList(exports, isOffered) && isKnownObject;
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
