import assert from 'node:assert/strict';
import * as crypto from 'node:crypto';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

import type { IdsMode, Profile, TransformOptions } from '../../src/index.js';
import { fixture, PROFILES } from '../support/fixtures.js';
import { bundleSizes, SIZE_LIMITS } from '../support/sizes.js';
import { example, olarkForm, readByPlatform, russian, withMessages } from './inputs.js';
import { measure, measureAll } from './measure.js';
import { peakMemory } from './memory.js';
import { byLiteral, byTemplate, byWalker } from './others.js';

/** Measures what was built, beside other ways to the same events, and says which aims are held. */

const root = new URL('../../', import.meta.url);
const library = new URL('dist/esm/index.js', root).href;
const { transformOlark } = (await import(library)) as typeof import('../../src/index.js');
const { splitBrowser } = (await import(
  new URL('dist/esm/mappers.js', root).href
)) as typeof import('../../src/mappers.js');

const others = {
  'a literal by hand': byLiteral,
  'get-value and set-value': byWalker,
  'a template': byTemplate,
};
const sameEvents = fixture('documented-example').expected['rudder-transformer'];
for (const [name, way] of Object.entries(others)) {
  const events: unknown = JSON.parse(JSON.stringify(way(example)));
  assert.deepEqual(events, sameEvents, `${name} gives other events`);
}

/** The platform's quickest way to a hash; Node 18 and early Node 20 have no `crypto.hash`. */
function sha1(content: string): string {
  const { hash } = crypto as { hash?: typeof crypto.hash };
  if (hash) return hash('sha1', content);
  return crypto.createHash('sha1').update(content).digest('hex');
}

const actions = new Map<string, () => unknown>();
const text = JSON.stringify(example);
actions.set('JSON.parse', () => JSON.parse(text) as unknown);
for (const [name, way] of Object.entries(others)) actions.set(name, () => way(example));

function add(name: string, payload: unknown, options: TransformOptions): void {
  actions.set(name, () => transformOlark(payload, options));
}

function nameOf(profile: Profile, ids: IdsMode, input = 'example'): string {
  return `${profile}, ids ${ids}, ${input}`;
}

for (const profile of PROFILES) {
  add(nameOf(profile, 'none'), example, { profile, ids: 'none' });
  for (const count of [2, 1000, 10_000]) {
    const payload = withMessages(count);
    add(nameOf(profile, 'none', `${String(count)} messages`), payload, { profile, ids: 'none' });
  }
}
const hashed = { example, '30 messages': withMessages(30) };
for (const [input, conversation] of Object.entries(hashed)) {
  add(nameOf('documented', 'content', input), conversation, { ids: 'content' });
  add(nameOf('documented', 'none', input), conversation, { ids: 'none' });
  actions.set(`JSON.stringify and SHA-1, ${input}`, () => sha1(JSON.stringify(conversation)));
}
const forms = {
  'form of 2 messages': olarkForm(withMessages(2)),
  'form of 30 messages': olarkForm(withMessages(30)),
  'raw form in Russian': `data=${JSON.stringify(russian)}`,
};
for (const [input, form] of Object.entries(forms)) {
  add(nameOf('documented', 'none', input), form, { ids: 'none' });
  actions.set(`decoding and JSON.parse, ${input}`, () => readByPlatform(form));
}

const shortest = measureAll(actions, 6);
const timeOf = (name: string) => shortest.get(name) ?? NaN;
const base = timeOf('JSON.parse');

const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string };
console.log(`${cpus()[0]?.model.trim() ?? ''}, Node ${process.version}, olark-to-rudderstack ${version}`);
console.log(
  'Shortest times of one run, and in times JSON.parse of the documented example. A sample takes 0.2 ms, so the',
);
console.log('shortest has no collection of garbage in it; allocating counts, collecting does not.\n');
for (const [name, time] of shortest) {
  const multiple = (time / base).toFixed(2).padStart(10);
  console.log(`${name.padEnd(48)}${multiple}${(time / 1000).toFixed(2).padStart(11)} µs`);
}

