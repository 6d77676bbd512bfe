import { run, Stop } from './stop.ts';

/** What to do about an error of the NATS client, by its name: the client does not export these classes. */
const ADVICE: ReadonlyMap<string, string> = new Map([
  ['StreamNotFoundError', 'The streams are not there yet: run `npm run setup` first.'],
  ['ConsumerNotFoundError', 'The consumers are not there yet: run `npm run setup` first.'],
  [
    'JetStreamNotEnabled',
    'This NATS server runs without JetStream: check NATS_URL, and which server listens there.',
  ],
]);

/** Runs a program of the pipeline. If it fails, the process ends, whatever is still open. */
export async function runProgram(program: () => Promise<void>): Promise<void> {
  await run(async () => {
    try {
      await program();
    } catch (error) {
      const advice = error instanceof Error ? ADVICE.get(error.name) : undefined;
      throw advice === undefined ? error : new Stop(advice, { cause: error });
    }
  });
  if (process.exitCode === 1) process.exit();
}
