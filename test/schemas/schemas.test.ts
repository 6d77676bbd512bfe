import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';

import * as ajvModule from 'ajv';
import { Ajv } from 'ajv';
import { transform } from 'esbuild';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  type MappingRule,
  type Profile as AnyProfile,
  transformOlark,
  type TransformOptions,
} from '../../src/index.js';
import * as mappers from '../../src/mappers.js';
import { conversations } from '../support/arbitraries.js';
import { fixture, fixtures, PROFILES as ALL_PROFILES } from '../support/fixtures.js';
import { filesOf, recipe } from '../support/markdown.js';
import { makeFolder } from '../docs/code.js';
import { deliveriesOf } from './deliveries.js';
import { makeSchemas, type Schema, type SchemaName } from './schemas.js';

/** The profiles that have schemas: all, except the one that follows whatever RudderStack's transformer does. */
type Profile = Exclude<AnyProfile, 'rudder-transformer'>;
const PROFILES = ALL_PROFILES.filter((profile): profile is Profile => profile !== 'rudder-transformer');
/** The fixture that is hostile on purpose. */
const HOSTILE = 'unknown-fields';
const runs = { numRuns: Number(process.env['FUZZ_RUNS'] ?? 100) };

const schemas = makeSchemas();
const ajv = new Ajv({ strict: true, allErrors: true });
ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(schema, name);

/** Where a value is not as a schema says, and the keyword of the schema that it fails. */
function errors(name: SchemaName, value: unknown): string[] {
  const validate = ajv.getSchema(name);
  if (!validate) throw new Error(`There is no schema ${name}.`);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
}

/** The errors of all events that a delivery becomes. */
function errorsOfEvents(payload: unknown, profile: Profile, options?: TransformOptions): string[] {
  return transformOlark(payload, { profile, ...options }).flatMap((event) =>
    errors(`${event.type}.${profile}`, event),
  );
}

/** The errors of the identify event, if there is one. */
function errorsOfIdentify(payload: unknown, profile: Profile, options?: TransformOptions): string[] {
  const [track] = transformOlark(payload, { profile, ...options });
  const identify = mappers.identifyCall(track);
  return identify ? errors(`identify.${profile}`, identify) : [];
}

/** The errors of a transcript's events after a rule has changed them. */
function errorsWith(rule: MappingRule, profile: Profile): string[] {
  return errorsOfEvents(fixture('conversation-transcript').payload, profile, { rules: [rule] });
}

it.each(fixtures.filter(({ name }) => name !== HOSTILE))(
  'the fixture $name and its events are as the schemas say',
  ({ payload }) => {
    expect(errors('delivery', mappers.parseDelivery(payload))).toStrictEqual([]);
    for (const profile of PROFILES) {
      expect(errorsOfEvents(payload, profile)).toStrictEqual([]);
      expect(errorsOfIdentify(payload, profile)).toStrictEqual([]);
    }
  },
);

