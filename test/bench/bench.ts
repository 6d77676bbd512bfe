import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

import { measure } from 'mitata';

import type { OlarkConversation, OlarkItem, TransformOptions } from '../../src/index.js';
import { fixture, PROFILES } from '../support/fixtures.js';
import { bundleSizes, SIZE_LIMITS } from '../support/sizes.js';
import { byJsonata, byLiteral, byTemplate, byWalker } from './others.js';

const root = new URL('../../', import.meta.url);
// What is measured is what is shipped.
const built = new URL('dist/esm/index.js', root).href;
const { transformOlark } = (await import(built)) as typeof import('../../src/index.js');
const { payload, expected } = fixture('documented-example');
const conversation = payload as OlarkConversation;
const text = JSON.stringify(conversation);
const form = new URLSearchParams({ data: text }).toString();

/** What is measured, by name. */
const actions = new Map<string, () => unknown>();

/** Medians in nanoseconds. */
const medians = new Map<string, number>();

/**
 * Measures everything in turns, to and fro, so that neither a machine that changes its speed nor what runs
 * before changes a ratio.
 */
async function measureAll(rounds: number): Promise<void> {
  const found = new Map<string, number[]>();
  for (let round = 0; round < rounds; round += 1) {
    const entries = [...actions];
    for (const [name, action] of round % 2 === 0 ? entries : entries.reverse()) {
      const { p50 } = await measure(action, { min_cpu_time: 1.5e8, warmup_samples: 1000, gc: false });
      found.set(name, [...(found.get(name) ?? []), p50]);
    }
  }
  for (const [name, p50s] of found) medians.set(name, middle(p50s));
}

function middle(figures: readonly number[]): number {
  return [...figures].sort((a, b) => a - b)[figures.length >> 1] ?? NaN;
}

function median(name: string): number {
  const found = medians.get(name);
  if (found === undefined) throw new Error(`Nothing was measured as ${name}.`);
  return found;
}

const transformer = { profile: 'rudder-transformer', ids: 'none' } as const;
const others: Readonly<Record<string, () => unknown>> = {
  'a hand-written literal': () => byLiteral(conversation),
  'get-value and set-value over the rules': () => byWalker(conversation),
  'a JSONata expression (asynchronous)': () => byJsonata(conversation),
  'a json-template-engine template': () => byTemplate(conversation),
};
for (const [name, way] of Object.entries(others)) {
  const events = JSON.parse(JSON.stringify(await way())) as unknown;
  assert.deepEqual(events, expected['rudder-transformer'], `${name} gives other events`);
}
assert.deepEqual(transformOlark(conversation, transformer), expected['rudder-transformer']);

actions.set('JSON.parse', () => JSON.parse(text) as unknown);
actions.set('JSON.stringify and SHA-1', () => hashed(conversation));
actions.set('percent-decoding and JSON.parse', () => {
  return JSON.parse(decodeURIComponent(form.slice('data='.length).replaceAll('+', ' '))) as unknown;
});
for (const [name, way] of Object.entries(others)) actions.set(name, way);

const inputs: Readonly<Record<string, unknown>> = { conversation, 'JSON text': text, 'raw form body': form };
for (const profile of PROFILES) {
  for (const ids of ['none', 'content'] as const) {
    for (const [name, input] of Object.entries(inputs)) {
      const options: TransformOptions = { profile, ids };
      actions.set(`${profile}, ids ${ids}, ${name}`, () => transformOlark(input, options));
    }
  }
}

/** A conversation of messages of usual length, as Olark's own examples have them. */
const longer = { ...conversation, items: Array.from({ length: 30 }, (_, index) => message(index)) };
actions.set('JSON.stringify and SHA-1, 30 messages', () => hashed(longer));
for (const ids of ['none', 'content'] as const) {
  actions.set(`documented, ids ${ids}, 30 messages`, () => transformOlark(longer, { ids }));
}

function message(index: number): OlarkItem {
  const body = 'Thanks for waiting! Your order left our warehouse this morning and arrives on Thursday.';
  const timestamp = (1473774819.263083 + 20 * index).toFixed(6);
  const text = body.slice(0, 20 + ((index * 13) % 68));
  return index % 2 === 0
    ? { kind: 'MessageToOperator', timestamp, body: text, nickname: 'Bob', visitor_nickname: 'Bob' }
    : { kind: 'MessageToVisitor', timestamp, body: text, nickname: 'Mika', operatorId: '98' };
}

function hashed(value: unknown): string {
  return createHash('sha1').update(JSON.stringify(value)).digest('hex');
}

