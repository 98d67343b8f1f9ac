import { existsSync } from 'node:fs';
import { Lock } from '../engine/lock.ts';
import { lockFile } from './layout.ts';

/**
 * The right to write below the content folder, of which there is one. A folder that is not there has none, and nothing is
 * written into it: what is on file begins with a product that somebody wrote.
 *
 * @param command as a person would call it, for whoever comes second
 * @throws {Fault} `folder-in-use`, `unwritable-file`
 */
export function lockContent(content: string, command: string): Lock | undefined {
  return existsSync(content) ? Lock.take(lockFile(content), command) : undefined;
}
