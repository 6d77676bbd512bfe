import { fixture } from '../support/fixtures.js';

type Fields = Readonly<Record<string, unknown>>;

/** Olark's timestamp: epoch seconds as text. */
function timestamp(time: string): string {
  return String(Date.parse(time) / 1000);
}

function fromVisitor(time: string, body: string): Fields {
  return { kind: 'MessageToOperator', timestamp: timestamp(time), nickname: 'Noor', body };
}

function fromMika(time: string, body: string): Fields {
  return { kind: 'MessageToVisitor', timestamp: timestamp(time), operatorId: '98', nickname: 'Mika', body };
}

function fromSam(time: string, body: string): Fields {
  return { kind: 'MessageToVisitor', timestamp: timestamp(time), operatorId: '4821', nickname: 'Sam', body };
}

const MIKA = { kind: 'Operator', id: '98', nickname: 'Mika' };
const SAM = { kind: 'Operator', id: '4821', nickname: 'Sam' };

const SALES = { kind: 'Group', id: 'g1', name: 'Sales' };
const SUPPORT = { kind: 'Group', id: 'g2', name: 'Support' };
const BILLING = { kind: 'Group', id: 'g3', name: 'Billing' };

const NOOR = {
  kind: 'Visitor',
  id: 'v1',
  fullName: 'Noor Haddad',
  emailAddress: 'noor@example.com',
  organization: 'Widgets Inc.',
  conversationBeginPage: 'https://www.example.com/prices',
  customFields: { plan: 'gold', seats: 3 },
};

/** A start, which is also what makes the tables: it has a group, and few of the columns. */
const startOfRatedLater = {
  kind: 'Conversation',
  id: 'rated later',
  eventType: 'start',
  items: [],
  operators: {},
  groups: [SALES],
  visitor: { kind: 'Visitor', id: 'v1', chat_feedback: {} },
};

/** A name that Olark made up; the transcript never comes. */
const startWithoutTranscript = {
  kind: 'Conversation',
  id: 'no transcript',
  eventType: 'start',
  items: [],
  operators: {},
  groups: [SALES],
  visitor: { kind: 'Visitor', id: 'v5', fullName: 'USA (Springfield, IL) #2979' },
};

const startWithoutId = {
  kind: 'Conversation',
  eventType: 'start',
  items: [],
  visitor: { kind: 'Visitor', id: 'v7' },
};

const ratedLater = {
  kind: 'Conversation',
  id: 'rated later',
  isLead: true,
  tags: ['prices', 'trial'],
  operators: { 98: MIKA },
  groups: [SALES],
  items: [
    fromVisitor('2024-07-08T09:00:00.500Z', 'Hello'),
    fromVisitor('2024-07-08T09:00:10Z', 'Anyone there?'),
    fromMika('2024-07-08T09:00:30.500Z', 'Hi!'),
    fromVisitor('2024-07-08T09:01:00Z', 'Thanks'),
    fromMika('2024-07-08T09:01:10Z', 'Welcome'),
  ],
  visitor: NOOR,
};

/** The comment looks like a date. */
const ratedLaterWithRating = {
  ...ratedLater,
  visitor: { ...NOOR, chat_feedback: { overall_chat: 5, comments: '2024-07-08' } },
};

const greeted = {
  kind: 'Conversation',
  id: 'greeted',
  tags: ['prices'],
  operators: { 4821: SAM },
  groups: [SUPPORT],
  items: [fromSam('2024-07-08T09:40:00Z', 'Can I help?'), fromVisitor('2024-07-08T09:40:20Z', 'Yes')],
  visitor: {
    kind: 'Visitor',
    id: 'v2',
    fullName: 'Bo Lund',
    phoneNumber: '(222) 222-2222',
    customFields: { plan: 'free' },
  },
};

/** Mika only greeted; Sam answered. */
const greetedByAnother = {
  kind: 'Conversation',
  id: 'greeted by another',
  operators: { 98: MIKA, 4821: SAM },
  items: [
    fromMika('2024-07-09T14:00:00Z', 'Can I help?'),
    fromVisitor('2024-07-09T14:00:10Z', 'Yes'),
    fromSam('2024-07-09T14:00:30Z', 'How?'),
  ],
  visitor: { kind: 'Visitor', id: 'v2' },
};

/** Not in order of time; the visitor's message of 11:00:05 has the time of Sam's answer. */
const goesOn = {
  kind: 'Conversation',
  id: 'goes on',
  operators: { 98: MIKA, 4821: SAM },
  groups: [SALES, SUPPORT],
  items: [
    fromSam('2024-07-08T11:00:05Z', 'First'),
    fromVisitor('2024-07-08T11:00:01Z', 'One'),
    fromVisitor('2024-07-08T11:00:05Z', 'Two'),
    fromMika('2024-07-08T11:00:15Z', 'Second'),
  ],
  visitor: { kind: 'Visitor', id: 'v3', chat_feedback: { overall_chat: 2 } },
};

/** Olark posted it before the conversation went on; it was in a group that it left later. */
const goesOnAtFirst = {
  ...goesOn,
  groups: [BILLING],
  items: goesOn.items.slice(0, 2),
  visitor: { kind: 'Visitor', id: 'v3' },
};

/** Shorter than the latest, with more answers of the survey. */
const goesOnAtFirstAndRated = {
  ...goesOnAtFirst,
  groups: [SALES, SUPPORT],
  visitor: { kind: 'Visitor', id: 'v3', chat_feedback: { overall_chat: 1, knowledge: 1 } },
};

const withoutId = {
  kind: 'Conversation',
  operators: [MIKA],
  groups: [SUPPORT],
  items: [fromVisitor('2024-07-09T12:00:00Z', 'No id'), fromMika('2024-07-09T12:00:03Z', 'None')],
  visitor: { kind: 'Visitor', id: 'v1' },
};

const withoutIdAndAnswer = {
  kind: 'Conversation',
  items: [fromVisitor('2024-07-09T13:00:00Z', 'No id either')],
  visitor: { kind: 'Visitor', id: 'v1' },
};

const offline = {
  kind: 'Conversation',
  id: 'offline',
  items: [{ kind: 'OfflineMessage', timestamp: timestamp('2024-07-09T20:00:00Z'), body: 'Call me' }],
  visitor: { kind: 'Visitor', id: 'v6' },
};

/** Late in the evening in UTC, and the next day, of the next month, in Berlin. */
const atNight = {
  kind: 'Conversation',
  id: 'at night',
  operators: { 4821: SAM },
  items: [fromVisitor('2024-06-30T23:30:00Z', 'Still awake?'), fromSam('2024-06-30T23:31:00Z', 'Yes')],
  visitor: { kind: 'Visitor', id: 'v8', chat_feedback: { overall_chat: 4, friendliness: 5 } },
};

/** What Olark posts on a few days, in the order in which it comes. */
export const posted: readonly unknown[] = [
  startOfRatedLater,
  startWithoutTranscript,
  startWithoutTranscript,
  atNight,
  ratedLater,
  ratedLaterWithRating,
  greeted,
  goesOnAtFirst,
  goesOn,
  // Retries that come late.
  ratedLater,
  goesOnAtFirstAndRated,
  withoutId,
  withoutIdAndAnswer,
  greetedByAnother,
  offline,
  startWithoutId,
  fixture('old-delivery').payload,
];
