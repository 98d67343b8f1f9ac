import { EXIT } from '../exit.ts';
import type { Command } from './command.ts';

export const ingest: Command = {
  summary: 'read a kernel build into content/',
  help: 'Usage: kabi ingest PATH…',
  options: {},
  run: () => Promise.resolve(EXIT.clean),
};
