/** One writer per folder: a second one is told who is at work, and a lock that nobody holds any more is taken over. */
import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';
import { Fault } from '../../src/base/problems.ts';
import { isSystemError } from './exit.ts';
import { endFirst } from './interruption.ts';

const ownerSchema = z.object({
  token: z.string(),
  host: z.string(),
  pid: z.int().positive(),
  /** When the process was started, as the system counts it: numbers of processes are given again. */
  started: z.string(),
  command: z.string(),
  since: z.iso.datetime(),
});
type Owner = z.infer<typeof ownerSchema>;

/** Whoever holds a lock says so again this often; one of another machine that has not for so long is gone. */
const SIGN_OF_LIFE_MS = 30_000;
const LONGEST_SILENCE_MS = 600_000;

/** A lock that is held until it is disposed of, or the process ends. */
export class Lock implements Disposable {
  readonly #file: string;
  readonly #token: string;
  readonly #signs: NodeJS.Timeout;
  readonly #forget: () => void;

  /**
   * @param file that stands for the lock, in a folder that is there
   * @param command as a person would call it, for whoever comes second
   * @throws {Fault} `folder-in-use` if somebody else holds it; `unwritable-file`
   */
  static take(file: string, command: string): Lock {
    const owner: Owner = {
      token: randomUUID(),
      host: hostname(),
      pid: process.pid,
      started: startOf(process.pid) ?? '',
      command,
      since: new Date().toISOString(),
    };
    // A second try is for a lock that was left; whoever is quicker than this one holds it by then.
    if (!place(file, owner)) {
      takeAway(file, holderOf(file));
      if (!place(file, owner)) throw inUse(file, holderOf(file));
    }
    return new Lock(file, owner.token);
  }

  private constructor(file: string, token: string) {
    this.#file = file;
    this.#token = token;
    this.#signs = setInterval(() => this.#giveSign(), SIGN_OF_LIFE_MS).unref();
    this.#forget = endFirst(() => {
      this.#release();
      return Promise.resolve();
    });
  }

  [Symbol.dispose](): void {
    this.#forget();
    this.#release();
  }

  #release(): void {
    clearInterval(this.#signs);
    if (readOwner(this.#file)?.token === this.#token) rmSync(this.#file, { force: true });
  }

  #giveSign(): void {
    try {
      const now = new Date();
      utimesSync(this.#file, now, now);
    } catch {
      // Somebody removed it by hand: there is nothing to keep.
    }
  }
}

/** Puts a lock in place with all that it says at once. @returns whether there was none */
function place(file: string, owner: Owner): boolean {
  const written = `${file}.${owner.token}`;
  try {
    writeFileSync(written, `${JSON.stringify(owner)}\n`);
    linkSync(written, file);
    return true;
  } catch (error) {
    if (isSystemError(error) && error.code === 'EEXIST') return false;
    const detail = error instanceof Error ? error.message : String(error);
    throw new Fault({ kind: 'unwritable-file', path: file, detail }, { cause: error });
  } finally {
    rmSync(written, { force: true });
  }
}

/**
 * Removes a lock that nobody holds; one at a time, so that nobody removes what another has put in its place since it looked.
 *
 * @throws {Fault} `folder-in-use` if somebody holds it, or is about to
 */
function takeAway(file: string, owner: Owner | undefined): void {
  if (owner === undefined) return;
  if (isAtWork(file, owner)) throw inUse(file, owner);
  const guard = `${file}.left`;
  if (isOld(guard)) rmSync(guard, { force: true });
  try {
    writeFileSync(guard, '', { flag: 'wx' });
  } catch {
    throw inUse(file, owner);
  }
  try {
    if (readOwner(file)?.token === owner.token) rmSync(file, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

/** To look and to remove takes milliseconds: a guard of this age is of a process that was killed in between. */
const OLDEST_GUARD_MS = 10_000;

function isOld(guard: string): boolean {
  const status = statSync(guard, { throwIfNoEntry: false });
  return status !== undefined && Date.now() - status.mtimeMs > OLDEST_GUARD_MS;
}

function holderOf(file: string): Owner | undefined {
  const owner = readOwner(file);
  if (owner !== undefined || statSync(file, { throwIfNoEntry: false }) === undefined) return owner;
  // Not written by this program, or damaged: nobody can tell who it was.
  throw inUse(file, undefined);
}

function readOwner(file: string): Owner | undefined {
  try {
    return ownerSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

function isAtWork(file: string, { host, pid, started }: Owner): boolean {
  if (host !== hostname()) {
    const status = statSync(file, { throwIfNoEntry: false });
    return status !== undefined && Date.now() - status.mtimeMs < LONGEST_SILENCE_MS;
  }
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: there is one, of another user.
    return isSystemError(error) && error.code === 'EPERM';
  }
  const now = startOf(pid);
  return now === undefined || started === '' || now === started;
}

/** Field 22 of proc_pid_stat(5), where there is /proc; of one that has ended and waits to be looked at, that it has. */
function startOf(pid: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'ended' : fields[19];
  } catch {
    return undefined;
  }
}

function inUse(file: string, owner: Owner | undefined): Fault {
  const detail =
    owner === undefined
      ? 'nobody can tell by whom'
      : `${owner.command}, process ${owner.pid} on ${owner.host}, since ${owner.since}`;
  return new Fault({ kind: 'folder-in-use', path: file, detail });
}
