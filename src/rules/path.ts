/** The step `*`: every element of a list, or every field of an object. */
export const EVERY = Symbol('*');

/** One step of a path: a name, a place in a list, or every name or place. */
export type Step = string | number | typeof EVERY;

/** Names between dots, places in brackets; no more than a hundred steps. */
const PATH = /^[^.[\]]+(?:\.[^.[\]]+|\[\d+\]){0,99}$/;

/**
 * Splits a path into its steps; `undefined` if it is empty or malformed.
 *
 * @example
 * parsePath('items[0].body'); // ['items', 0, 'body']
 * parsePath('items..body'); // undefined
 */
export function parsePath(path: string): Step[] | undefined {
  if (!PATH.test(path)) return undefined;
  return path.split(/\.|(?=\[)/).map((step) => {
    if (step === '*') return EVERY;
    return step.startsWith('[') ? Number(step.slice(1, -1)) : step;
  });
}
