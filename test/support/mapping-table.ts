import type { OlarkConversation, OlarkGroup, OlarkVisitor, Profile } from '../../src/index.js';
import { conversationFacts } from '../../src/mappers/index.js';
import { profiles } from '../../src/profiles/index.js';
import { type Key, mappingOf, nameOf, type Place } from './mapping.js';

const PROFILES = Object.keys(profiles) as Profile[];

/** Every field that a type names, none left out. */
type Named<T> = { [K in keyof T as string extends K ? never : K]-?: NonNullable<T[K]> };

/** Stands for any field that the types do not name. */
const UNNAMED = 'anyOther';

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
  chat_feedback: { overall_chat: 5 },
  customFields: { team: 'blue' },
};

/** A delivery with everything in it that Olark can send, and a field of its own on each level. */
export const fullDelivery: Named<OlarkConversation> & OlarkConversation = {
  kind: 'Conversation',
  id: 'c1',
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
  eventType: 'start',
  isLead: true,
  manuallySubmitted: false,
  [UNNAMED]: 1,
};

const RAW = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/105.0.0.0 Safari/537.36';

/** What is tried: one conversation with everything in it, then what cannot be in the same one. */
const trials: readonly { note: string; payload: OlarkConversation; fields?: readonly string[] }[] = [
  { note: '', payload: fullDelivery },
  ...['browser', 'operatingSystem'].map((label) => ({
    note: ', a raw user-agent string',
    payload: { kind: 'Conversation', visitor: { id: 'v1', [label]: RAW } },
    fields: [`visitor.${label}`],
  })),
];

const facts = new Set(Object.keys(conversationFacts(fullDelivery.items)).map((name) => `properties.${name}`));

/** Where every profile puts every field that Olark sends, as a Markdown table; found by trying it. */
export function mappingTable(event: 'track' | 'group'): string {
  const columns = PROFILES.map((profile) => columnOf(profile, event));
  const names = [...new Set(columns.flatMap((column) => [...column.keys()]))];
  const rows = names.map((name) => [
    name,
    ...columns.map((column) => [...(column.get(name) ?? [])].join(', ')),
  ]);
  const isInGroups = ([, ...cells]: readonly string[]) => cells.some((cell) => cell !== '');
  return table([
    ['Olark', ...PROFILES.map(code)],
    ...rows.filter((row) => event === 'track' || isInGroups(row)),
  ]);
}

/** The places of every field in one profile's events, by the name of its row. */
function columnOf(profile: Profile, event: 'track' | 'group'): Map<string, Set<string>> {
  const column = new Map<string, Set<string>>();
  for (const { note, payload, fields } of trials) {
    for (const { source, places } of mappingOf(payload, { profile })) {
      if (fields && !fields.includes(nameOf(source))) continue;
      const row = code(sourceIn(event, source)) + note;
      const found = places.filter((place) => place.event === event).map(textOf);
      column.set(row, new Set([...(column.get(row) ?? []), ...found]));
    }
  }
  return column;
}

/** What the events call a field: the group at hand is `group`, and the track event has all of them. */
function sourceIn(event: 'track' | 'group', [first = '', ...rest]: readonly Key[]): string {
  if (first !== 'groups') return starred(nameOf([first, ...rest]));
  return event === 'group' ? starred(nameOf(['group', ...rest.slice(1)])) : first;
}

function textOf({ path }: Place): string {
  const text = starred(path.join('.'));
  return facts.has(text) ? '[facts](warehouse.md)' : code(text);
}

function starred(path: string): string {
  return path.replace(UNNAMED, '*');
}

/** A Markdown table, as the formatter lays it out; the first row is the head. */
export function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...others] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)].join('\n');
}

export function code(text: string): string {
  return `\`${text}\``;
}
