/** A worker that does what it is told, for the test of those who tell. */
import { readFileSync } from 'node:fs';
import { Fault } from '../../src/base/problems.ts';
import { serve, tell } from '../../scripts/engine/worker-server.ts';

export type Task = 'answer' | 'fault' | 'no such file' | 'bug' | 'wait' | 'what was told' | 'who are you';

const told: unknown[] = [];

serve(
  async (task: Task): Promise<unknown> => {
    switch (task) {
      case 'answer':
        tell('half done');
        return new Map([['answer', 42]]);
      case 'fault':
        throw new Fault({ kind: 'corrupt-input', path: 'a.deb' });
      case 'no such file':
        return readFileSync('no/such/file');
      case 'bug':
        throw new TypeError('a bug');
      case 'wait':
        return await new Promise(() => undefined);
      case 'what was told':
        return told;
      case 'who are you':
        return process.pid;
    }
  },
  (each) => told.push(each),
);
