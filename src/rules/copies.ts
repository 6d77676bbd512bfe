import { assertListable } from '../common/lists.js';
import { isObject } from '../common/values.js';

/**
 * The copies that a run of rules has made. Only the event that the run makes refers to them, so the run may write to
 * them: without this, a thousand rules for the fields of one object would copy it a thousand times.
 */
export class Copies {
  readonly #made = new Set<object>();

  /** Returns an object that the run may write to, with the fields of the given one: that itself if the run made it. */
  ofObject(object: object): Record<string, unknown> {
    return this.#made.has(object) ? (object as Record<string, unknown>) : this.add({ ...object });
  }

  /** Returns a list that the run may write to, with the elements of the given one: that itself if the run made it. */
  ofList(list: readonly unknown[]): unknown[] {
    assertListable(list);
    // Not `slice`, which calls the list's own constructor.
    return this.#made.has(list) ? (list as unknown[]) : this.add([...list]);
  }

  /** Adds an object or a list that the run has just made. */
  add<T extends object>(copy: T): T {
    this.#made.add(copy);
    return copy;
  }

  /**
   * Gives up the copies in a value, because somebody else may hold it from now on. What is in anything but a copy is
   * no copy either.
   */
  giveUp(value: unknown): void {
    if (!isObject(value) || !this.#made.delete(value)) return;
    for (const field of Object.values(value)) this.giveUp(field);
  }
}
