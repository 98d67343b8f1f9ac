/** Runs a program and watches the memory of all its processes, through Linux's /proc. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface Usage {
  readonly seconds: number;
  /** Peak of the largest single process, in bytes. */
  readonly largest: number;
  /** Peak of all processes that live at the same time; of mapped files only the largest share, as they are shared. */
  readonly together: number;
}

const SAMPLE_MS = 50;

/** @throws {Error} with what the program printed last, unless it exits with one of `accepted` */
export async function runMeasured(
  command: string,
  args: readonly string[],
  { cwd, accepted = [0] }: { readonly cwd: string; readonly accepted?: readonly number[] },
): Promise<Usage> {
  const start = performance.now();
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keepEnd = (data: Buffer) => (output = (output + data.toString()).slice(-2000));
  child.stdout.on('data', keepEnd);
  child.stderr.on('data', keepEnd);
  let largest = 0;
  let together = 0;
  const sampler = setInterval(() => {
    const memory = processTree(child.pid).flatMap((pid) => memoryOf(pid) ?? []);
    largest = Math.max(largest, ...memory.map((each) => each.peak));
    const own = memory.reduce((sum, each) => sum + each.own, 0);
    together = Math.max(together, own + Math.max(0, ...memory.map((each) => each.mapped)));
  }, SAMPLE_MS);
  try {
    const code = await new Promise<number | null>((resolve, reject) =>
      child.on('error', reject).on('close', resolve),
    );
    const seconds = (performance.now() - start) / 1000;
    if (code === null || !accepted.includes(code)) {
      throw new Error(`${command} ${args.join(' ')} ended with ${code ?? 'a signal'}:\n${output}`);
    }
    return { seconds, largest, together };
  } finally {
    clearInterval(sampler);
  }
}

/** A process and all its descendants. */
function processTree(pid: number | undefined): number[] {
  if (pid === undefined) return [];
  return [pid, ...childrenOf(pid).flatMap(processTree)];
}

/** None if the process is gone: between two looks at /proc anything may happen. */
function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

interface Memory {
  readonly peak: number;
  readonly own: number;
  readonly mapped: number;
}

function memoryOf(pid: number): Memory | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const bytes = (field: string) =>
      Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) * 1024;
    return { peak: bytes('VmHWM'), own: bytes('RssAnon') + bytes('RssShmem'), mapped: bytes('RssFile') };
  } catch {
    return undefined;
  }
}
