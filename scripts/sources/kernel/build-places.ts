/**
 * Where packages and build trees keep Module.symvers, and the configuration that belongs to it. `*` stands for any
 * characters of one path segment; a name may carry `.gz`, `.xz` or `.zst`.
 */
interface Place {
  readonly symvers: string;
  /** In the order of preference. Their `*` stand for what those of `symvers` stood for. */
  readonly configs: readonly string[];
  /** The header with `uname -r`. */
  readonly utsrelease?: string;
}

/** A build tree itself, then where Debian and Ubuntu, Red Hat and its kin, and SUSE install theirs. */
const TREES = ['', 'usr/src/linux-headers-*/', 'usr/src/kernels/*/', 'usr/src/linux-*-obj/*/*/'];
/** Red Hat's kernel-core and SUSE's kernel packages; as a folder of its own, `/lib/modules/<uname>`. */
const MODULE_FOLDERS = ['lib/modules/*/', 'usr/lib/modules/*/', ''];

/** The best first: one file is listed by several of them. */
const PLACES: readonly Place[] = [
  ...TREES.map((tree) => ({
    symvers: `${tree}Module.symvers`,
    configs: [`${tree}include/config/auto.conf`, `${tree}.config`],
    utsrelease: `${tree}include/generated/utsrelease.h`,
  })),
  ...MODULE_FOLDERS.map((folder) => ({ symvers: `${folder}symvers`, configs: [`${folder}config`] })),
  { symvers: 'boot/symvers-*', configs: ['boot/config-*'] },
  // Of a build that made no modules; the built-in exports only.
  { symvers: 'vmlinux.symvers', configs: ['include/config/auto.conf', '.config'] },
];

/** Every place, as patterns in the sense of matchPlace: what to look for in a folder. */
export const PATTERNS: readonly string[] = PLACES.flatMap(({ symvers, configs, utsrelease }) => [
  symvers,
  ...configs,
  ...(utsrelease === undefined ? [] : [utsrelease]),
]);

export interface FoundBuild {
  readonly symvers: string;
  /** Absent where no configuration lies beside it. */
  readonly config?: string;
  readonly utsrelease?: string;
  /** `uname -r` of the kernel, where the path tells it. */
  readonly uname?: string;
}

export function isBuildFile(path: string): boolean {
  return PATTERNS.some((pattern) => matchPlace(pattern, path) !== undefined);
}

/** The builds that these files belong to, from the best place that has any: more than one only if they are equals. */
export function findBuilds(paths: readonly string[]): FoundBuild[] {
  for (const place of PLACES) {
    const builds = paths.flatMap((path) => {
      const stars = matchPlace(place.symvers, path);
      if (stars === undefined) return [];
      const config = place.configs.map((each) => fillIn(each, stars)).find((each) => paths.includes(each));
      const header = place.utsrelease === undefined ? undefined : fillIn(place.utsrelease, stars);
      const [uname] = stars;
      return [
        {
          symvers: path,
          ...(config === undefined ? {} : { config }),
          ...(header !== undefined && paths.includes(header) ? { utsrelease: header } : {}),
          ...(uname === undefined ? {} : { uname }),
        },
      ];
    });
    if (builds.length > 0) return builds;
  }
  return [];
}

/** What the `*` of the pattern stand for in this path; undefined if it does not match. */
export function matchPlace(pattern: string, path: string): readonly string[] | undefined {
  const stars = placeRegExp(pattern).exec(path);
  return stars?.slice(1);
}

const compiled = new Map<string, RegExp>();

function placeRegExp(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const body = pattern
    .split('*')
    .map((text) => text.replaceAll('.', '\\.'))
    .join('([^/]*?)');
  const expression = new RegExp(`^${body}(?:\\.(?:gz|xz|zst))?$`);
  compiled.set(pattern, expression);
  return expression;
}

function fillIn(pattern: string, stars: readonly string[]): string {
  let next = 0;
  return pattern.replaceAll('*', () => stars[next++] ?? '');
}
