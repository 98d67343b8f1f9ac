import { expect, test } from 'vitest';
import { html } from '../media/html.ts';
import { places, say, sayHtml } from './message.ts';

const DRIVERS = { one: '{n} driver of {vendor}', other: '{n} drivers of {vendor}' };

test('a text takes values, and numbers as this site writes them', () => {
  expect(say('{a} and {b}', { a: 'x', b: 7529 })).toBe('x and 7,529');
});

test('one thing is told from several where the language does', () => {
  expect(say(DRIVERS, { n: 1, vendor: 'Acme' })).toBe('1 driver of Acme');
  expect(say(DRIVERS, { n: 1200, vendor: 'Acme' })).toBe('1,200 drivers of Acme');
  expect(say({ other: '{n} 个驱动' }, { n: 1 })).toBe('1 个驱动');
});

test('in HTML everything but values that are HTML is escaped', () => {
  expect(sayHtml('<{a}> {b}', { a: '<i>', b: html`<b>x</b>` }).text).toBe('&lt;&lt;i&gt;&gt; <b>x</b>');
});

test('a value that looks like a place is left as it is', () => {
  expect(say('{a}', { a: '{b}' })).toBe('{b}');
});

test('a place without a value is an error', () => {
  expect(() => say('{a}')).toThrow(RangeError);
});

test('the places of a text are those of all its forms', () => {
  expect(places(DRIVERS)).toEqual(['n', 'vendor']);
});
