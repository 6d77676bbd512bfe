import { fixture } from '../support/fixtures.js';

type Fields = Readonly<Record<string, unknown>>;

/** An item at a time of July 2024 in UTC: `08 09:00:30.5`. */
function item(kind: string, time: string, rest: Fields): Fields {
  const [day = '', clock = ''] = time.split(' ');
  return { kind, timestamp: String(Date.parse(`2024-07-${day}T${clock}Z`) / 1000), ...rest };
}
const asks = (time: string, body: string) => item('MessageToOperator', time, { body, nickname: 'Noor' });
const answers = (time: string, body: string, operatorId = '98') =>
  item('MessageToVisitor', time, { body, nickname: operatorId === '98' ? 'Mika' : 'Sam', operatorId });

const MIKA = { kind: 'Operator', id: '98', nickname: 'Mika' };
const SAM = { kind: 'Operator', id: '4821', nickname: 'Sam' };
const SALES = { kind: 'Group', id: 'g1', name: 'Sales' };
const BILLING = { kind: 'Group', id: 'g3', name: 'Billing' };
const SUPPORT = { kind: 'Group', id: 'g2', name: 'Support' };

function chat(visitor: Fields, fields: Fields): Fields {
  return { kind: 'Conversation', ...fields, visitor: { kind: 'Visitor', ...visitor } };
}

const goldVisitor = { id: 'v1', fullName: 'Noor', customFields: { plan: 'gold', seats: 3 } };
const rated = {
  id: 'rated later',
  operators: { 98: MIKA },
  groups: [SALES],
  items: [
    asks('08 09:00:00.5', 'Hello'),
    asks('08 09:00:10', 'Anyone there?'),
    answers('08 09:00:30.5', 'Hi!'),
    asks('08 09:01:00', 'Thanks'),
    answers('08 09:01:10', 'Welcome'),
  ],
};
const goesOn = {
  id: 'goes on',
  operators: { 98: MIKA, 4821: SAM },
  groups: [SALES, SUPPORT],
  // Not in order of time; the visitor's message of 11:00:05 has the time of Sam's answer.
  items: [
    answers('08 11:00:05', 'First', '4821'),
    asks('08 11:00:01', 'One'),
    asks('08 11:00:05', 'Two'),
    answers('08 11:00:15', 'Second'),
  ],
};
const begun = { ...goesOn, items: goesOn.items.slice(0, 2) };
const start = (id: string, visitor: Fields) =>
  chat(visitor, { id, eventType: 'start', items: [], operators: {}, groups: [SALES] });
const noTranscript = start('no transcript', { id: 'v5', fullName: 'USA (Springfield, IL) #2979' });

/** What Olark posts on a few days, in the order in which it comes. */
export const posted: readonly unknown[] = [
  start('rated later', { id: 'v1', chat_feedback: {} }),
  noTranscript,
  noTranscript,
  chat(goldVisitor, rated),
  chat({ ...goldVisitor, chat_feedback: { overall_chat: 5, comments: '2024-07-08' } }, rated),
  chat(
    { id: 'v2', customFields: { plan: 'free' } },
    {
      id: 'greeted',
      operators: { 4821: SAM },
      groups: [SUPPORT],
      items: [answers('08 10:00:00', 'Can I help?', '4821'), asks('08 10:00:20', 'Yes')],
    },
  ),
  // In a group that the chat leaves later.
  chat({ id: 'v3' }, { ...begun, groups: [BILLING] }),
  chat({ id: 'v3', chat_feedback: { overall_chat: 2 } }, goesOn),
  // Retries that come late, one with more answers than the longer transcript.
  chat(goldVisitor, rated),
  chat({ id: 'v3', chat_feedback: { overall_chat: 1, knowledge: 1 } }, begun),
  chat(
    { id: 'v1' },
    {
      operators: [MIKA],
      groups: [SUPPORT],
      items: [asks('09 12:00:00', 'No id'), answers('09 12:00:03', 'None')],
    },
  ),
  chat({ id: 'v1' }, { items: [asks('09 13:00:00', 'No id either')] }),
  chat({ id: 'v6' }, { id: 'offline', items: [item('OfflineMessage', '09 20:00:00', { body: 'Call me' })] }),
  chat({ id: 'v7' }, { eventType: 'start', items: [] }),
  fixture('old-delivery').payload,
];
