import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { Fault } from '../../src/base/problems.ts';
import { ROOT } from '../engine/root.ts';
import { HEAP_FLAGS } from '../engine/worker-process.ts';
import { WAITS } from './build-integration.ts';

/** Variables that Astro would take for its own `import.meta.env`; in a shell or a CI job they mean something else. */
const UNSET = Object.fromEntries(
  ['ASSETS_PREFIX', 'BASE_URL', 'DEV', 'MODE', 'PROD', 'SITE', 'SSR'].map((name) => [name, undefined]),
);

/**
 * Astro's build, in a process of its own: it keeps its collections in memory, which ends with it. Loads at once, and reads
 * the collections when it is told to. A signal to end is passed on to it, and takes effect here once it has ended.
 */
export class AstroBuild {
  /** Settles when it has ended, however it did. */
  readonly ended: Promise<unknown>;
  readonly #child: ChildProcess;
  readonly #done: Promise<void>;

  constructor(env: Readonly<Record<string, string>>, signal: AbortSignal) {
    const astro = path.join(ROOT, 'node_modules', 'astro', 'bin', 'astro.mjs');
    this.#child = spawn(process.execPath, [...HEAP_FLAGS, astro, 'build', '--silent'], {
      cwd: ROOT,
      env: {
        ...process.env,
        ...UNSET,
        ...env,
        ...{ [WAITS]: '1', NODE_ENV: 'production', ASTRO_TELEMETRY_DISABLED: '1' },
      },
      stdio: ['pipe', 'inherit', 'inherit'],
      signal,
    });
    // It may be gone before it was told anything.
    this.#child.stdin?.on('error', () => undefined);
    this.#done = this.#run(env['KABI_CONTENT'] ?? '');
    this.ended = this.#done.catch(() => undefined);
  }

  /** @throws {Fault} if it fails */
  render(): Promise<void> {
    this.#child.stdin?.end();
    return this.#done;
  }

  async #run(content: string): Promise<void> {
    const received: NodeJS.Signals[] = [];
    const forward = (signal: NodeJS.Signals) => {
      received.push(signal);
      this.#child.kill(signal);
    };
    process.on('SIGINT', forward).on('SIGTERM', forward);
    try {
      const code = await new Promise<number | null>((resolve, reject) =>
        this.#child.on('error', reject).on('exit', resolve),
      );
      if (code !== 0) throw new Fault({ kind: 'site-not-built', path: content });
    } finally {
      process.off('SIGINT', forward).off('SIGTERM', forward);
      const [signal] = received;
      if (signal !== undefined) process.kill(process.pid, signal);
    }
  }
}
