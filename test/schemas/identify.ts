import { nameIn, type Schema } from './schemas.js';

/** What `identifyCall` takes from a track event as it is. */
const CARRIED = [
  'userId',
  'context',
  'integrations',
  'timestamp',
  'originalTimestamp',
  'rudderId',
  'messageId',
];

/** Traits that `identifyCall` leaves out. */
const LEFT_OUT = new Set(['chat_feedback', 'kind']);

/** Makes the schema of the identify event of a profile from that of its track event, as `identifyCall` makes the event. */
export function identifySchemaOf(
  track: Schema,
  definitions: Record<string, Schema>,
  profile: string,
): Schema {
  const traits = track.properties?.['traits'];
  const contextTraits = definitionOf(track.properties?.['context'], definitions)?.properties?.['traits'];
  const carried = Object.entries(track.properties ?? {}).filter(([name]) => CARRIED.includes(name));
  return {
    ...track,
    title: `${profile.charAt(0).toUpperCase()}${profile.slice(1)} identify event`,
    description: `The \`identify\` event that \`identifyCall\` makes in the profile \`${profile}\`.`,
    properties: {
      type: { type: 'string', const: 'identify', description: 'Which kind of event this is.' },
      ...Object.fromEntries(carried),
      traits: {
        ...definitionOf(contextTraits, definitions),
        description: 'What is known about the visitor.',
        properties: {
          ...traitsIn(definitionOf(contextTraits, definitions)),
          ...traitsIn(definitionOf(traits, definitions)),
        },
      },
    },
    required: ['type', 'traits', ...(track.required ?? []).filter((name) => CARRIED.includes(name))],
  };
}

function traitsIn(schema: Schema | undefined): Record<string, Schema> {
  return Object.fromEntries(Object.entries(schema?.properties ?? {}).filter(([name]) => !LEFT_OUT.has(name)));
}

/** The object that a part of a schema is or refers to. */
function definitionOf(part: Schema | undefined, definitions: Record<string, Schema>): Schema | undefined {
  return part?.$ref === undefined ? part : definitions[nameIn(part.$ref)];
}
