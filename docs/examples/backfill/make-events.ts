// Turns stored deliveries into events: npm start bodies.txt
import { isOlarkPayloadError } from 'olark-to-rudderstack/mappers';

import { eventsOf } from './events.ts';
import { fit } from './fit.ts';
import { findInput, type InputLine, linesFrom } from './input.ts';
import { linesOf, type Place, START } from './lines.ts';
import { FOLDER, takeFolder, Output, readState, writeState } from './output.ts';
import { grouped, startProgress } from './progress.ts';
import { Repeats } from './repeats.ts';
import { run, Stop } from './stop.ts';

/** How many lines are read between two times that all is put on the disk. */
const SAVE_EVERY = 5000;

/** How far the program is. */
interface State {
  readonly input: string;
  readonly fileNumber: number;
  readonly place: Place;
  /** How long the files are that it writes. */
  readonly bytes: { readonly events: number; readonly bad: number; readonly large: number };
  readonly count: Count;
  readonly isDone: boolean;
}

type Count = typeof NOTHING;

const NOTHING = {
  // lines = deliveries + repeats + bad + blank
  lines: 0,
  deliveries: 0,
  repeats: 0,
  bad: 0,
  blank: 0,
  // events = written + tooLarge
  events: 0,
  written: 0,
  shortened: 0,
  tooLarge: 0,
};

/** The files that it writes. */
interface Outputs {
  readonly events: Output;
  readonly bad: Output;
  readonly large: Output;
}

await run(async () => {
  const [, , path] = process.argv;
  if (!path) throw new Stop('Say which file or folder holds the deliveries: npm start bodies.txt');
  checkOptions();
  const input = await findInput(path);
  await takeFolder();
  const before = await readState<State>('made.json');
  if (before && before.input !== input.id) {
    throw new Stop(`The folder ${FOLDER} is of another input. Rename or delete it, and start again.`);
  }
  if (before?.isDone) {
    throw new Stop(
      `The events are in ${FOLDER} already. To make them again, delete that folder, and start again.`,
    );
  }
  const outputs: Outputs = {
    events: await Output.open('events.ndjson', before?.bytes.events ?? 0),
    bad: await Output.open('bad.ndjson', before?.bytes.bad ?? 0),
    large: await Output.open('large.ndjson', before?.bytes.large ?? 0),
  };
  const count: Count = { ...NOTHING, ...before?.count };
  const repeats = await repeatsBefore(before);
  if (before) console.error(`Going on after ${grouped(count.lines)} lines.`);

  const save = async (fileNumber: number, place: Place, isDone = false): Promise<void> => {
    const bytes = {
      events: await outputs.events.save(),
      bad: await outputs.bad.save(),
      large: await outputs.large.save(),
    };
    await writeState('made.json', {
      input: input.id,
      fileNumber,
      place,
      bytes,
      count,
      isDone,
    } satisfies State);
  };

  await save(before?.fileNumber ?? 0, before?.place ?? START);
  const progress = startProgress(count.lines);
  for await (const line of linesFrom(input, before ?? { fileNumber: 0, place: START })) {
    await handle(line, count, repeats, outputs);
    progress(count.lines, line.part);
    if (count.lines % SAVE_EVERY === 0) await save(line.fileNumber, line.end);
  }
  await save(input.files.length, START, true);
  console.log(summaryOf(count));
});

/** Turns one line into events. */
async function handle(line: InputLine, count: Count, repeats: Repeats, outputs: Outputs): Promise<void> {
  const where = { file: line.file, line: line.number };
  count.lines += 1;
  if (typeof line.content === 'string') {
    count.bad += 1;
    await outputs.bad.add({ ...where, code: line.content });
    return;
  }
  const body = bodyOf(line.file, line.content);
  if (body.trim() === '') {
    count.blank += 1;
    return;
  }
  let made: ReturnType<typeof eventsOf>;
  try {
    made = eventsOf(body);
  } catch (error) {
    if (!isOlarkPayloadError(error)) throw error;
    count.bad += 1;
    await outputs.bad.add({ ...where, code: error.code, path: error.path, body });
    return;
  }
  // The id of the first event is enough, because those of the others are computed from it.
  const id = made[0]?.messageId;
  if (id !== undefined && repeats.has(id)) {
    count.repeats += 1;
    return;
  }
  if (id !== undefined) repeats.add(id);
  count.deliveries += 1;
  for (const event of made) {
    const { json, bytes, itemsLeftOut } = fit(event);
    count.events += 1;
    if (json === undefined) {
      count.tooLarge += 1;
    } else {
      count.written += 1;
      await outputs.events.add(json);
    }
    if (itemsLeftOut > 0) count.shortened += 1;
    if (json === undefined || itemsLeftOut > 0) {
      const { type, messageId } = event;
      await outputs.large.add({
        ...where,
        type,
        messageId,
        bytes,
        isWritten: json !== undefined,
        itemsLeftOut,
      });
    }
  }
}

/** Throws if an option is wrong: options are looked at before the body, and this one is empty. */
function checkOptions(): void {
  try {
    eventsOf('');
  } catch (error) {
    if (!isOlarkPayloadError(error)) throw error;
    if (error.code === 'OLARK_INVALID_OPTION') throw new Stop(`Mend events.ts: ${error.message}`);
  }
}

/** What came before, from the events that are there. */
async function repeatsBefore(before: State | undefined): Promise<Repeats> {
  const repeats = new Repeats();
  if (!before) return repeats;
  for await (const { content } of linesOf(`${FOLDER}/events.ndjson`)) {
    const { messageId } = JSON.parse(String(content)) as { messageId?: string };
    if (messageId !== undefined) repeats.add(messageId);
  }
  return repeats;
}

/** The body in a line: the line itself, or what it quotes if it is from `bad.ndjson`. */
function bodyOf(file: string, content: Buffer): string {
  const text = content.toString();
  if (!file.endsWith('bad.ndjson')) return text;
  try {
    const { body } = JSON.parse(text) as { body?: unknown };
    return typeof body === 'string' ? body : text;
  } catch {
    return text;
  }
}

function summaryOf(count: Count): string {
  const { lines, blank, bad, repeats, deliveries, events, written, shortened, tooLarge } = count;
  const rows = [
    `${grouped(lines)} lines = ${grouped(deliveries)} deliveries + ${grouped(repeats)} repeats + ` +
      `${grouped(bad)} bad + ${grouped(blank)} blank`,
    `${grouped(events)} events = ${grouped(written)} written (${grouped(shortened)} of them shortened) + ` +
      `${grouped(tooLarge)} too large`,
  ];
  if (bad > 0) rows.push(`The bad lines are in ${FOLDER}/bad.ndjson.`);
  if (shortened + tooLarge > 0)
    rows.push(`What is too large or was shortened is named in ${FOLDER}/large.ndjson.`);
  rows.push(`Look at ${FOLDER}/events.ndjson. To send it: npm run send`);
  return rows.join('\n');
}
