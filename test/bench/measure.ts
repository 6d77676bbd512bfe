/** What the actions gave last, so that no compiler leaves them out. */
export let sink: unknown;

/** A sample takes so many milliseconds at least, as clocks are coarse. */
const SAMPLE = 0.2;

/** The median time of an action in nanoseconds, from samples of so many milliseconds in all. */
export function measure(action: () => unknown, milliseconds: number): number {
  let runs = 1;
  while (sample(action, runs) * runs < SAMPLE * 1e6) runs *= 2;
  const samples: number[] = [];
  const end = performance.now() + milliseconds;
  do samples.push(sample(action, runs));
  while (performance.now() < end || samples.length < 3);
  return middle(samples);
}

function sample(action: () => unknown, runs: number): number {
  const started = performance.now();
  for (let run = 0; run < runs; run += 1) sink = action();
  return ((performance.now() - started) * 1e6) / runs;
}

export function middle(figures: readonly number[]): number {
  return [...figures].sort((a, b) => a - b)[figures.length >> 1] ?? NaN;
}

/**
 * Measures actions in turns, to and fro, so that neither a machine that changes its speed nor what runs before
 * changes a ratio. Gives the medians in nanoseconds.
 */
export function measureAll(actions: ReadonlyMap<string, () => unknown>, rounds: number): Map<string, number> {
  const found = new Map<string, number[]>();
  for (let round = 0; round < rounds; round += 1) {
    const entries = round % 2 === 0 ? [...actions] : [...actions].reverse();
    for (const [name, action] of entries) {
      found.set(name, [...(found.get(name) ?? []), measure(action, 100)]);
    }
  }
  return new Map([...found].map(([name, medians]) => [name, middle(medians)]));
}
