import { describe, expect, it } from 'vitest';

import { addRemainingFields } from '../../../src/mappers/remaining-fields.js';

const NONE = new Set<string>();

/** What is in a target after a source's fields were added. */
function added(
  source: Readonly<Record<string, unknown>>,
  target: Record<string, unknown> = {},
  mapped = NONE,
  isTaken?: (key: string) => boolean,
): Record<string, unknown> {
  addRemainingFields(target, source, mapped, 'visitor_', isTaken);
  return target;
}

describe('addRemainingFields', () => {
  it('adds every field by reference, falsy ones too', () => {
    const source = { customFields: { plan: 'gold' }, visits: 0, isLead: false };
    const target = added(source, { name: 'Bob' });
    expect(target).toStrictEqual({ name: 'Bob', ...source });
    expect(target['customFields']).toBe(source.customFields);
  });

  it('adds nothing that is mapped by name, and nothing that is absent', () => {
    const source = { fullName: 'Bob', a: null, b: undefined, c: '' };
    expect(added(source, {}, new Set(['fullName']))).toStrictEqual({});
  });

  it('puts a field whose key is taken beside it', () => {
    expect(added({ name: 'bobby' }, { name: 'Bob' })).toStrictEqual({ name: 'Bob', visitor_name: 'bobby' });
  });

  it('lets its caller say which keys are taken', () => {
    const isTaken = (key: string) => key === 'name' || key === 'visitor_name';
    expect(added({ name: 'bobby', city: 'Lyon' }, { city: 'Paris' }, NONE, isTaken)).toStrictEqual({
      visitor_name_2: 'bobby',
      city: 'Lyon',
    });
  });

  it('loses no field to another of the same name, in whatever order they come', () => {
    const source = { visitor_name: 'c', name: 'b', phone: 'e' };
    const expected = {
      name: 'a',
      visitor_name: 'c',
      visitor_name_2: 'b',
      phone: 'd',
      visitor_phone: 'e',
    };
    for (const entries of [Object.entries(source), Object.entries(source).reverse()]) {
      expect(added(Object.fromEntries(entries), { name: 'a', phone: 'd' })).toStrictEqual(expected);
    }
  });

  it('gives several fields whose keys are taken the same places, in whatever order they come', () => {
    const source = { name: 1, visitor_name: 2 };
    const expected = {
      name: 'a',
      visitor_name: 'b',
      visitor_name_2: 1,
      visitor_visitor_name: 2,
    };
    for (const entries of [Object.entries(source), Object.entries(source).reverse()]) {
      expect(added(Object.fromEntries(entries), { name: 'a', visitor_name: 'b' })).toStrictEqual(expected);
    }
  });

  it('does not take what every object inherits for a key that is taken', () => {
    expect(added({ toString: 'x' })).toStrictEqual({ toString: 'x' });
  });

  it('copies no key that reaches a prototype', () => {
    const source = JSON.parse('{"__proto__":{"a":1},"constructor":1,"prototype":2,"b":3}') as Record<
      string,
      unknown
    >;
    const target = added(source);
    expect(Object.keys(target)).toStrictEqual(['b']);
    expect(Object.getPrototypeOf(target)).toBe(Object.prototype);
  });
});
