import { execFile } from 'node:child_process';
import path from 'node:path';

export const PROGRAM = path.resolve(import.meta.dirname, '../../scripts/kabi.ts');

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program as a user does, in a folder of its own. */
export function runKabi(cwd: string, ...args: readonly string[]): Promise<Outcome> {
  return runKabiWith({}, cwd, ...args);
}

/** @param env in addition to that of the tests */
export function runKabiWith(
  env: Readonly<Record<string, string>>,
  cwd: string,
  ...args: readonly string[]
): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = { cwd, env: { ...process.env, ...env } };
    const child = execFile(process.execPath, [PROGRAM, ...args], options, (_, stdout, stderr) => {
      resolve({ status: child.exitCode ?? -1, stdout, stderr });
    });
  });
}
