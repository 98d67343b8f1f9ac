/** The route tree of pages that exist in every language: src/site/pages/[...language]/. */
import { getEntry, type CollectionEntry, type CollectionKey } from 'astro:content';
import { languagePath } from '../addresses/urls.ts';
import { LANGUAGES, MAIN_LANGUAGE, type Language } from '../base/language.ts';

/** What each page of the tree is told. */
export interface InLanguage {
  readonly language: Language;
}

interface Route {
  readonly params: object;
  readonly props: object;
}

type Translated<T extends Route> = Omit<T, 'params' | 'props'> & {
  params: T['params'] & LanguageParam;
  props: T['props'] & InLanguage;
};

/** A rest parameter without a value stands for no segment at all. */
interface LanguageParam {
  readonly language: string | undefined;
}

/** The paths of a route that is one page in each language. */
export function inEachLanguage(): Translated<{ params: object; props: object }>[] {
  return everyLanguage([{ params: {}, props: {} }]);
}

/** The paths of a route, in each language the same. */
export function everyLanguage<T extends Route>(routes: readonly T[]): Translated<T>[] {
  return LANGUAGES.flatMap((language) => routes.map((route) => translated(route, language)));
}

/** The paths of a route whose pages differ between languages by more than their words: a page per entry and language. */
export async function routesIn<E, T extends Route>(
  entries: readonly E[],
  routeOf: (entry: E, language: Language) => Promise<T>,
): Promise<Translated<T>[]> {
  const routes = LANGUAGES.flatMap((language) =>
    entries.map(async (entry) => translated(await routeOf(entry, language), language)),
  );
  return Promise.all(routes);
}

function translated<T extends Route>(route: T, language: Language): Translated<T> {
  const path = languagePath(language);
  return {
    ...route,
    params: { ...route.params, language: path === '' ? undefined : path },
    props: { ...route.props, language },
  };
}

/** The text below an entry's record: its own, or that of its translation. */
export type BodyInLanguage<C extends CollectionKey> = CollectionEntry<C> | CollectionEntry<'translations'>;

/**
 * @param id of the translation in `content/generated/<language>/`
 * @throws {Error} if there is none: the build writes one for each language
 */
export async function bodyIn<E>(
  language: Language,
  entry: E,
  id: string,
): Promise<E | CollectionEntry<'translations'>> {
  if (language === MAIN_LANGUAGE) return entry;
  const translation = await getEntry('translations', `${language}/${id}`);
  if (translation === undefined) throw new Error(`${id} has no text in ${language}`);
  return translation;
}
