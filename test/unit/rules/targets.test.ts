import { expect, it } from 'vitest';

import { parsePath } from '../../../src/rules/path.js';
import { targetsAt, toTargetSteps } from '../../../src/rules/targets.js';

/** What the places at the end of a path take. */
function takenAt(path: string): string[] {
  return targetsAt(toTargetSteps(parsePath(path) ?? [])).map(({ takes }) => takes);
}

it.each([
  { path: 'type', takes: 'nothing' },
  { path: 'messageId', takes: 'nothing' },
  { path: 'rudderId', takes: 'nothing' },
  { path: 'event', takes: 'id' },
  { path: 'userId', takes: 'id' },
  { path: 'groupId', takes: 'id' },
  { path: 'context', takes: 'object' },
  { path: 'context.traits', takes: 'object' },
  { path: 'context.library', takes: 'object' },
  { path: 'context.integration', takes: 'object' },
  { path: 'traits', takes: 'object' },
  { path: 'properties', takes: 'object' },
  { path: 'integrations', takes: 'object' },
  { path: 'context.page', takes: 'part' },
  { path: 'context.os', takes: 'part' },
  { path: 'context.browser', takes: 'part' },
])('$path takes $takes', ({ path, takes }) => {
  expect(takenAt(path)).toStrictEqual([takes]);
});

it.each([
  'timestamp',
  'context.ip',
  'context.page.url',
  'context.traits.library',
  'traits.messageId',
  'properties.userId',
  'properties.traits',
  'my.context.traits',
  'userIdentity',
  'contexts',
  'toString',
])('%s takes any data, although its name may resemble that of a place that does not', (path) => {
  expect(takenAt(path)).toStrictEqual(['data']);
});

it('knows all fields of the context that do not take any data behind `context.*`', () => {
  expect(takenAt('context.*').sort()).toStrictEqual(['object', 'object', 'object', 'part', 'part', 'part']);
  expect(takenAt('properties.*')).toStrictEqual([]);
  expect(takenAt('context.*.name')).toStrictEqual(['data']);
});

it('finds nothing at the end of no steps', () => {
  expect(targetsAt([])).toStrictEqual([]);
});