/** How much longer a message takes among ten thousand than among a thousand. */
function bend(profile: Profile): number {
  const perMessage = (count: number) => timeOf(nameOf(profile, 'none', `${String(count)} messages`)) / count;
  return perMessage(10_000) / perMessage(1000);
}

/** How much longer a character takes in a text of a million than in one of a hundred thousand. */
function growth(action: (text: string) => unknown, piece: string, before = ''): number {
  const perCharacter = (length: number) => {
    const long = before + piece.repeat(length / piece.length);
    return measure(() => settled(action, long), 500) / length;
  };
  return perCharacter(1_000_000) / perCharacter(100_000);
}

function settled(action: (text: string) => unknown, input: string): unknown {
  try {
    return action(input);
  } catch (error) {
    return error;
  }
}

const read = (form: string) => transformOlark(form, { ids: 'none' });
const identify = (body: string) => transformOlark({ ...example, body }, { ids: 'content' });
const times = (profile: Profile) => timeOf(nameOf(profile, 'none')) / base;
const timesHashing = (input: string) =>
  (timeOf(nameOf('documented', 'content', input)) - timeOf(nameOf('documented', 'none', input))) /
  timeOf(`JSON.stringify and SHA-1, ${input}`);
const timesDecoding = (input: string) =>
  timeOf(nameOf('documented', 'none', input)) / timeOf(`decoding and JSON.parse, ${input}`);
const flatness = (profile: Profile) =>
  timeOf(nameOf(profile, 'none', '10000 messages')) / timeOf(nameOf(profile, 'none', '2 messages'));
const { own, whole } = await bundleSizes();
const peaks = peakMemory(library);

const aims: readonly (readonly [aim: string, figure: number, limit: number])[] = [
  ['documented in times JSON.parse', times('documented'), 0.18],
  ['rudder-transformer in times JSON.parse', times('rudder-transformer'), 0.14],
  ['complete in times JSON.parse', times('complete'), 0.65],
  ['warehouse in times JSON.parse', times('warehouse'), 1.1],
  ['documented: 10,000 messages in times 2', flatness('documented'), 1.2],
  ['rudder-transformer: 10,000 messages in times 2', flatness('rudder-transformer'), 1.2],
  ['complete: a message among 10,000 in times one among 1,000', bend('complete'), 1.5],
  ['warehouse: likewise', bend('warehouse'), 1.5],
  ['form of 30 messages in times the platform', timesDecoding('form of 30 messages'), 0.9],
  ['form of 2 messages in times the platform', timesDecoding('form of 2 messages'), 1.1],
  ['raw form in Russian in times the platform', timesDecoding('raw form in Russian'), 1.4],
  ['form of 50 MB: peak memory in times the platform', peaks.ours / peaks.platform, 0.5],
  ['content ids in times JSON.stringify and SHA-1', timesHashing('example'), 2.6],
  ['content ids, 30 messages, likewise', timesHashing('30 messages'), 1.9],
  ['a long form: growth of the time of a character', growth(read, 'ab+%22%5C', 'data=%22'), 2],
  ['a form of broken escapes: likewise', growth(read, '%zz+%ff', 'data='), 2],
  ['a form of many fields: likewise', growth(read, 'a=1&b&dat&'), 2],
  ['a label of white space: likewise', growth((label) => splitBrowser(`a${label}1`), ' '), 2],
  ['a label of nearly product tokens: likewise', growth(splitBrowser, 'a.b-c_d/x '), 2],
  ['content ids of a long text: likewise', growth(identify, 'é & "x"\n'), 2],
  ['own code in bytes, minified and gzipped', own, SIZE_LIMITS.own],
  ['with its dependencies, likewise', whole, SIZE_LIMITS.whole],
];
console.log();
for (const [aim, figure, limit] of aims) {
  const shown = Number.isInteger(figure) ? String(figure) : figure.toFixed(3);
  console.log(`${figure <= limit ? 'held    ' : 'NOT HELD'} ${aim}: ${shown}, at most ${String(limit)}`);
}