describe('the schemas', () => {
  it('refuse the fixture that is hostile on purpose', () => {
    expect(errors('delivery', fixture(HOSTILE).payload)).toContain('/visitor/browser type');
  });

  it('hold for the events of every delivery that its schema holds for', () => {
    const check = (delivery: unknown) => {
      expect(errors('delivery', delivery)).toStrictEqual([]);
      for (const profile of PROFILES) {
        expect(errorsOfEvents(delivery, profile)).toStrictEqual([]);
        expect(errorsOfIdentify(delivery, profile)).toStrictEqual([]);
      }
    };
    fc.assert(fc.property(deliveriesOf(schemas.delivery), check), runs);
  });

  it('hold for every column of `warehouse`, whatever was sent', () => {
    const inList = /^\/properties\/(?:items|operators|groups|tags)\//;
    const check = (delivery: unknown) => {
      const found = errorsOfEvents(delivery, 'warehouse');
      expect(found.filter((error) => !inList.test(error))).toStrictEqual([]);
      expect(errorsOfIdentify(delivery, 'warehouse')).toStrictEqual([]);
    };
    fc.assert(fc.property(conversations, check), runs);
  });

  it.each<{ profile: Profile; rule: MappingRule; error: string }>([
    {
      profile: 'documented',
      rule: { to: 'properties.items', value: 'none', event: 'track' },
      error: '/properties/items type',
    },
    {
      profile: 'documented',
      rule: { to: 'context.library.name', value: null, event: 'track' },
      error: '/context/library required',
    },
    {
      profile: 'documented',
      rule: { to: 'traits.name', value: 7, event: 'group' },
      error: '/traits/name type',
    },
    {
      profile: 'complete',
      rule: { to: 'properties.isLead', value: 'yes', event: 'track' },
      error: '/properties/isLead type',
    },
    {
      profile: 'complete',
      rule: { to: 'timestamp', value: 'today', event: 'track' },
      error: '/timestamp format',
    },
    {
      profile: 'warehouse',
      rule: { to: 'properties.messageCount', value: null, event: 'track' },
      error: '/properties required',
    },
    {
      profile: 'warehouse',
      rule: { to: 'properties.startedAt', value: '2024', event: 'track' },
      error: '/properties/startedAt format',
    },
    {
      profile: 'warehouse',
      rule: { to: 'properties.durationSeconds', value: 1.5, event: 'track' },
      error: '/properties/durationSeconds type',
    },
    {
      profile: 'warehouse',
      rule: { to: 'context.traits.otherFields', value: {}, event: 'track' },
      error: '/context/traits/otherFields type',
    },
    {
      profile: 'warehouse',
      rule: { to: 'properties.chat_feedback', value: { knowledge: 1.5 }, event: 'track' },
      error: '/properties/chat_feedback/knowledge type',
    },
  ])('refuse an event of $profile after the rule $rule', ({ profile, rule, error }) => {
    expect(errorsWith(rule, profile)).toStrictEqual([error]);
  });

  it.each<{ rule: MappingRule }>([
    { rule: { to: 'sentAt', value: 'x', event: 'track' } },
    { rule: { to: 'properties.visits', value: 'x', event: 'track' } },
    { rule: { to: 'properties.chat_feedback.nps', value: 'x', event: 'track' } },
    { rule: { to: 'context.title', value: 'x', event: 'track' } },
    { rule: { to: 'context.page.title', value: 'x', event: 'track' } },
    { rule: { to: 'context.os.name2', value: 'x', event: 'track' } },
    { rule: { to: 'context.library.plan', value: 'x', event: 'track' } },
    { rule: { to: 'context.traits.plan', value: 'x', event: 'track' } },
    { rule: { to: 'traits.plan', value: 'x', event: 'track' } },
    { rule: { to: 'context.ip', value: 'x', event: 'group' } },
    { rule: { to: 'traits.queue', value: 'x', event: 'group' } },
    { rule: { to: 'properties.kind', value: 'x', event: 'group' } },
  ])('refuse what is not a column in `warehouse`, and in no other profile: $rule', ({ rule }) => {
    expect(errorsWith(rule, 'warehouse')).toHaveLength(1);
    expect(errorsWith(rule, 'complete')).toStrictEqual([]);
    expect(errorsWith(rule, 'documented')).toStrictEqual([]);
  });

  it.each<{ profile: Profile; visitor: object; errorsOfItsEvent: string[] }>([
    {
      profile: 'documented',
      visitor: { id: 'v1', city: 7 },
      errorsOfItsEvent: ['/context/traits/city type'],
    },
    {
      profile: 'documented',
      visitor: { id: 'v1', browser: 7, operatingSystem: {}, customFields: 'gold' },
      errorsOfItsEvent: [],
    },
    {
      profile: 'complete',
      visitor: { id: 'v1', city: 7, customFields: 'gold' },
      errorsOfItsEvent: ['/context/traits/city type', '/context/traits/customFields type'],
    },
    {
      profile: 'warehouse',
      visitor: { id: 'v1', city: 7, customFields: 'gold' },
      errorsOfItsEvent: [],
    },
  ])('refuse the event of $profile only where it keeps a wrong type of the visitor $visitor', (row) => {
    const found = errorsOfEvents({ kind: 'Conversation', visitor: row.visitor }, row.profile);
    expect(found.sort()).toStrictEqual(row.errorsOfItsEvent);
  });

  it.each<{ name: string; profile: Profile; rule: MappingRule; errorsOfIt: string[] }>([
    {
      name: 'a trait of another type',
      profile: 'documented',
      rule: { to: 'traits.organization', value: 7 },
      errorsOfIt: ['/traits/organization type'],
    },
    {
      name: 'an object in place of JSON text',
      profile: 'warehouse',
      rule: { to: 'context.traits.customFields', value: { plan: 'gold' } },
      errorsOfIt: ['/context/traits/customFields type', '/traits/customFields type'],
    },
    {
      name: 'a trait that has no column',
      profile: 'warehouse',
      rule: { to: 'traits.plan', value: 'gold' },
      errorsOfIt: ['/traits additionalProperties'],
    },
  ])('refuse an identify event of $profile with $name', ({ profile, rule, errorsOfIt }) => {
    const { payload } = fixture('conversation-transcript');
    expect(errorsOfIdentify(payload, profile, { rules: [rule] })).toStrictEqual(errorsOfIt);
  });

  it('let an identify event of `complete` have traits that Olark and sites have added', () => {
    const { payload } = fixture('conversation-transcript');
    const rules: MappingRule[] = [{ to: 'traits.plan', value: 'gold' }];
    expect(errorsOfIdentify(payload, 'complete', { rules })).toStrictEqual([]);
  });

  it.each<{ rule: MappingRule }>([
    { rule: { to: 'properties.items[0].sentiment', value: 'good' } },
    { rule: { to: 'integrations.Amplitude', value: false, event: 'all' } },
  ])('take new fields where `warehouse` has no columns: $rule', ({ rule }) => {
    expect(errorsWith(rule, 'warehouse')).toStrictEqual([]);
  });

  it('ask for what is always there', () => {
    expect(errors('delivery', { visitor: {} })).toStrictEqual([' required', '/visitor required']);
    const withoutIds = errorsOfEvents(fixture('minimal').payload, 'complete', { ids: 'none' });
    expect(withoutIds).toStrictEqual([' required', ' required']);
  });

  it.each(Object.entries(schemas))('%s says where it lies, and defines what it refers to', (name, schema) => {
    const text = JSON.stringify(schema);
    expect(text).toMatch(
      new RegExp(`"https://unpkg.com/olark-to-rudderstack@\\d+/dist/schemas/${name}.json"`),
    );
    const referred = [...text.matchAll(/"#\/definitions\/(\w+)"/g)].map(([, definition]) => definition);
    expect(new Set(referred)).toStrictEqual(new Set(Object.keys(schema.definitions ?? {})));
  });

  it('have titles, by which tools name the types that they make', () => {
    const titles = Object.fromEntries(Object.entries(schemas).map(([name, { title }]) => [name, title]));
    expect(titles).toStrictEqual({
      delivery: 'Olark delivery',
      'track.documented': 'Documented track event',
      'group.documented': 'Documented group event',
      'identify.documented': 'Documented identify event',
      'track.complete': 'Complete track event',
      'group.complete': 'Complete group event',
      'identify.complete': 'Complete identify event',
      'track.warehouse': 'Warehouse track event',
      'group.warehouse': 'Warehouse group event',
      'identify.warehouse': 'Warehouse identify event',
    });
  });

  it('have no object with both named fields and a type for others, because quicktype makes no class of that', () => {
    const both = objectsIn(schemas).filter(
      ({ properties, additionalProperties }) => properties && typeof additionalProperties === 'object',
    );
    expect(both).toStrictEqual([]);
  });

  it('describe every field', () => {
    const fields = objectsIn(schemas).flatMap(({ properties = {} }) => Object.entries(properties));
    expect(fields.filter(([, { description }]) => !description)).toStrictEqual([]);
  });
});

