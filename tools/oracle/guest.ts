/** A kernel in QEMU, without KVM, that is asked to load modules one after the other. */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { SuiteCase } from './build.ts';

export interface Answer {
  readonly id: string;
  readonly decision: 'loads' | 'refused' | 'not-asked';
  /** What the kernel logged meanwhile. */
  readonly log: readonly string[];
}

export interface Session {
  readonly answers: readonly Answer[];
  /** Names below /sys/module before anything was loaded. */
  readonly names: readonly string[];
}

/** A guest that says nothing for so long is given up. */
const SILENCE = 180_000;

/**
 * @param image Kernel image, such as /boot/vmlinuz-6.1.0-54-amd64.
 * @param busybox A static busybox for the guest.
 */
export async function ask(image: string, busybox: string, cases: readonly SuiteCase[]): Promise<Session> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kabi-oracle-'));
  try {
    const initrd = makeInitrd(folder, busybox, cases);
    return await run(image, initrd, cases);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function makeInitrd(folder: string, busybox: string, cases: readonly SuiteCase[]): string {
  const root = path.join(folder, 'root');
  mkdirSync(path.join(root, 'bin'), { recursive: true });
  mkdirSync(path.join(root, 'm'));
  copyFileSync(busybox, path.join(root, 'bin/busybox'));
  symlinkSync('busybox', path.join(root, 'bin/sh'));
  copyFileSync(new URL('guest-init.sh', import.meta.url), path.join(root, 'init'));
  for (const file of ['bin/busybox', 'init']) chmodSync(path.join(root, file), 0o755);
  const plan = cases.map(({ id, module, needs }) => {
    const place = (file: string) => {
      copyFileSync(file, path.join(root, 'm', path.basename(file)));
      return `/m/${path.basename(file)}`;
    };
    return [
      id,
      module.name,
      place(module.file),
      ...needs.map(({ name, file }) => `${name}=${place(file)}`),
    ].join(' ');
  });
  writeFileSync(path.join(root, 'plan'), `${plan.join('\n')}\n`);
  const initrd = path.join(folder, 'initrd');
  const script = 'find . | cpio --quiet -o -H newc > "$1"';
  execFileSync('sh', ['-c', script, 'sh', initrd], { cwd: root });
  return initrd;
}

function run(image: string, initrd: string, cases: readonly SuiteCase[]): Promise<Session> {
  // A loaded host lets the timer of the guest run late, which the kernel takes for a broken one.
  const append = 'console=ttyS0 loglevel=1 panic=-1 oops=panic mitigations=off no_timer_check rdinit=/init';
  const qemu = spawn(
    'qemu-system-x86_64',
    [
      ...['-machine', 'pc', '-cpu', 'qemu64', '-accel', 'tcg', '-smp', '1', '-m', '1G'],
      ...['-nodefaults', '-display', 'none', '-serial', 'stdio', '-no-reboot'],
      ...['-kernel', image, '-initrd', initrd, '-append', append],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return new Promise((resolve, reject) => {
    const names: string[] = [];
    const logs = new Map<string, string[]>();
    const status = new Map<string, number>();
    const tail: string[] = [];
    let isDone = false;
    const giveUp = () => qemu.kill();
    let timer = setTimeout(giveUp, SILENCE);
    createInterface({ input: qemu.stdout }).on('line', (raw) => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, SILENCE);
      const line = raw.replace(/\r$/, '');
      tail.push(line);
      if (tail.length > 30) tail.shift();
      const [, kind, id = '', rest = ''] = /@([NBKRE])(?: (\S+) ?(.*))?$/.exec(line) ?? [];
      if (kind === 'N') names.push(id);
      else if (kind === 'B') logs.set(id, []);
      else if (kind === 'K') logs.get(id)?.push(rest.replace(/^\[\s*[\d.]+\] /, ''));
      else if (kind === 'R') status.set(id, Number(rest));
      else if (kind === 'E') isDone = true;
    });
    qemu.on('error', reject);
    qemu.on('close', () => {
      clearTimeout(timer);
      if (!isDone) {
        reject(new Error(`the guest did not come to an end:\n${tail.join('\n')}`));
        return;
      }
      const answers = cases.map(({ id }): Answer => {
        const exit = status.get(id);
        const decision = exit === 0 ? 'loads' : exit === undefined || exit === 99 ? 'not-asked' : 'refused';
        return { id, decision, log: [...new Set(logs.get(id))] };
      });
      resolve({ answers, names });
    });
  });
}
