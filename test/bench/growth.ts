import { measure } from 'mitata';

import { contentIdOf } from '../../src/ids/ids.js';
import { splitBrowser } from '../../src/mappers/index.js';
import { unwrap } from '../../src/delivery/unwrap.js';

/** Shows that what reads text of any length takes time in proportion to it: the last column stays about 1. */
const SIZES = [1_000, 10_000, 100_000, 1_000_000];

const conversation = (body: string) => ({ kind: 'Conversation', visitor: { id: 'v1' }, items: [{ body }] });
const ofLength = (piece: string, size: number) => piece.repeat(size / piece.length);

const cases: Readonly<Record<string, (size: number) => () => unknown>> = {
  'label: one long word': (size) => splitter(ofLength('a', size)),
  'label: many words': (size) => splitter(ofLength('ab 1.0 xyz', size)),
  'label: white space': (size) => splitter(`a${ofLength(' ', size)}1`),
  'label: product tokens': (size) => splitter(ofLength('Mozilla/5.', size)),
  'label: nearly product tokens': (size) => splitter(ofLength('a.b-c_d/x ', size)),
  'form: one long field': (size) => unwrapper(formOf(conversation(ofLength('é & "x"\n', size)))),
  'form: many fields before': (size) =>
    unwrapper(`${ofLength('a=1&b&dat&', size)}${formOf(conversation('x'))}`),
  'form: broken percent-encoding': (size) =>
    unwrapper(`${formOf(conversation(ofLength('ab%zz+%ff ', size)))}&%`),
  'form: nothing but percent signs': (size) => unwrapper(ofLength('%&%=%&%%%%', size)),
  'content id: one long string': (size) => hasher(conversation(ofLength('é & "x"\n', size))),
  'content id: many keys': (size) =>
    hasher(Object.fromEntries(Array.from({ length: size / 10 }, (_, index) => [`k${String(index)}`, 1]))),
  'content id: many items': (size) =>
    hasher(
      Array.from({ length: size / 50 }, () => ({ kind: 'MessageToVisitor', body: 'Hi', timestamp: '1' })),
    ),
  'content id: many levels': (size) => hasher(Array.from({ length: size / 1000 }, () => nested(200))),
};

function formOf(value: unknown): string {
  return `data=${JSON.stringify(value)}`.replaceAll('&', '%26');
}

function nested(levels: number): unknown {
  return levels === 0 ? 0 : { a: nested(levels - 1) };
}

function splitter(label: string) {
  return () => splitBrowser(label);
}

function unwrapper(body: string) {
  return () => {
    try {
      return unwrap(body);
    } catch (error) {
      return error;
    }
  };
}

function hasher(value: unknown) {
  return () => contentIdOf(value);
}

const rows: Record<string, Record<string, string>> = {};
for (const [name, prepare] of Object.entries(cases)) {
  const row: Record<string, string> = {};
  let perCharacter = 0;
  let growth = 0;
  for (const size of SIZES) {
    const { p50 } = await measure(prepare(size), { min_cpu_time: 2e8 });
    growth = p50 / size / perCharacter;
    perCharacter = p50 / size;
    row[`${size.toLocaleString('en')} characters`] = `${perCharacter.toFixed(2)} ns each`;
  }
  row['the last step'] = `x ${growth.toFixed(2)}`;
  rows[name] = row;
}
console.table(rows);
