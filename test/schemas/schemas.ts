import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { createGenerator, type Definition, removeUnreachable } from 'ts-json-schema-generator';

import { identifySchemaOf } from './identify.js';
import type { AllRoots, Roots } from './roots.js';

/** The name of a schema: of its file, without `.json`. */
export type SchemaName = keyof Roots | `identify.${'documented' | 'complete' | 'warehouse'}`;

/** A JSON Schema, as far as the types of the library need one. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  title?: string;
  description?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  not?: Schema;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  definitions?: Record<string, Schema>;
}

/** Makes every published schema from the types, in draft-07. It takes seconds: TypeScript reads the library. */
export function makeSchemas(): Record<SchemaName, Schema> {
  return schemasOf('Roots');
}

/** The same, with schemas of the profile `rudder-transformer`, which are for tests. */
export function makeAllSchemas(): Record<keyof AllRoots, Schema> {
  return schemasOf('AllRoots');
}

function schemasOf<Name extends string>(type: 'Roots' | 'AllRoots'): Record<Name, Schema> {
  const { definitions = {} } = createGenerator({
    path: inRepository('test/schemas/roots.ts'),
    tsconfig: inRepository('src/tsconfig.json'),
    additionalProperties: false,
    // The parts of events are not exported.
    expose: 'all',
    encodeRefs: false,
    skipTypeCheck: true,
  }).createSchema(type) as Schema;
  const { version } = JSON.parse(readFileSync(inRepository('package.json'), 'utf8')) as { version: string };
  const folder = `https://unpkg.com/olark-to-rudderstack@${version.split('.')[0] ?? ''}/dist/schemas`;

  const schemas = rootsIn(definitions[type], definitions).map(([name, root]) => {
    const schema = {
      $schema: 'http://json-schema.org/draft-07/schema#',
      $id: `${folder}/${name}.json`,
      ...root,
      definitions: removeUnreachable(root as Definition, definitions as Record<string, Definition>),
    };
    // The columns of `warehouse` are fixed. Elsewhere Olark, a site or a rule may add fields.
    return [name, tidy(schema, name.endsWith('.warehouse'))];
  });
  return Object.fromEntries(schemas) as Record<Name, Schema>;
}

/** What each schema says at its top, by the schema's name. */
function rootsIn(roots: Schema | undefined, definitions: Record<string, Schema>): [string, Schema][] {
  return Object.entries(roots?.properties ?? {}).flatMap<[string, Schema]>(
    ([name, { $ref, title, description }]) => {
      const root: Schema = { ...definitions[nameIn($ref)] };
      if (title !== undefined) root.title = title;
      if (description !== undefined) root.description = description;
      const [event, profile = ''] = name.split('.');
      if (event !== 'track') return [[name, root]];
      return [
        [name, root],
        [`identify.${profile}`, identifySchemaOf(root, definitions, profile)],
      ];
    },
  );
}

function inRepository(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

/** The name of the definition that a reference leads to. */
export function nameIn($ref = ''): string {
  return $ref.replace('#/definitions/', '');
}

/** Types that become “any value” and “any object”. */
const OPEN_TYPES = new Set(['JsonValue', 'JsonScalar', 'JsonObject']);

/** A schema without what only TypeScript has: `undefined`, recursive JSON, the arguments of generic types. */
function tidy(schema: object, isClosed: boolean): unknown {
  const text = JSON.stringify(schema).replaceAll(/(?<="(?:#\/definitions\/)?\w+)<[^"]+>(?=")/g, '');
  return JSON.parse(text, (key, value: unknown) => {
    if (OPEN_TYPES.has(key)) return undefined;
    const isNode = typeof value === 'object' && value !== null && !Array.isArray(value);
    // Whoever sends the events may name destinations in `integrations`, which makes no columns.
    return isNode ? tidyNode(value, isClosed && !/integrations$/i.test(key)) : value;
  });
}

function tidyNode(node: Schema, isClosed: boolean): Schema {
  const { $ref, type, anyOf, ...rest } = node;
  const name = nameIn($ref);
  if (OPEN_TYPES.has(name)) return name === 'JsonObject' ? { type: 'object', ...rest } : rest;
  // A strict validator takes one type, or one and `null`.
  if (Array.isArray(type) && type.filter((each) => each !== 'null').length > 1) {
    return { anyOf: type.map((each) => ({ type: each })), ...rest };
  }
  if (anyOf) {
    const known = anyOf.filter(({ not }) => !not);
    return known.length === 1 ? { ...known[0], ...rest } : { anyOf: known, ...rest };
  }
  const { additionalProperties: others, ...open } = node;
  if (others === false) return isClosed ? node : open;
  // Tools that make classes of schemas take a type for other fields only where none is named.
  const isOpen = node.properties !== undefined || Object.keys(others ?? {}).length === 0;
  return isOpen ? open : node;
}
