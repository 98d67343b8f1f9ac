/** Builds the example once per test run, as users do: at the root of a host, and below a path. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { cacheFolder } from '../../scripts/publish/site-folders.ts';
import { fixtureContent } from './fixture-content.ts';
import { runKabi } from './kabi.ts';

export interface FixtureSite {
  /** Not to be changed: every test reads it. */
  readonly content: string;
  readonly folder: string;
  /** `https://host`, or empty. */
  readonly origin: string;
  /** Path of the site's root. */
  readonly base: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    rootSite: FixtureSite;
    pathSite: FixtureSite;
  }
}

const HOST = 'https://host.example';
const PATH = '/some/path/';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kabi-sites-'));
  const site = (name: string, origin: string, base: string): FixtureSite => ({
    content: path.join(folder, name, 'content'),
    folder: path.join(folder, name, 'site'),
    origin,
    base,
  });
  const rootSite = site('root', '', '/');
  const pathSite = site('path', HOST, PATH);
  await fixtureContent(rootSite.content);
  await cp(rootSite.content, pathSite.content, { recursive: true });
  await Promise.all([build(folder, rootSite), build(folder, pathSite)]);
  project.provide('rootSite', rootSite);
  project.provide('pathSite', pathSite);
  return async () => {
    await rm(folder, { recursive: true, force: true });
    for (const { content, folder: out } of [rootSite, pathSite]) await removeCache(content, out);
  };
}

async function build(cwd: string, { content, folder, origin, base }: FixtureSite): Promise<void> {
  const args = ['--content', content, '--out', folder, '--base-url', origin + base];
  const { status, stderr } = await runKabi(cwd, 'build', ...args);
  if (status !== 0) throw new Error(`the example site could not be built:\n${stderr}`);
}

/** What a build leaves in the checkout to be faster the next time. */
export async function removeCache(content: string, out: string): Promise<void> {
  await rm(cacheFolder(content, out), { recursive: true, force: true });
}
