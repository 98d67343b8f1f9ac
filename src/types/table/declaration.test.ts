import { describe, expect, test } from 'vitest';
import {
  declaratorOf,
  declare,
  isFunctionType,
  pointedFunction,
  splitDeclaration,
  splitFunction,
} from './declaration.ts';

describe('a type and the name that it declares', () => {
  test.each([
    ['int', 'x', 'int x'],
    ['long unsigned int', 'state', 'long unsigned int state'],
    ['char[16]', 'name', 'char name[16]'],
    ['struct net_device *', 'dev', 'struct net_device *dev'],
    ['const struct dst_ops *', 'ops', 'const struct dst_ops *ops'],
    ['void *const', 'base', 'void *const base'],
    ['int (*)(struct inode *, struct file *)', 'open', 'int (*open)(struct inode *, struct file *)'],
    ['int (*(*)(int))(void)', 'get', 'int (*(*get)(int))(void)'],
    ['void (*[4])(void)', 'handlers', 'void (*handlers[4])(void)'],
    ['u8 (*)[6]', 'mac', 'u8 (*mac)[6]'],
    ['struct sk_buff *(gfp_t)', 'alloc', 'struct sk_buff *alloc(gfp_t)'],
    ['union {}', 'u', 'union {} u'],
    ['struct {}[2]', 'pair', 'struct {} pair[2]'],
    ['foo_t', '', 'foo_t'],
    ['struct foo', '', 'struct foo'],
    ["struct 'core::Option<u8>' *", 'next', "struct 'core::Option<u8>' *next"],
  ])('%s and %s make %s', (type, name, declaration) => {
    expect(declare(type, name)).toBe(declaration);
    expect(splitDeclaration(declaration)).toEqual({ type, name });
  });

  test('a text that declares nothing is kept as it is', () => {
    expect(splitDeclaration('= 5')).toEqual({ type: '= 5', name: '' });
    expect(splitDeclaration('')).toEqual({ type: '', name: '' });
  });
});

test('a function is not a pointer to a function', () => {
  expect(isFunctionType('int(void)')).toBe(true);
  expect(isFunctionType('struct sk_buff *(gfp_t)')).toBe(true);
  expect(isFunctionType('int (*)(void)')).toBe(false);
  expect(isFunctionType('char[4]')).toBe(false);
});

test('a declarator is a pointer, an array, a function or nothing', () => {
  const plain = { isPointer: false, isFunction: false, lengths: [], rest: '' };
  expect(declaratorOf('const struct x')).toEqual({ ...plain, base: 'const struct x' });
  expect(declaratorOf('u8[2][3]')).toEqual({ ...plain, base: 'u8', lengths: [2, 3] });
  expect(declaratorOf('char *[4]')).toEqual({ ...plain, base: 'char', isPointer: true, lengths: [4] });
  expect(declaratorOf('char (*)[4]')).toEqual({ ...plain, base: 'char', isPointer: true });
  expect(declaratorOf('int (*[3])(void)')).toEqual({ ...plain, base: 'int', isPointer: true, lengths: [3] });
  expect(declaratorOf('char *(int)')).toEqual({ ...plain, base: 'char', isFunction: true });
  expect(declaratorOf('= 1')).toBeUndefined();
});

test('a function has a result and parameters', () => {
  expect(splitFunction('int(void)')).toEqual({ result: 'int', parameters: [] });
  expect(splitFunction('char *(int, void (*)(u8, u16), ...)')).toEqual({
    result: 'char *',
    parameters: ['int', 'void (*)(u8, u16)', '...'],
  });
  expect(splitFunction('int (*(u8))(void)')).toEqual({ result: 'int (*)(void)', parameters: ['u8'] });
  expect(splitFunction("void(struct 'a, (b' *, int)").parameters).toEqual(["struct 'a, (b' *", 'int']);
});

test('a pointer to a function points to a function', () => {
  expect(pointedFunction('int (*)(void)')).toBe('int(void)');
  expect(pointedFunction('struct x *(*)(u8)')).toBe('struct x *(u8)');
  expect(pointedFunction('struct x *')).toBeUndefined();
  expect(pointedFunction('int (**)(void)')).toBeUndefined();
  expect(pointedFunction('int (*)[4]')).toBeUndefined();
});
