/** The step `*`: every element of a list, or every field of an object. */
export const EVERY = Symbol('*');

/** One step of a path: a name, a place in a list, or every one of them. */
export type Step = string | number | typeof EVERY;

/** Names between dots, places in brackets. */
const PATH = /^[^.[\]]+(?:\.[^.[\]]+|\[\d+\])*$/;

/**
 * Takes a path apart; `undefined` where it is empty or malformed.
 *
 * @example
 * parsePath('items[0].body'); // ['items', 0, 'body']
 * parsePath('items..body'); // undefined
 */
export function parsePath(path: string): Step[] | undefined {
  const parts = PATH.test(path) ? path.match(/[^.[\]]+|\[\d+\]/g) : undefined;
  return parts?.map((part) =>
    part === '*' ? EVERY : part.startsWith('[') ? Number(part.slice(1, -1)) : part,
  );
}
