/**
 * What insmod, modprobe, depmod and those who call them print: kmod and module-init-tools, BusyBox, toybox, systemd,
 * dracut, initramfs-tools, Android's init; and programs that find another module loaded than they were made for.
 */
import type { StatementKind } from './statement.ts';

export const TOOL_MESSAGES: readonly (readonly [StatementKind, ...string[]])[] = [
  [
    'tool-refusal',
    'could not insert module {file}: {text}',
    "could not insert '{quoted}': {text}",
    'could not load module {file}: {text}',
    // module-init-tools
    'Error inserting {word} ({file}): {text}',
    "error inserting '{quoted}': {text}",
    // BusyBox, toybox
    "can't insert '{quoted}': {text}",
    "can't load module {word} ({file}): {text}",
    'failed to load {file}: {text}',
    'failed to insmod {file}: {text}',
    'Failed to insmod {file}: {text}',
    'Failed to insmod "{quoted}": {text}',
    "Failed to insmod '{quoted}': {text}",
    // systemd-modules-load, udevd, Android's modprobe
    "Failed to insert module '{quoted}': {text}",
    "Failed to insert '{quoted}': {text}",
    "Failed to find module '{quoted}'",
    'LoadWithAliases was unable to load {word}',
    'finit_module {file}: {text}',
    'finit_module: {text}',
    'init_module: {text}',
    // module-init-tools of 2.4 kernels
    '{file}: unresolved symbol {symbol}',
  ],
  [
    'module-not-found',
    'Module {word} not found in directory /lib/modules/{kernel}',
    'Module {word} not found.',
    "modprobe: module '{quoted}' not found",
    "can't change directory to '/lib/modules/{kernel}'",
    "can't change directory to '{quoted}': No such file or directory",
    'could not open moddep file {word}',
  ],
  ['depmod-unknown-symbol', '{file} needs unknown symbol {symbol}'],
  ['depmod-symbol-version', '{file} disagrees about version of symbol {symbol}'],
  ['depmod-cycle', 'Cycle detected: {text}', 'Found {number} modules in dependency cycles'],
  [
    'other-kernel',
    'Version mismatch: module {file} {other}, kernel {kernel}',
    'Kernel version mismatch: {text}',
    'kernel-module version mismatch',
    'was compiled for kernel version {other} while this kernel is version {kernel}',
    'compiled for kernel {other}, but the running kernel is {kernel}',
  ],
  ['userspace-mismatch', 'API mismatch: {text}', 'Driver/library version mismatch'],
];
