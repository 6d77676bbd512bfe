import type { JsonObject } from '../../src/index.js';

export type DeliveryKind = 'conversation' | 'continued' | 'broken';

export interface Delivery {
  readonly kind: DeliveryKind;
  /** Unlike that of any other delivery, unless it is empty. */
  readonly body: Buffer;
}

/** Every message of every transcript has it, so that a log that quotes one can be told. */
export const MARKER = 'spoken in confidence';

const PHRASES = [
  'Hello! How can I help you?',
  'My order #4471 has not arrived & I paid 20 % more for “express”…',
  'Könnten Sie mir bitte die Rechnung schicken? Danke schön! 🙏',
  'One moment, please; I am looking it up.',
  '配送状況を確認していただけますか。',
  'a=1&data={"kind":"Conversation"} is what the page said.',
];

/** Numbers from 0 to 1 that are the same for the same seeds (mulberry32). */
export function randomNumbers(...seeds: readonly number[]): () => number {
  let state = seeds.reduce((mixed, seed) => Math.imul(mixed ^ seed, 0x9e3779b1) + 0x7f4a7c15, 0x2545f491);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * One of a seed's deliveries: 3 % are broken, 5 % are an earlier conversation that went on. They are made when
 * they are wanted, as all of them together would not fit into memory.
 */
export function deliveryAt(position: number, seed: number): Delivery {
  const random = randomNumbers(seed, position);
  const choice = random();
  if (choice < 0.03) return { kind: 'broken', body: brokenBody(position, seed, random()) };
  const earlier = Math.floor(random() * position);
  if (choice < 0.08 && randomNumbers(seed, earlier)() >= 0.08) {
    return { kind: 'continued', body: formOf(conversationAt(earlier, seed, 1 + Math.floor(random() * 20))) };
  }
  return { kind: 'conversation', body: formOf(conversationAt(position, seed, 0)) };
}

/**
 * The order in which deliveries are posted: 10 % of them come again, at once or up to 200 others later.
 */
export function postingOrder(count: number, seed: number): number[] {
  const random = randomNumbers(seed);
  const postings: { position: number; turn: number }[] = [];
  for (let position = 0; position < count; position += 1) {
    postings.push({ position, turn: position });
    if (random() < 0.1) postings.push({ position, turn: position + random() * 200 });
  }
  return postings.sort((one, other) => one.turn - other.turn).map(({ position }) => position);
}

/** A conversation of 2 to 200 messages, and so many more. */
function conversationAt(position: number, seed: number, more: number): JsonObject {
  const start = 1_473_774_819 + position;
  const count = 2 + Math.floor(randomNumbers(seed, position, 1)() * 199) + more;
  return {
    kind: 'Conversation',
    id: `CONVERSATION${String(position)}`,
    manuallySubmitted: false,
    tags: ['billing', 'follow-up'].slice(position % 3),
    groups: ['sales', 'support', 'vip'].slice(position % 4).map((id) => ({ kind: 'Group', id, name: id })),
    operators: { 98: { kind: 'Operator', id: '98', nickname: 'Mika', emailAddress: 'mika@example.com' } },
    visitor: {
      kind: 'Visitor',
      id: `VISITOR${String(position % 1000)}`,
      fullName: 'Zoë Doe',
      emailAddress: 'zoe@example.com',
      countryCode: 'US',
      browser: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/105.0.0.0 Safari/537.36',
      operatingSystem: 'Windows 10',
      conversationBeginPage: 'https://example.com/?q=a+b&lang=de',
      customFields: { plan: 'gold' },
    },
    items: Array.from({ length: count }, (_, index) => {
      const isVisitor = index % 2 === 0;
      return {
        kind: isVisitor ? 'MessageToOperator' : 'MessageToVisitor',
        timestamp: `${String(start + index * 10)}.${String(100_000 + index)}`,
        body: `${PHRASES[(position + index) % PHRASES.length] ?? ''} (${MARKER})`,
        ...(isVisitor ? { visitor_nickname: 'Zoë' } : { nickname: 'Mika', operatorId: '98' }),
      };
    }),
  };
}

function formOf(conversation: unknown): Buffer {
  return Buffer.from(`data=${encodeURIComponent(JSON.stringify(conversation))}`);
}

function brokenBody(position: number, seed: number, choice: number): Buffer {
  const sound = conversationAt(position, seed, 0);
  const whole = formOf(sound);
  const broken = [
    () => whole.subarray(0, Math.floor(whole.length / 2)),
    () => formOf({ ...sound, visitor: { fullName: MARKER } }),
    () => formOf({ ...sound, visitor: [MARKER] }),
    () => formOf([sound]),
    () => Buffer.from(`payload=${encodeURIComponent(MARKER)}${String(position)}`),
    () => Buffer.from(`{"kind":"${MARKER}","id":${String(position)}`),
    () => Buffer.alloc(0),
  ];
  return broken[Math.floor(choice * broken.length)]?.() ?? whole;
}