/** The schemas, and what each of them defines. */
function objectsIn(all: Readonly<Record<string, Schema>>): Schema[] {
  return Object.values(all).flatMap((schema) => [schema, ...Object.values(schema.definitions ?? {})]);
}

describe('the guide', async () => {
  const { oddities } = await load('oddities.ts');
  const { newFields } = await load('new-fields.ts');
  const { areAsPromised } = await load('check-events.ts');

  it('finds nothing odd and nothing new in a delivery of a real shape', () => {
    for (const { name, payload } of fixtures) {
      if (name !== HOSTILE) expect([oddities?.(payload), newFields?.(payload)]).toStrictEqual([[], []]);
    }
  });

  it('says where a delivery is odd', () => {
    const odd = oddities?.('{"kind":"Conversation","items":["Hi"],"visitor":{"id":"v1","city":7}}');
    expect(odd).toStrictEqual(['/items/0 must be object', '/visitor/city must be string,null']);
  });

  it('says what Olark has added', () => {
    const items = ['good', 'bad'].map((sentiment) => ({ kind: 'MessageToVisitor', sentiment }));
    const visitor = { id: 'v1', locale: 'fr-FR', customFields: { plan: 'trial' } };
    const added = newFields?.({ kind: 'Conversation', items, visitor });
    expect(added).toStrictEqual(['/items/*/sentiment', '/visitor/locale']);
  });

  it('tells events with the columns of `warehouse` from others', () => {
    const { payload } = fixture('several-groups-and-operators');
    expect(areAsPromised?.(transformOlark(payload, { profile: 'warehouse' }))).toBe(true);
    expect(areAsPromised?.(transformOlark(payload, { profile: 'complete' }))).toBe(false);
  });
});

