/**
 * Makes the package that `npm pack` takes, in package/: Node strips no types below node_modules, so all of it is JavaScript.
 * Commands that need no site are bundled with what they import, into scripts/bin/, and start without a dependency; the rest
 * is the tree as it is here, compiled file by file, which `kabi build` and Astro read.
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';
import ts from 'typescript';
import { z } from 'zod';
import { OLDEST_NODE } from '../../scripts/engine/node-version.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const OUT = path.join(ROOT, 'package');

/** Makes the site: what it and the processes that it starts import is compiled file by file, not bundled. */
const WITH_SITE = '/commands/build.ts';

const manifestSchema = z.looseObject({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  license: z.string(),
  dependencies: z.record(z.string(), z.string()),
});

rmSync(OUT, { recursive: true, force: true });
for (const folder of ['src', 'scripts']) compileTree(folder);
for (const kept of ['public', 'content/pages', 'README.md', 'LICENSE', 'docs']) {
  cpSync(path.join(ROOT, kept), path.join(OUT, kept), { recursive: true });
}
writeOut('astro.config.mjs', ending(readFileSync(path.join(ROOT, 'astro.config.mjs'), 'utf8')));
writeOut('package.json', `${JSON.stringify(packageJson(), undefined, 2)}\n`);
await bundle();
const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', ROOT], {
  cwd: OUT,
  encoding: 'utf8',
});
const [report] = z
  .array(z.object({ filename: z.string(), size: z.number(), unpackedSize: z.number() }))
  .parse(JSON.parse(packed));
process.stdout.write(
  `${report?.filename ?? ''}: ${report?.size ?? 0} bytes, unpacked ${report?.unpackedSize ?? 0}\n`,
);

function packageJson(): object {
  const { name, version, description, license, dependencies } = manifestSchema.parse(
    JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')),
  );
  return {
    ...{ name, version, description, license },
    type: 'module',
    bin: { kabi: 'scripts/bin/kabi.js' },
    engines: { node: `>=${OLDEST_NODE}` },
    // Only `kabi build` needs them: who gates leaves them out with --omit=optional.
    optionalDependencies: dependencies,
  };
}

function compileTree(folder: string): void {
  for (const entry of readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })) {
    const file = path.join(folder, entry);
    if (!statSync(path.join(ROOT, file)).isFile() || /\.test\.ts$|fixtures\.ts$/.test(file)) continue;
    if (file.endsWith('.ts') && !file.endsWith('.d.ts')) {
      const source = readFileSync(path.join(ROOT, file), 'utf8');
      const { outputText } = ts.transpileModule(source, {
        fileName: file,
        compilerOptions: {
          target: ts.ScriptTarget.ES2024,
          module: ts.ModuleKind.ESNext,
          verbatimModuleSyntax: true,
        },
      });
      writeOut(file.replace(/\.ts$/, '.js'), ending(outputText));
    } else if (/\.(?:astro|mjs|css)$/.test(file)) {
      writeOut(file, ending(readFileSync(path.join(ROOT, file), 'utf8')));
    } else {
      mkdirSync(path.dirname(path.join(OUT, file)), { recursive: true });
      cpSync(path.join(ROOT, file), path.join(OUT, file));
    }
  }
}

/** Names of files of ours, in imports and in URLs of scripts, as they are called once compiled. */
function ending(source: string): string {
  return source.replace(/(['"])(\.{1,2}\/[^'"\n]*)\.ts(\?[^'"\n]*)?\1/g, '$1$2.js$3$1');
}

async function bundle(): Promise<void> {
  const build = await rolldown({
    input: path.join(ROOT, 'scripts/kabi.ts'),
    platform: 'node',
    // Node 22 has no `using`.
    transform: { target: 'node22.12' },
    plugins: [
      {
        name: 'site-commands',
        resolveId(source, importer) {
          if (importer === undefined) return null;
          const file = path.resolve(path.dirname(importer), source);
          if (!file.endsWith(WITH_SITE)) return null;
          const compiled = path.relative(path.join(ROOT, 'scripts/bin'), file).replace(/\.ts$/, '.js');
          return { id: compiled, external: true };
        },
      },
    ],
  });
  await build.write({
    dir: path.join(OUT, 'scripts/bin'),
    format: 'esm',
    entryFileNames: 'kabi.js',
    chunkFileNames: '[name]-[hash].js',
  });
  await build.close();
  chmodSync(path.join(OUT, 'scripts/bin/kabi.js'), 0o755);
}

function writeOut(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(OUT, file)), { recursive: true });
  writeFileSync(path.join(OUT, file), text);
}
