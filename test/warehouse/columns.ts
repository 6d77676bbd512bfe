import { type OlarkConversation, type RudderTrackEvent, transformOlark } from '../../src/index.js';
import { fixture, fixtures } from '../support/fixtures.js';
import { type Cell, type Row, rowOf, Schema } from './loader.js';

export function trackOf(payload: unknown): RudderTrackEvent {
  return transformOlark(payload, { profile: 'warehouse' })[0];
}

export function trackRow(payload: unknown): Row {
  return rowOf(trackOf(payload));
}

/** The deliveries that hold nothing but what Olark documents. */
export const documentedFixtures = fixtures.filter(({ name }) => name !== 'unknown-fields');

const transcript = fixture('conversation-goes-on').payload as OlarkConversation;
const { visitor } = transcript;
const RAW = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/105.0.0.0 Safari/537.36';

/** Every field that Olark documents; a start is never a transcript, but has the same columns and one more. */
const fullest: readonly OlarkConversation[] = [
  {
    ...transcript,
    eventType: 'start',
    visitor: { ...visitor, phoneNumber: '(222) 222-2222', operatingSystem: 'Windows 10' },
  },
  { ...transcript, visitor: { ...visitor, browser: RAW, operatingSystem: RAW } },
];

/** The table `conversation`: every column there can be, with its first value. */
export const conversationColumns: ReadonlyMap<string, Cell> = new Schema(fullest.map(trackRow)).columnsOf(
  'conversation',
);

export const jsonColumns: readonly string[] = [...conversationColumns]
  .filter(([, { type }]) => type === 'jsonb')
  .map(([column]) => column);