describe.skipIf(spawnSync('python3', ['-c', 'import jsonschema']).status !== 0)('In Python', () => {
  it('the guide finds events as they should be, or says where they are not', () => {
    const { path: folder } = makeFolder();
    mkdirSync(join(folder, 'schemas'));
    writeFileSync(join(folder, 'schemas/track.warehouse.json'), JSON.stringify(schemas['track.warehouse']));
    const { payload } = fixture('several-groups-and-operators');
    const [track] = transformOlark(payload, { profile: 'warehouse' });
    const odd = { ...track, properties: { ...track.properties, isOffline: 'no' } };
    const input = JSON.stringify([track, odd]);
    const code = `
${recipe('docs/schemas.md', 'In Python')}
import sys
print([oddities(event) for event in json.load(sys.stdin)])`;
    const { stdout } = spawnSync('python3', ['-c', code], { cwd: folder, input, encoding: 'utf8' });
    expect(stdout).toBe("[[], ['$.properties.isOffline type']]\n");
  });
});

/** What a file of the guide exports. */
async function load(file: string): Promise<Record<string, (argument: unknown) => unknown>> {
  const modules: Record<string, unknown> = { ajv: ajvModule, 'olark-to-rudderstack/mappers': mappers };
  for (const [name, schema] of Object.entries(schemas)) {
    modules[`olark-to-rudderstack/schemas/${name}.json`] = schema;
  }
  const { code } = await transform(filesOf('docs/schemas.md')[file] ?? '', { loader: 'ts', format: 'cjs' });
  const module = { exports: {} };
  const run = compileFunction(code, ['module', 'require']) as (...parameters: unknown[]) => void;
  run(module, (name: string) => modules[name]);
  return module.exports;
}
