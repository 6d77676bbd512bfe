import { fileURLToPath } from 'node:url';

import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';

import { type RudderEvent, transformOlark } from '../src/index.js';
import { fixture, fixtures, PROFILES, readEvents, readJson } from './support/fixtures.js';
import { deepFreeze, leavesOf } from './support/values.js';

const FOLDER = fileURLToPath(new URL('../fixtures/', import.meta.url));
const layout = await resolveConfig(FOLDER);

it.each(fixtures)('$name becomes the events of its files', async ({ name, payload }) => {
  for (const profile of PROFILES) {
    const events = transformOlark(deepFreeze(payload), { profile });
    const json = JSON.stringify(events, null, 2);
    // A file cannot show a field that is `undefined`.
    expect.soft(events, profile).toStrictEqual(JSON.parse(json));
    const text = await format(json, { ...layout, parser: 'json' });
    await expect.soft(text, profile).toMatchFileSnapshot(`${FOLDER}${name}/${profile}.json`);
  }
});

it('the profile rudder-transformer gives what RudderStack’s transformer 1.145.0 gave for sixty conversations', () => {
  const cases = readJson('rudder-transformer-cases.json') as Record<string, unknown>[];
  expect(cases).toHaveLength(60);
  for (const { input, 'rudder-transformer': expected } of cases) {
    expect(transformOlark(input, { profile: 'rudder-transformer' })).toStrictEqual(expected);
  }
});

describe('RudderStack’s documented example', () => {
  const { payload } = fixture('documented-example');
  const documentation = readEvents('documented-example/rudderstack-documentation.json');

  /** The leaves of events by their paths, without `messageId`, which is random in the documentation. */
  const leaves = (events: readonly RudderEvent[]) => {
    const found = leavesOf(events.map((event) => ({ ...event, messageId: '' })));
    return Object.fromEntries(found.map(([path, leaf]) => [path.join('.'), leaf]));
  };

  it('has every documented leaf, and beyond them what only the documented table promises', () => {
    const ours = leaves(transformOlark(payload));
    const theirs = leaves(documentation);
    expect(ours).toMatchObject(theirs);
    const beyond = Object.keys(ours).filter((path) => !(path in theirs));
    const fields = new Set(beyond.map((path) => path.split('.').slice(1, 3).join('.')));
    expect(fields).toStrictEqual(new Set(['properties.operators', 'traits.countryCode', 'traits.kind']));
  });

  it('is what rudder-transformer gives with content ids', () => {
    expect(leaves(transformOlark(payload, { profile: 'rudder-transformer', ids: 'content' }))).toStrictEqual(
      leaves(documentation),
    );
  });
});
