import fc from 'fast-check';

import { jsonValues } from '../support/arbitraries.js';
import { nameIn, type Schema } from './schemas.js';

const scalars: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  null: fc.constant(null),
  boolean: fc.boolean(),
  number: fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })),
  string: fc.oneof(
    fc.string(),
    fc.constantFrom('1473774821.411154', '1669288532.9', 'Chrome 105.0.0.0', 'Windows 10'),
    fc.constantFrom('MessageToVisitor', 'MessageToOperator', 'OfflineMessage'),
  ),
};

/** Names of no field of an event: `complete` gives such a field its place, whatever its type. */
const otherNames = fc.string().map((name) => `other ${name}`);

/** Deliveries that are as their schema says, with fields that it does not name. */
export function deliveriesOf(schema: Schema): fc.Arbitrary<Record<string, unknown>> {
  const ids = fc.oneof(fc.uuid(), fc.integer());
  return fc.tuple(valuesOf(schema, schema.definitions), ids).map(([delivery, id]) => {
    const conversation = delivery as { readonly visitor: object };
    return { ...conversation, kind: 'Conversation', visitor: { ...conversation.visitor, id } };
  });
}

function valuesOf(schema: Schema, definitions: Schema['definitions'] = {}): fc.Arbitrary<unknown> {
  const of = (part?: Schema | boolean) =>
    typeof part === 'object' ? valuesOf(part, definitions) : jsonValues;
  const { $ref, anyOf, type, items, properties = {}, required = [], additionalProperties } = schema;
  if ($ref) return of(definitions[nameIn($ref)]);
  if (anyOf) return fc.oneof(...anyOf.map(of));
  if (Array.isArray(type)) return fc.oneof(...type.map((each) => of({ ...schema, type: each })));
  if (type === 'array') return fc.array(of(items), { maxLength: 4 });
  if (type !== 'object') return scalars[type ?? ''] ?? jsonValues;
  const named = Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, of(field)]));
  const others = fc.dictionary(otherNames, of(additionalProperties), { maxKeys: 2 });
  return fc
    .tuple(others, fc.record(named, { requiredKeys: required }))
    .map(([other, known]) => ({ ...other, ...known }));
}
