import { expect, it } from 'vitest';

import { addDevice, groupEvent, setTimes, trackEvent } from '../../../src/profiles/events.js';
import { conversationWith } from '../../support/values.js';

const RAW = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/105.0.0.0 Safari/537.36';
const delivery = { event: 'Conversation', userId: 'v1', conversation: conversationWith() };

it('trackEvent has what all profiles have, even if there are no traits and no properties', () => {
  expect(trackEvent(delivery, {}, {}, {})).toStrictEqual({
    type: 'track',
    event: 'Conversation',
    userId: 'v1',
    context: {
      library: { name: 'unknown', version: 'unknown' },
      integration: { name: 'Olark' },
      traits: {},
    },
    traits: {},
    properties: {},
    integrations: { Olark: false },
  });
});

it('groupEvent has what all profiles have', () => {
  expect(groupEvent('g1', delivery, { name: 'Sales' })).toStrictEqual({
    type: 'group',
    userId: 'v1',
    groupId: 'g1',
    context: {
      library: { name: 'unknown', version: 'unknown' },
      integration: { name: 'Olark' },
    },
    traits: { name: 'Sales' },
    integrations: { Olark: false },
  });
});

it('events share nothing', () => {
  const [first, second] = [trackEvent(delivery, {}, {}, {}), trackEvent(delivery, {}, {}, {})];
  expect(first.context).not.toBe(second.context);
  expect(first.context.library).not.toBe(second.context.library);
  expect(first.integrations).not.toBe(second.integrations);
});

it.each<{ name: string; browser: unknown; os: { name: string } | undefined; context: object }>([
  {
    name: 'the browser and the system',
    browser: 'Chrome 105',
    os: { name: 'Windows' },
    context: { browser: { name: 'Chrome', version: '105' }, os: { name: 'Windows' } },
  },
  { name: 'nothing if nothing is known', browser: undefined, os: undefined, context: {} },
  {
    name: 'the system of a raw user-agent string',
    browser: RAW,
    os: undefined,
    context: { browser: { name: 'Chrome', version: '105.0.0.0' }, os: { name: 'Windows', version: '10' } },
  },
  {
    name: 'the system of its own label before that of a raw user-agent string',
    browser: RAW,
    os: { name: 'Linux' },
    context: { browser: { name: 'Chrome', version: '105.0.0.0' }, os: { name: 'Linux' } },
  },
])('addDevice adds $name', ({ browser, os, context }) => {
  const target = {};
  addDevice(target, browser, os);
  expect(target).toStrictEqual(context);
});

it('setTimes sets both times of an event, or none', () => {
  const known = {};
  setTimes(known, '2016-09-13T13:53:41.411Z');
  expect(known).toStrictEqual({
    timestamp: '2016-09-13T13:53:41.411Z',
    originalTimestamp: '2016-09-13T13:53:41.411Z',
  });
  const unknown = {};
  setTimes(unknown, undefined);
  expect(unknown).toStrictEqual({});
});
