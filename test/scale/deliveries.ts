import { fixture } from '../support/fixtures.js';

/** Every message of every transcript has it, and every form as it is, so that a log that quotes one can be told. */
export const MARKER = 'spoken-in-confidence';

const conversation = fixture('several-groups-and-operators').payload as object;

/**
 * The body of a delivery: 3 in 100 are broken, and 5 in 100 are an earlier conversation that went on. They are
 * made when they are wanted, as all of them together would not fit into memory.
 */
export function bodyAt(position: number): string {
  if (position % 33 === 5) return brokenBody(position);
  if (position % 20 === 9) return formOf(conversationAt(Math.floor(position / 2), 1));
  return formOf(conversationAt(position));
}

/** The order in which deliveries are posted: one in ten comes again, at once or up to 200 others later. */
export function* postingOrder(count: number): Generator<number> {
  for (let position = 0; position < count; position += 1) {
    yield position;
    if (position % 10 === 0) yield position - (((position / 10) * 7) % 200);
  }
}

/** A conversation of 2 to 200 messages, and so many more. */
function conversationAt(position: number, more = 0): object {
  const items = Array.from({ length: 2 + ((position * 37) % 199) + more }, (_, index) => ({
    kind: index % 2 === 0 ? 'MessageToOperator' : 'MessageToVisitor',
    timestamp: `${String(1_473_774_819 + position + index * 10)}.263083`,
    body: `Könnten Sie “20 % & more” bitte prüfen? a=b+c 配送 🙏 (${MARKER})`,
  }));
  return { ...conversation, id: `CONVERSATION${String(position)}`, items };
}

function formOf(payload: unknown): string {
  return `data=${encodeURIComponent(JSON.stringify(payload))}`;
}

function brokenBody(position: number): string {
  const sound = conversationAt(position);
  const form = formOf(sound);
  const broken = [
    form.slice(0, form.length / 2),
    formOf({ ...sound, visitor: { fullName: MARKER } }),
    formOf([sound]),
    '',
  ];
  return broken[position % broken.length] ?? form;
}
