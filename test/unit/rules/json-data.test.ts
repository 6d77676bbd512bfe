// oxlint-disable max-classes-per-file -- instances of several kinds are what this is about
import { runInNewContext } from 'node:vm';

import { describe, expect, it } from 'vitest';

import { ignoreRejections, isJsonData, toJsonValue } from '../../../src/rules/json-data.js';
import { withOnPrototype } from '../../support/prototype.js';

class Box {
  readonly a = 1;
}

class Rootless extends (null as unknown as ObjectConstructor) {}
const rootless: unknown = Object.create(Rootless.prototype, { a: { value: 1, enumerable: true } });

class SelfWriting extends Array<unknown> {
  toJSON() {
    return 'x';
  }
}

describe('isJsonData', () => {
  it.each([
    { name: 'an empty string', value: '' },
    { name: 'zero', value: 0 },
    { name: 'a negative number', value: -1.5 },
    { name: 'a boolean', value: false },
    { name: 'null', value: null },
    { name: 'a list', value: [] },
    { name: 'an object', value: { a: 1 } },
    { name: 'an object without a prototype', value: Object.create(null) as object },
    { name: 'an object of another realm', value: runInNewContext('({ a: 1 })') as object },
    { name: 'an object with a field `then` that is no method', value: { then: 'later', toJSON: 'x' } },
    { name: 'an object, whatever is inside it', value: { a: 1n } },
    { name: 'a list, whatever is inside it', value: [undefined] },
  ])('takes $name', ({ value }) => {
    expect(isJsonData(value)).toBe(true);
  });

  it.each([
    { name: 'undefined', value: undefined },
    { name: 'NaN', value: NaN },
    { name: 'an infinite number', value: -Infinity },
    { name: 'a BigInt', value: 1n },
    { name: 'a symbol', value: Symbol('x') },
    { name: 'a function', value: () => 'x' },
    { name: 'a Promise', value: Promise.resolve('x') },
    { name: 'an object with a method `then`', value: { then: () => 'x' } },
    { name: 'a list with a method `then`', value: Object.assign([1], { then: () => 'x' }) },
    { name: 'an object with a method `toJSON`', value: { toJSON: () => 'x' } },
    { name: 'a list whose class has a method `toJSON`', value: SelfWriting.from([1]) },
    { name: 'a Date', value: new Date(0) },
    { name: 'a Map', value: new Map([['a', 1]]) },
    { name: 'bytes', value: new Uint8Array(1) },
    { name: 'a Buffer', value: Buffer.from('x') },
    { name: 'a String object', value: Object('x') as unknown },
    { name: 'an instance of a class', value: new Box() },
    { name: 'an instance of a class that extends null', value: rootless },
  ])('refuses $name', ({ value }) => {
    expect(isJsonData(value)).toBe(false);
  });

  it('does not read a method that stands on Object.prototype', () => {
    const isData = withOnPrototype('toJSON', { value: () => 'x' }, () => isJsonData({ a: 1 }));
    expect(isData).toBe(true);
  });
});

describe('toJsonValue', () => {
  const object = { a: 1 };

  it('gives a value without a method `toJSON` as it is', () => {
    for (const value of [undefined, 'x', object, { toJSON: 'x' }]) expect(toJsonValue(value)).toBe(value);
  });

  it.each([
    { name: 'a Date', value: new Date(0), gives: '1970-01-01T00:00:00.000Z' },
    { name: 'an object of its own', value: { a: 2, toJSON: () => object }, gives: { a: 1 } },
    {
      name: 'an object that keeps the method',
      value: {
        a: 1,
        toJSON() {
          return this;
        },
      },
      gives: { a: 1 },
    },
    { name: 'a list that keeps the method', value: { toJSON: () => SelfWriting.from([1]) }, gives: [1] },
  ])('gives what is written in place of $name', ({ value, gives }) => {
    expect(toJsonValue(value)).toStrictEqual(gives);
    expect(JSON.stringify(value)).toBe(JSON.stringify(gives));
  });
});

it('ignoreRejections passes over what cannot be read', () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  expect(() => {
    ignoreRejections({ a: proxy, b: Object.assign(() => 1, { c: proxy }), c: 'x' });
  }).not.toThrow();
});
