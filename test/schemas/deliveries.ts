import fc from 'fast-check';

import { jsonValues } from '../support/arbitraries.js';
import { nameIn, type Schema } from './schemas.js';

const text = fc.oneof(
  fc.string(),
  fc.constantFrom('1473774821.411154', '1669288532.9', 'Chrome 105.0.0.0', 'Windows 10'),
  fc.constantFrom('MessageToVisitor', 'MessageToOperator', 'OfflineMessage'),
);

/** Names of no field of an event: `complete` gives such a field its place, whatever its type. */
const otherNames = fc.string().map((name) => `other ${name}`);

/** Deliveries that are as their schema says, with fields that it does not name. */
export function deliveriesOf(schema: Schema): fc.Arbitrary<Record<string, unknown>> {
  const usable = { kind: fc.constant('Conversation'), visitorId: fc.oneof(fc.uuid(), fc.integer()) };
  return fc
    .record({ conversation: objectsOf(schema, schema.definitions), ...usable })
    .map(({ conversation, kind, visitorId }) => ({
      ...conversation,
      kind,
      visitor: { ...(conversation['visitor'] as object), id: visitorId },
    }));
}

function valuesOf(schema: Schema, definitions: Schema['definitions'] = {}): fc.Arbitrary<unknown> {
  const { $ref, anyOf, type, items } = schema;
  if ($ref) return valuesOf(definitions[nameIn($ref)] ?? {}, definitions);
  if (anyOf) return fc.oneof(...anyOf.map((each) => valuesOf(each, definitions)));
  if (Array.isArray(type)) return fc.oneof(...type.map((each) => valuesOf({ ...schema, type: each })));
  if (type === 'object') return objectsOf(schema, definitions);
  if (type === 'array') return fc.array(valuesOf(items ?? {}, definitions), { maxLength: 4 });
  if (type === 'string') return text;
  if (type === 'number') return fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
  if (type === 'boolean') return fc.boolean();
  return type === 'null' ? fc.constant(null) : jsonValues;
}

function objectsOf(
  { properties = {}, required = [], additionalProperties = {} }: Schema,
  definitions: Schema['definitions'],
): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.entries(properties).map(([name, field]) => [name, valuesOf(field, definitions)]);
  const others = valuesOf(typeof additionalProperties === 'object' ? additionalProperties : {}, definitions);
  return fc
    .tuple(
      fc.dictionary(otherNames, others, { maxKeys: 2 }),
      fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>, {
        requiredKeys: required,
      }),
    )
    .map(([other, named]) => ({ ...other, ...named }));
}
