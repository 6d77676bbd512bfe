import { toId } from '../../src/common/values.js';
import type {
  JsonValue,
  OlarkConversation,
  OlarkGroup,
  OlarkVisitor,
  Profile,
  RudderEvent,
} from '../../src/index.js';
import { transformOlark } from '../../src/index.js';
import { conversationFacts } from '../../src/mappers.js';
import { profiles } from '../../src/profiles/index.js';

type EventType = RudderEvent['type'];

/** Every field that a type names: where one is added to the type, the compiler asks for it here. */
type Named<T> = { [K in keyof T as string extends K ? never : K]-?: NonNullable<T[K]> };

const PROFILES = Object.keys(profiles) as Profile[];

/** Stands for any field that the types do not name. */
const UNNAMED = 'anyOther';
const RAW = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/105.0.0.0 Safari/537.36';

const group: Named<OlarkGroup> = { id: 'g1', name: 'Sales', kind: 'Group' };

const visitor: Named<OlarkVisitor> = {
  id: 'v1',
  fullName: 'Bob Doe',
  phoneNumber: '(222) 222-2222',
  emailAddress: 'bob@example.com',
  city: 'San Francisco',
  region: 'CA',
  country: 'United States',
  countryCode: 'US',
  organization: 'Widgets Inc.',
  kind: 'Visitor',
  ip: '203.0.113.9',
  browser: 'Chrome 105.0.0.0',
  operatingSystem: 'Windows 10',
  referrer: 'https://www.example.com/',
  conversationBeginPage: 'https://www.example.com/prices',
  chat_feedback: { overall_chat: 5, responsiveness: 4, knowledge: 3, friendliness: 2, comments: 'Thanks' },
  customFields: { team: 'blue' },
};

const conversation: Named<OlarkConversation> = {
  kind: 'Conversation',
  id: 'c1',
  eventType: 'start',
  isLead: true,
  manuallySubmitted: false,
  items: [
    { kind: 'MessageToOperator', timestamp: '1473774819.263083' },
    { kind: 'MessageToVisitor', timestamp: '1473774821.411154', operatorId: '98' },
    { kind: 'OfflineMessage', timestamp: '1473774822.500000' },
  ],
  tags: ['billing'],
  operators: { 98: { id: '98', nickname: 'Mika' } },
  groups: [{ ...group, [UNNAMED]: 1 }],
  visitor: { ...visitor, [UNNAMED]: 1 },
  ip: '203.0.113.9',
};

/** A conversation with every field in it. */
export const fullDelivery: OlarkConversation = { ...conversation, [UNNAMED]: 1 };

/** A row of the table: a field, by its path, and the conversation that is tried with and without it. */
export interface Trial {
  readonly path: readonly string[];
  readonly payload: OlarkConversation;
  /** What is special about its value. */
  readonly note?: string;
}

const CONVERSATION = Object.keys(fullDelivery).filter((key) => key !== 'visitor');
const VISITOR = Object.keys(fullDelivery.visitor);
const GROUP = Object.keys(fullDelivery.groups?.[0] ?? {});

export const trials: Readonly<Record<EventType, readonly Trial[]>> = {
  track: [
    ...CONVERSATION.map((key) => ({ path: [key], payload: fullDelivery })),
    ...VISITOR.map((key) => ({ path: ['visitor', key], payload: fullDelivery })),
    withLabel('browser', RAW, 'a raw user-agent string'),
    withLabel('operatingSystem', RAW, 'a raw user-agent string'),
    withLabel('browser', 7, 'not a string'),
    withLabel('operatingSystem', 7, 'not a string'),
  ],
  group: [
    ...GROUP.map((key) => ({ path: ['groups', '0', key], payload: fullDelivery })),
    ...CONVERSATION.filter((key) => key !== 'groups').map((key) => ({ path: [key], payload: fullDelivery })),
    { path: ['visitor', 'id'], payload: fullDelivery },
  ],
};

function withLabel(field: string, label: JsonValue, note: string): Trial {
  const payload = { kind: 'Conversation', visitor: { id: 'v1', [field]: label } };
  return { path: ['visitor', field], payload, note };
}

/** The tables of docs/mapping.md, by their names. */
export const mappingTables: Readonly<Record<`mapping-${EventType}`, () => string>> = {
  'mapping-track': () => mappingTable('track'),
  'mapping-group': () => mappingTable('group'),
};

/** Where every profile puts every field that Olark sends, found by taking the field away. */
export function mappingTable(type: EventType): string {
  const rows = trials[type].map((trial) => [
    nameOf(trial),
    ...PROFILES.map((profile) => cellOf(placesOf(trial, profile, type))),
  ]);
  const mapped = rows.filter(([, ...places]) => places.some((place) => place !== ''));
  return table([['Olark', ...PROFILES.map(code)], ...mapped]);
}

/** What a rule calls the field: the group at hand is `group`. */
function nameOf({ path, note }: Trial): string {
  const name = code(path.join('.').replace('groups.0', 'group').replace(UNNAMED, '*'));
  return note === undefined ? name : `${name}, ${note}`;
}

/** The paths at which an event of one type differs when a field is taken away. */
export function placesOf({ path, payload }: Trial, profile: Profile, type: EventType): string[] {
  const eventOf = (delivery: unknown) =>
    transformOlark(delivery, { profile, ids: 'none' }).find((event) => event.type === type);
  return differences(eventOf(payload), eventOf(without(payload, path)));
}

/** The cell of a field: its places, the facts about the conversation as one. */
function cellOf(places: readonly string[]): string {
  const facts = Object.keys(conversationFacts(fullDelivery.items)).map((fact) => `properties.${fact}`);
  const texts = places.map((place) =>
    facts.includes(place) ? '[facts](#facts)' : code(place.replace(UNNAMED, '*')),
  );
  return [...new Set(texts)].join(', ');
}

/** A copy without a field; with another value in it where there is no event without one. */
export function without(payload: unknown, path: readonly string[]): unknown {
  const copy = structuredClone(payload) as Record<string, unknown>;
  const key = path.at(-1) ?? '';
  const holder = path.slice(0, -1).reduce((object, step) => object[step] as typeof copy, copy);
  if (/^(kind|id)$/.test(key) && toId(holder[key]) !== undefined) holder[key] = `${String(holder[key])}*`;
  else Reflect.deleteProperty(holder, key);
  return copy;
}

/** The paths at which two values differ; lists differ as a whole. */
export function differences(a: unknown, b: unknown, path: readonly string[] = []): string[] {
  if (JSON.stringify(a) === JSON.stringify(b)) return [];
  if (!isFields(a) || !isFields(b)) return [path.join('.')];
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].flatMap((key) => differences(a[key], b[key], [...path, key]));
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A Markdown table; the first row is the head. */
export function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...others] = rows;
  return [head, head.map(() => '---'), ...others].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

export function code(text: string): string {
  return `\`${text}\``;
}
