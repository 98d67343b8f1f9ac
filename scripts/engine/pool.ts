/**
 * Processes that share the work of a build. What one has used of memory ends with it, which what a thread has used does not.
 * The one who asks is here, who answers in worker.ts.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Tinypool from 'tinypool';
import { Fault, type Problem } from '../../src/base/problems.ts';
import { endFirst } from './interruption.ts';
import type { Answer, Question } from './worker.ts';

/**
 * Much is made here that is thrown away at once. With V8's usual 16 MB for what is new, a build spends a fifth more of its
 * time on moving it; with more than 32 MB it is the memory that grows.
 */
const HEAP_FLAGS: readonly string[] = ['--max-semi-space-size=32'];

export interface PoolOptions {
  /** How many there are. All start at once and load what they need, so that they are there when they have something to do. */
  readonly processes: number;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface RunOptions {
  /** Exported function of the script that does the task. */
  readonly by: string;
  /** Answers what the process asks meanwhile (`ask` in worker.ts). */
  readonly answer?: (question: unknown) => unknown;
}

/** Several processes of one script. Each does one task at a time; what is asked of busy ones is done in turn. */
export class Pool implements AsyncDisposable {
  readonly #name: string;
  readonly #pool: Tinypool;
  readonly #forget: () => void;
  /** Tinypool lets a program end that waits for nothing but the end of a process: it must not, before it has its answer. */
  readonly #awake = setInterval(() => undefined, 2 ** 30);
  #isInterrupted = false;
  #gone: Promise<void> | undefined;

  /** @param script of this checkout, which imports worker.ts and exports a function for each kind of task */
  constructor(script: URL, { processes, env = process.env }: PoolOptions) {
    this.#name = path.basename(fileURLToPath(script), '.ts');
    this.#pool = new Tinypool({
      filename: script.href,
      runtime: 'child_process',
      serialization: 'advanced',
      minThreads: processes,
      maxThreads: processes,
      execArgv: [...process.execArgv, ...HEAP_FLAGS],
      // A value that is undefined unsets its variable.
      env: env as Record<string, string>,
    });
    // Of a process that ended while it had nothing to do; those who ask it for something are told.
    this.#pool.on('error', () => undefined);
    this.#forget = endFirst(async () => {
      this.#isInterrupted = true;
      await this.#pool.destroy();
    });
  }

  /** @throws {Fault} for a fault in the content; a system error for one; an error if the process ended over it */
  async run<Result>(task: unknown, { by, answer }: RunOptions): Promise<Result> {
    try {
      const channel = answer === undefined ? undefined : channelOf(answer);
      return (await this.#pool.run(task, { name: by, ...(channel && { channel }) })) as Result;
    } catch (error) {
      // This process is about to end by a signal, and that is all there is to say.
      if (this.#isInterrupted) return await new Promise<never>(() => undefined);
      throw this.#errorOf(error);
    }
  }

  /** Ends the processes, busy ones too, and waits until they are gone with all their memory. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#forget();
    this.#gone ??= this.#pool.destroy();
    await this.#gone;
    clearInterval(this.#awake);
  }

  /** Errors lose their class on the way; what they are is in their fields. */
  #errorOf(error: unknown): Error {
    const fields = error as Partial<Error> & { readonly problem?: Problem };
    if (fields.problem !== undefined) return new Fault(fields.problem);
    const message = fields.message ?? String(error);
    const isOwn = error instanceof Error;
    return Object.assign(new Error(isOwn ? `${this.#name}: ${message}` : message), isOwn ? {} : fields);
  }
}

/** The questions of one task: each is answered in its own time, and none twice. */
function channelOf(answer: (question: unknown) => unknown) {
  let send: ((message: Answer) => void) | undefined;
  return {
    onMessage: (toWorker: (message: Answer) => void) => {
      send = toWorker;
    },
    postMessage: ({ id, question }: Question) => {
      // Who fails to answer ends the build, and with it the one who asked.
      void Promise.resolve(answer(question)).then(
        (value) => send?.({ id, answer: value }),
        () => undefined,
      );
    },
  };
}
