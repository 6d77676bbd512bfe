/** What the actions gave last, so that no compiler leaves them out. */
export let sink: unknown;

/** A sample takes so many milliseconds at least, as clocks are coarse. */
const SAMPLE = 0.2;

/**
 * The shortest time of an action in nanoseconds, of samples that take so many milliseconds in all: whatever else a
 * machine does makes a sample longer, and none shorter.
 */
export function measure(action: () => unknown, milliseconds: number): number {
  let runs = 1;
  while (sample(action, runs) * runs < SAMPLE * 1e6) runs *= 2;
  let shortest = Infinity;
  const end = performance.now() + milliseconds;
  do shortest = Math.min(shortest, sample(action, runs));
  while (performance.now() < end);
  return shortest;
}

function sample(action: () => unknown, runs: number): number {
  const started = performance.now();
  for (let run = 0; run < runs; run += 1) sink = action();
  return ((performance.now() - started) * 1e6) / runs;
}

/** Measures actions in turns, to and fro, so that a machine that changes its speed does not change a ratio. */
export function measureAll(actions: ReadonlyMap<string, () => unknown>, rounds: number): Map<string, number> {
  const shortest = new Map<string, number>();
  for (let round = 0; round < rounds; round += 1) {
    const entries = round % 2 === 0 ? [...actions] : [...actions].reverse();
    for (const [name, action] of entries) {
      shortest.set(name, Math.min(shortest.get(name) ?? Infinity, measure(action, 100)));
    }
  }
  return shortest;
}
