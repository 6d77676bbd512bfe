// Sends the events that `npm start` made to RudderStack: npm run send
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { loadEnvFile } from 'node:process';

import { firstBytes, type Line, linesOf, type Place, START } from './lines.ts';
import { FOLDER, fingerprint, Output, readState, takeFolder, writeState } from './output.ts';
import { grouped, startProgress } from './progress.ts';
import { MAX_EVENTS, MAX_REQUEST_BYTES, readSource, send } from './rudderstack.ts';
import { run, Stop } from './stop.ts';

/** How often the same events are sent to a RudderStack that cannot take them, before the program gives up. */
const MAX_ATTEMPTS = 12;

const FILE = `${FOLDER}/events.ndjson`;

/** How far the program is. */
interface State {
  /** Which events are sent where. */
  readonly job: string;
  readonly place: Place;
  readonly refusedBytes: number;
  readonly count: Count;
  readonly isDone: boolean;
}

type Count = typeof NOTHING;

/** lines = sent + refused + damaged */
const NOTHING = { lines: 0, sent: 0, refused: 0, damaged: 0 };

interface Event {
  readonly json: string;
  readonly line: Line;
}

await run(async () => {
  if (existsSync('.env')) loadEnvFile();
  const source = readSource(process.env);
  if (!existsSync(FILE)) throw new Stop(`There is no ${FILE}. Make it first: npm start bodies.txt`);
  await takeFolder();
  const made = await readState<{ readonly isDone: boolean }>('made.json');
  if (made && !made.isDone) throw new Stop(`${FILE} is not finished. Run npm start again first, as before.`);
  const { size } = await stat(FILE);
  const [head = ''] = (await firstBytes(FILE, 4096)).toString().split('\n', 1);
  const job = fingerprint(source.url, source.writeKey, head);
  const before = await readState<State>('sent.json');
  if (before && before.job !== job) {
    throw new Stop(
      `${FOLDER}/sent.json is about other events or another source. Delete it to send all from the start.`,
    );
  }
  if (before?.isDone) {
    throw new Stop(`These events were sent already. To send them all again, delete ${FOLDER}/sent.json.`);
  }
  const refused = await Output.open('refused.ndjson', before?.refusedBytes ?? 0);
  const count: Count = { ...NOTHING, ...before?.count };
  if (before) console.error(`Going on after line ${grouped(count.lines)}.`);

  const save = async (place: Place, isDone = false): Promise<void> => {
    const state = { job, place, refusedBytes: await refused.save(), count, isDone };
    await writeState('sent.json', state satisfies State);
  };
  const progress = startProgress(count.lines);

  const handlers = {
    onTaken: async (events: readonly Event[]): Promise<void> => {
      count.lines += events.length;
      count.sent += events.length;
      const end = events.at(-1)?.line.end ?? START;
      await save(end);
      progress(count.lines, end.bytes / size);
    },
    onRefused: async ({ json, line }: Event, status: number): Promise<void> => {
      if (status === 400) {
        throw new Stop(`RudderStack refuses line ${line.number} of ${FILE} (400). Mend or delete that line.`);
      }
      console.error(`RudderStack refuses line ${line.number}, because it is too large (413).`);
      count.lines += 1;
      count.refused += 1;
      const { messageId } = JSON.parse(json) as { messageId?: string };
      await refused.add({ line: line.number, status, messageId, bytes: json.length });
      await save(line.end);
    },
    onWait: (reason: string, milliseconds: number, attempt: number): void => {
      if (attempt === MAX_ATTEMPTS) {
        throw new Stop(
          `${reason}, ${attempt} times. Run npm run send later: it goes on after line ${count.lines}.`,
        );
      }
      console.error(`${reason}. Trying again in ${grouped(milliseconds / 1000)} s.`);
    },
  };

  let batch: Event[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await send(batch, source, handlers);
    batch = [];
    bytes = 0;
  };
  for await (const line of linesOf(FILE, before?.place)) {
    const json = line.content.toString();
    const eventBytes = line.content.length + 2;
    if (batch.length === MAX_EVENTS || bytes + eventBytes > MAX_REQUEST_BYTES) await flush();
    if (isEvent(json)) {
      batch.push({ json, line });
      bytes += eventBytes;
    } else {
      await flush();
      console.error(`Line ${line.number} of ${FILE} is damaged, and is not sent.`);
      count.lines += 1;
      count.damaged += 1;
      await refused.add({ line: line.number, code: 'DAMAGED', text: json });
      await save(line.end);
    }
  }
  await flush();
  await save({ lines: count.lines, bytes: size }, true);
  const { lines, sent, damaged } = count;
  console.log(
    `${grouped(lines)} lines = ${grouped(sent)} sent + ${grouped(count.refused)} refused + ${grouped(damaged)} damaged`,
  );
  if (sent === lines) return;
  console.error(`What was not sent is in ${FOLDER}/refused.ndjson.`);
  process.exitCode = 1;
});

function isEvent(json: string): boolean {
  try {
    const { type } = (JSON.parse(json) ?? {}) as { type?: unknown };
    return typeof type === 'string';
  } catch {
    return false;
  }
}
