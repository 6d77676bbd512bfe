import { setTimeout as delay } from 'node:timers/promises';

import { randomNumbers } from './deliveries.js';
import type { End, Pipeline } from './pipeline.js';

/** For how many milliseconds the engine is away when it is restarted. */
const OUTAGE = 1500;

/** What happens to a pipeline while it works. */
export interface Fault {
  readonly name: string;
  /** When, as a part of all postings. */
  readonly moment: number;
  readonly strike: (pipeline: Pipeline) => Promise<End | undefined>;
  /** How the process that is struck should end. */
  readonly end?: End;
}

/**
 * One worker is killed, another stopped and a third started, and the engine and the receiver are restarted. When, and
 * whether the engine is killed, the seed says.
 */
export function faultsOf(seed: number): Fault[] {
  const random = randomNumbers(seed, -1);
  // Not at the very end, when nothing is posted any more.
  const moment = () => 0.05 + 0.75 * random();
  // Apart from each other, as a receiver that is away cannot answer that the engine is.
  const [early, late] = [0.05 + 0.3 * random(), 0.5 + 0.3 * random()];
  const [ofReceiver, ofEngine] = random() < 0.5 ? [early, late] : [late, early];
  const signal = random() < 0.5 ? 'SIGTERM' : 'SIGKILL';
  return [
    {
      name: 'a worker is killed',
      moment: moment(),
      strike: (pipeline) => pipeline.stop('worker', 'SIGKILL'),
      end: 'SIGKILL',
    },
    {
      name: 'a worker that is told to stop leaves in peace',
      moment: moment(),
      strike: (pipeline) => pipeline.stop('worker', 'SIGTERM'),
      end: 0,
    },
    {
      name: 'a worker joins',
      moment: moment(),
      strike: (pipeline) => {
        pipeline.startWorker();
        return Promise.resolve(undefined);
      },
    },
    {
      name: 'the receiver is stopped in peace and comes back',
      moment: ofReceiver,
      strike: async (pipeline) => {
        const end = await pipeline.stop('receiver', 'SIGTERM');
        await pipeline.startReceiver();
        return end;
      },
      end: 0,
    },
    {
      name: `the engine is ${signal === 'SIGTERM' ? 'stopped' : 'killed'} and comes back`,
      moment: ofEngine,
      strike: async (pipeline) => {
        await pipeline.stop('engine', signal);
        await delay(OUTAGE);
        await pipeline.startEngine();
        return undefined;
      },
    },
  ];
}
