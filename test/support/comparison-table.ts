import { type OlarkConversation, type Profile, type RudderEvent, transformOlark } from '../../src/index.js';
import { mappingOf } from '../demo/mapping.js';
import { code, table } from './mapping-table.js';

const PROFILES: readonly Profile[] = ['rudder-transformer', 'documented', 'complete'];

/** What Olark sends, and what each profile makes of it, by trying it. */
type Claim = readonly [olark: string, outcome: (profile: Profile) => string];

const conversation = {
  kind: 'Conversation',
  id: 'c1',
  sentiment: 'good',
  items: [{ kind: 'MessageToVisitor', timestamp: '1473774819.263083' }],
  operators: { 98: { id: '98' } },
  visitor: {
    kind: 'Visitor',
    id: 'v1',
    ip: '203.0.113.9',
    countryCode: 'US',
    operatingSystem: 'Windows 10',
    city: '',
    customFields: { plan: 'gold' },
  },
} satisfies OlarkConversation & Record<string, unknown>;
const withGroup: OlarkConversation = { ...conversation, groups: [{ id: 'g1', name: 'Sales' }] };

/** Where a field goes. */
function field(source: string, payload: OlarkConversation = conversation, event = 'track'): Claim[1] {
  return (profile) => {
    const found = mappingOf(payload, profile).find((row) => row.source === source);
    const places = found?.places.filter((place) => place.event === event) ?? [];
    return places.length > 0 ? places.map(({ path }) => code(path)).join(', ') : 'dropped';
  };
}

/** What is said of the track event. */
function track(say: (event: RudderEvent & { type: 'track' }) => string): Claim[1] {
  return (profile) => say(transformOlark(conversation, { profile })[0]);
}

/** Whether one can tell from the ids that another delivery is the same one. */
function again(payload: OlarkConversation): Claim[1] {
  return (profile) => {
    const [first, second] = [conversation, payload].map(
      (body) => transformOlark(body, { profile })[0].messageId,
    );
    if (first === undefined) return 'no `messageId`';
    return first === second ? 'the same `messageId`' : 'another `messageId`';
  };
}

const claims: readonly Claim[] = [
  ['`operators`, in a chat without groups', field('operators')],
  ['`visitor.countryCode`', field('visitor.countryCode')],
  ['`visitor.kind`', field('visitor.kind')],
  ['`visitor.ip`', field('visitor.ip')],
  ['`visitor.customFields`', field('visitor.customFields')],
  ['`id`', field('id')],
  ['`sentiment`, or what else comes tomorrow', field('sentiment')],
  ['`groups[0].name`', field('groups[0].name', withGroup, 'group 1')],
  [
    'the system `Windows 10`',
    track(({ context: { os } }) => code(`${String(os?.name)}${os?.version ? `\` and \`${os.version}` : ''}`)),
  ],
  [
    'an empty `visitor.city`',
    track(({ context: { traits } }) => (traits.city === '' ? 'an empty trait' : 'left out')),
  ],
  [
    'when the last message was written',
    track((event) => (event.timestamp ? '`timestamp`' : 'no `timestamp`')),
  ],
  ['the same delivery once more', again(structuredClone(conversation))],
  ['the conversation as it goes on', again({ ...conversation, items: [] })],
];

/** The README's comparison of the profiles. */
export function comparisonTable(): string {
  return table([
    ['Olark sends', 'RudderStack’s transformer', '`documented`', '`complete`'],
    ...claims.map(([olark, outcome]) => [olark, ...PROFILES.map(outcome)]),
  ]);
}
