import { EVERY, type Step } from './path.js';

/** What a place of an event takes from a rule. */
export interface Target {
  /**
   * - `nothing`: no rule sets it.
   * - `id`: a string that is not blank, or a finite number. It cannot be removed.
   * - `object`: a plain object. It stays when it is empty.
   * - `part`: any JSON data. It is removed when it becomes empty.
   * - `data`: any JSON data.
   */
  readonly takes: 'nothing' | 'id' | 'object' | 'part' | 'data';
  /** The fields of an object that do not take any JSON data. */
  readonly fields?: Readonly<Record<string, Target>>;
}

const NOTHING: Target = { takes: 'nothing' };
const ID: Target = { takes: 'id' };
const OBJECT: Target = { takes: 'object' };
const PART: Target = { takes: 'part' };
const DATA: Target = { takes: 'data' };

const CONTEXT: Target = {
  takes: 'object',
  fields: { traits: OBJECT, library: OBJECT, integration: OBJECT, page: PART, os: PART, browser: PART },
};

/** What RudderStack needs in an event. */
const RUDDER_EVENT: Target = {
  takes: 'object',
  fields: {
    type: NOTHING,
    messageId: NOTHING,
    rudderId: NOTHING,
    event: ID,
    userId: ID,
    groupId: ID,
    context: CONTEXT,
    traits: OBJECT,
    properties: OBJECT,
    integrations: OBJECT,
  },
};

/** Returns what a field takes, given what the object takes that it is in. */
export function targetIn({ fields = {} }: Target, key: string | number): Target {
  const target = Object.hasOwn(fields, key) ? fields[key] : undefined;
  return target ?? DATA;
}

/** A step to a place of an event, with what that place takes. */
export type TargetStep =
  | { readonly step: string | number; readonly target: Target }
  // What each field takes is looked up when a rule runs: `context.*` is all of `context.traits`, `context.page`, ….
  | { readonly step: typeof EVERY; readonly parent: Target };

/** Adds to each step of a path into an event what the place takes that it leads to. */
export function toTargetSteps(steps: readonly Step[]): TargetStep[] {
  let parent = RUDDER_EVENT;
  return steps.map((step): TargetStep => {
    if (step === EVERY) {
      const every: TargetStep = { step, parent };
      parent = DATA;
      return every;
    }
    parent = targetIn(parent, step);
    return { step, target: parent };
  });
}

/** Returns the targets at the end of a path; of `*`, those that do not take any JSON data. */
export function targetsAt(steps: readonly TargetStep[]): readonly Target[] {
  const last = steps.at(-1);
  if (last === undefined) return [];
  return last.step === EVERY ? Object.values(last.parent.fields ?? {}) : [last.target];
}
