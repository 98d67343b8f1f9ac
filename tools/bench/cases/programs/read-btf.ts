/** Reads the BTF of a vmlinux and checks it, as `bpftool btf dump` must. Argument: the bytes of the section. */
import { readFileSync } from 'node:fs';
import { parseBtf } from '../../../../src/formats/btf/btf.ts';

const [file = ''] = process.argv.slice(2);
process.stdout.write(`${parseBtf(readFileSync(file), file).end - 1}\n`);
