import { expect, test } from 'vitest';
import type { ChangelogChange } from '../../formats/changelogs/changelog.ts';
import type { Edit } from '../diff/cause.ts';
import type { Member } from '../table/definition.ts';
import { ChangeIndex, type AttributableCause } from './origins.ts';
import { originsOfUpdate } from './update-origins.ts';

function changes(...titles: string[]): ChangelogChange[] {
  return titles.map((title) => ({ title, upstream: null, cves: [], references: [] }));
}

function member(name: string, type: string): Member {
  return { name, type, bodies: [], offset: 0, width: null };
}

function added(name: string, type = 'int'): Edit {
  return { what: 'member-added', path: [name], member: member(name, type), offset: 0 };
}

function retyped(name: string, before: string, after: string): Edit {
  const [a, b] = [member(name, before), member(name, after)];
  return { what: 'member-retyped', path: [name], before: a, after: b, sameWidth: null, sameType: false };
}

function cause(name: string, ...edits: Edit[]): AttributableCause {
  return { kind: 'struct', name, edits };
}

function told(of: AttributableCause, ...titles: string[]) {
  const index = new ChangeIndex(changes(...titles));
  return index.originsOf(of).map(({ change, degree, reason }) => [titles[change], degree, reason]);
}

test('a title that names the member which came names the cause', () => {
  expect(
    told(
      cause('ib_device_ops', added('pre_destroy_cq'), added('post_destroy_cq')),
      'RDMA/core: Fix a leak',
      'RDMA/core: Add driver APIs pre_destroy_cq() and post_destroy_cq()',
    ),
  ).toEqual([['RDMA/core: Add driver APIs pre_destroy_cq() and post_destroy_cq()', 'named', 'member']]);
});

test('a common member counts where the type is named, too', () => {
  const edit = retyped('write', 'int (*)(const unsigned char *)', 'int (*)(const u8 *)');
  expect(
    told(
      cause('tty_operations', edit),
      'fs: write less',
      'tty: propagate u8 data to tty_operations::write()',
    ),
  ).toEqual([['tty: propagate u8 data to tty_operations::write()', 'named', 'member']]);
});

test('a function that is named is named, and its sibling likely', () => {
  const edits: Edit[] = [{ what: 'parameter-added', position: 2, type: 'void *' }];
  const title = 'tcp: fix potential race in tcp_v6_syn_recv_sock()';
  expect(told({ kind: 'function', name: 'tcp_v6_syn_recv_sock', edits }, title)).toEqual([
    [title, 'named', 'function'],
  ]);
  expect(told({ kind: 'function', name: 'tcp_v4_syn_recv_sock', edits }, title)).toEqual([
    [title, 'likely', 'sibling'],
  ]);
});

test('a mend that names a type is no origin of what changed in it', () => {
  expect(told(cause('hci_conn', added('mtu')), 'Bluetooth: Fix UAF of hci_conn')).toEqual([]);
});

test('a word that everything is called by, alone, tells nothing', () => {
  expect(
    told(cause('bus_type', added('lock')), 'KVM: x86: Preserve Bus Lock Detect', 'mm: add a lock'),
  ).toEqual([]);
});

test('titles about tests, documents and comments are none', () => {
  expect(
    told(
      cause('tty_struct', added('break_wait')),
      'tty: add break_wait kernel-doc',
      'selftests: tty: break_wait',
    ),
  ).toEqual([]);
});

test('of more candidates than help anybody none is given', () => {
  const titles = ['a', 'b', 'c', 'd'].map((driver) => `${driver}: use some_member`);
  expect(told(cause('thing', added('some_member')), ...titles)).toEqual([]);
});

test('one commit changes a type and what is made for it', () => {
  const callback = cause('nft_expr_ops', retyped('dump', 'int (*)(int)', 'int (*)(int, bool)'));
  const dump: AttributableCause = {
    kind: 'function',
    name: 'nft_fib_dump',
    edits: [{ what: 'parameter-added', position: 2, type: 'bool' }],
  };
  const index = new ChangeIndex(changes('netfilter: Extend nft_expr_ops::dump callback parameters'));
  expect(originsOfUpdate([callback, dump], index)).toEqual([
    [{ change: 0, degree: 'named', reason: 'member', word: 'dump' }],
    [{ change: 0, degree: 'possible', reason: 'companion', word: 'nft_expr_ops' }],
  ]);
});

test('no changes give no origins', () => {
  expect(originsOfUpdate([cause('net_device', added('reg_state'))], new ChangeIndex([]))).toEqual([[]]);
});