const repeated = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => ({ ...value }));
const [item] = conversation.items ?? [];
for (const items of [2, 100, 10_000]) {
  const larger = { ...conversation, items: repeated(items, item) };
  for (const profile of ['documented', 'warehouse'] as const) {
    const options: TransformOptions = { profile, ids: 'none' };
    actions.set(`${profile}, ids none, ${String(items)} items`, () => transformOlark(larger, options));
  }
}
for (const groups of [0, 1, 100]) {
  const larger = { ...conversation, groups: repeated(groups, { kind: 'Group', id: 'g', name: 'Sales' }) };
  actions.set(`documented, ids none, ${String(groups)} groups`, () =>
    transformOlark(larger, { ids: 'none' }),
  );
}

await measureAll(8);

/** Milliseconds that a fresh process takes to import the built package, the median of nine. */
function coldImport(): number {
  const script = `const start = performance.now(); await import('${built}'); console.log(performance.now() - start);`;
  const times = Array.from({ length: 9 }, () =>
    Number(execFileSync('node', ['--input-type=module', '-e', script], { encoding: 'utf8' })),
  );
  return middle(times);
}

const sizes = await bundleSizes();
const versionIn = (folder: string) =>
  (JSON.parse(readFileSync(new URL(`${folder}/package.json`, root), 'utf8')) as { version: string }).version;
const rivals = ['get-value', 'set-value', 'jsonata', '@rudderstack/json-template-engine'];

console.log(
  `${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node ${process.version}, olark-to-rudderstack ${versionIn('.')}`,
);
console.log(rivals.map((name) => `${name} ${versionIn(`node_modules/${name}`)}`).join(', '));
console.log(
  '\nRudderStack’s documented example; medians of one run, as multiples of JSON.parse of its text\n',
);
const base = median('JSON.parse');
for (const [name, nanoseconds] of medians) {
  console.log(
    `${name.padEnd(52)} ${(nanoseconds / base).toFixed(2).padStart(9)}   ${(nanoseconds / 1000).toFixed(2).padStart(9)} µs`,
  );
}
console.log(
  `\ncold import ${coldImport().toFixed(0)} ms; own code ${String(sizes.own)} bytes, with dependencies ${String(sizes.whole)} bytes (minified, gzipped)`,
);

const ours = median('rudder-transformer, ids none, conversation');
const plain = median('documented, ids none, conversation');
const withIds = median('documented, ids content, conversation');
const oneGroup = median('documented, ids none, 1 groups') - median('documented, ids none, 0 groups');
const warehouseOf = (items: number) => median(`warehouse, ids none, ${String(items)} items`);
const longerPlain = median('documented, ids none, 30 messages');
const longerWithIds = median('documented, ids content, 30 messages');
const aims: readonly (readonly [string, number, number])[] = [
  ['rudder-transformer in times JSON.parse', ours / base, 0.12],
  ['documented in times JSON.parse', plain / base, 0.18],
  ['complete in times JSON.parse', median('complete, ids none, conversation') / base, 0.55],
  ['warehouse in times JSON.parse', median('warehouse, ids none, conversation') / base, 0.9],
  ['rudder-transformer in times the walker', ours / median('get-value and set-value over the rules'), 1 / 10],
  ['rudder-transformer in times the template engine', ours / median('a json-template-engine template'), 1],
  [
    'rudder-transformer in times the JSONata expression',
    ours / median('a JSONata expression (asynchronous)'),
    1,
  ],
  ['rudder-transformer in times the literal', ours / median('a hand-written literal'), 5],
  [
    'content ids in times JSON.stringify and SHA-1',
    (withIds - plain) / median('JSON.stringify and SHA-1'),
    2.5,
  ],
  [
    'content ids in times JSON.stringify and SHA-1, 30 messages',
    (longerWithIds - longerPlain) / median('JSON.stringify and SHA-1, 30 messages'),
    1.7,
  ],
  [
    'documented from the form in times decoding and JSON.parse',
    median('documented, ids none, raw form body') / median('percent-decoding and JSON.parse'),
    1.2,
  ],
  [
    'documented: 10,000 items in times 2 items',
    median('documented, ids none, 10000 items') / median('documented, ids none, 2 items'),
    1.2,
  ],
  [
    'warehouse: 9,900 more items in times 98 more, over 101',
    (warehouseOf(10_000) - warehouseOf(100)) / (warehouseOf(100) - warehouseOf(2)) / 101,
    1.2,
  ],
  [
    '100 groups in times one group’s event',
    (median('documented, ids none, 100 groups') - median('documented, ids none, 0 groups')) / oneGroup,
    100,
  ],
  ['own code in kB', sizes.own / 1000, SIZE_LIMITS.own / 1000],
  ['the whole bundle in kB', sizes.whole / 1000, SIZE_LIMITS.whole / 1000],
];
console.log();
for (const [name, figure, limit] of aims) {
  console.log(
    `${figure <= limit ? 'held    ' : 'NOT HELD'} ${name}: ${figure.toFixed(3)}, at most ${String(limit)}`,
  );
}
