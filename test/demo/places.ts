import { type OlarkConversation, transformOlark, type TransformOptions } from '../../src/index.js';

/** A field of the conversation, and where it went. */
export interface FieldPlaces {
  /** `visitor.city`, `groups[0].name`. */
  readonly field: string;
  readonly value: unknown;
  /** Empty where no event depends on the field. */
  readonly places: readonly Place[];
}

export interface Place {
  /** The event's position among the events; 0 is the track event. */
  readonly event: number;
  /** `context.traits.city`. */
  readonly path: string;
}

type Json = Readonly<Record<string, unknown>>;
type Step = string | number;

/** Takes each field away in turn: the field went wherever the events then differ. */
export function placesOf(
  conversation: OlarkConversation,
  options: TransformOptions,
  limit: number,
): FieldPlaces[] {
  const eventsOf = (payload: unknown) => transformOlark(payload, { ...options, ids: 'none' });
  const events = eventsOf(conversation);
  return fieldsOf(conversation)
    .slice(0, limit)
    .map((steps) => {
      let others: readonly unknown[] = events;
      try {
        others = eventsOf(without(conversation, steps));
      } catch {
        // A rule that needs the field fails without it.
      }
      const places = events.flatMap((event, index) =>
        differences(event, others[index]).map((path) => ({ event: index, path: path.join('.') })),
      );
      return {
        field: nameOf(steps),
        value: steps.reduce<unknown>((value, step) => at(value, step), conversation),
        places,
      };
    });
}

/** Every top-level field, but the fields of the visitor and of each group in place of `visitor` and `groups`. */
function fieldsOf(conversation: object): Step[][] {
  return Object.entries(conversation).flatMap(([key, value]: [string, unknown]): Step[][] => {
    if (key === 'visitor' && isObject(value)) return Object.keys(value).map((inner) => [key, inner]);
    if (key !== 'groups' || !Array.isArray(value) || value.length === 0) return [[key]];
    return (value as unknown[]).flatMap((group, index): Step[][] =>
      isObject(group) ? Object.keys(group).map((inner) => [key, index, inner]) : [[key, index]],
    );
  });
}

function nameOf(steps: readonly Step[]): string {
  return steps
    .map((step) => (typeof step === 'number' ? `[${String(step)}]` : `.${step}`))
    .join('')
    .slice(1);
}

function at(value: unknown, step: Step): unknown {
  return (value as Record<Step, unknown>)[step];
}

/** Copies a value without the field or, if there is no event without that, with another value in it. */
function without(value: unknown, [step = '', ...rest]: readonly Step[]): unknown {
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
    Step,
    unknown
  >;
  const old = copy[step];
  const isNeeded =
    (step === 'kind' || step === 'id') &&
    (typeof old === 'number' || (typeof old === 'string' && old !== ''));
  if (rest.length > 0) copy[step] = without(old, rest);
  else copy[step] = isNeeded ? `${String(old)}*` : undefined;
  return copy;
}

/** The paths at which two values differ, none of them inside another or inside a list. */
function differences(a: unknown, b: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (a === b || JSON.stringify(a) === JSON.stringify(b)) return [];
  if (!isObject(a) || !isObject(b)) return [path];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) =>
    differences(a[key], b[key], [...path, key]),
  );
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
