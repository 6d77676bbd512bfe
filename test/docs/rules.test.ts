import { runInNewContext } from 'node:vm';

import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';

import {
  type MappingRule,
  type OlarkConversation,
  type Profile,
  type RudderTrackEvent,
  transformOlark,
} from '../../src/index.js';
import { applyRules } from '../../src/mappers.js';
import { fixtures, PROFILES } from '../support/fixtures.js';
import { filesOf } from '../support/markdown.js';
import { makeFolder, ROOT } from './code.js';

const folder = makeFolder();
const SECRET = '0b5f3a52-8c0e-4a53-9a0b-6f1d2c3e4f50';

/** A conversation that has personal data wherever a profile could take it from, beside what must stay. */
const conversation: OlarkConversation = {
  kind: 'Conversation',
  id: 'c1',
  ip: '203.0.113.9',
  items: [
    {
      kind: 'MessageToOperator',
      timestamp: '1473774819.2',
      body: 'SAID write to\nann@x.example!',
      nickname: 'ann@x.example',
      visitor_nickname: 'ann@x.example',
      newField: 'SAID too',
    },
    { kind: 'MessageToVisitor', timestamp: '1473774829.2', body: 'SAID', nickname: 'Jo', operatorId: '98' },
  ],
  operators: {
    98: { id: '98', nickname: 'Jo', emailAddress: 'jo@shop.example', username: 'jo@shop.example' },
  },
  groups: [{ id: 'g1', name: 'sales@shop.example', kind: 'Group', owner: 'jo@shop.example' }],
  visitor: {
    id: 'VISITOR',
    fullName: 'ann@x.example',
    emailAddress: 'ann@x.example',
    city: 'Lyon',
    ip: '203.0.113.9',
    conversationBeginPage: 'https://shop.example/?mail=ann%40x.example',
    customFields: { plan: 'free', note: 'a\nann@x.example' },
    chat_feedback: { overall_chat: 5, comments: 'SAID', more: 'SAID' },
  },
};

/** The same, in types that Olark does not document. */
const odd: unknown[] = [
  { emailAddress: ['ann@x.example'], ip: [203], customFields: 'vip ann@x.example', chat_feedback: 'SAID' },
  { customFields: '["ann@x.example', chat_feedback: ['SAID'] },
  { customFields: ['ann@x.example', 7], chat_feedback: 7 },
  { customFields: { 'ann@x.example': [{ 'ann@x.example': 'ann@x.example' }] } },
].map((visitor, index) => ({
  ...conversation,
  items: [
    [null, 7, ['SAID'], 'SAID ann@x.example'],
    {},
    { first: { body: 'SAID ann@x.example', [`SAID ann@x.example`]: 1 } },
    'SAID ann@x.example',
  ][index],
  tags: [{ 'ann@x.example': 'ann@x.example' }],
  operators: [{ 'jo@shop.example': { 'jo@shop.example': 7 } }, [null, 'jo@shop.example'], 'Jo', 7][index],
  groups: [[null, 'sales@shop.example', { id: 'g1', kind: ['sales@shop.example'] }], {}, 'Sales', 7][index],
  visitor: { ...conversation.visitor, ...visitor },
}));

/** Fields that Olark may add tomorrow. */
const added = {
  ipAddress: '203.0.113.9',
  lastMessage: 'SAID',
  contact: 'ann@x.example',
  NEW: ['NEW', { NEW: 'NEW' }],
};
const widened: OlarkConversation = {
  ...conversation,
  ...added,
  items: conversation.items?.map((item) => ({ ...item, ...added })),
  operators: { 98: { ...conversation.operators?.['98'], ...added } },
  groups: conversation.groups?.map((group) => ({ ...group, ...added })),
  visitor: { ...conversation.visitor, ...added, chat_feedback: { overall_chat: 5, ...added } },
};

/** The masked events of a delivery as text, each from `applyRules` with an `event`. */
function masked(rules: readonly MappingRule[], delivery: unknown, profile: Profile): string {
  const events = transformOlark(delivery, { profile, ids: 'none' });
  return JSON.stringify(events.map((event) => applyRules(rules, delivery, { event, profile })));
}

const { 'privacy.test.ts': test = '', 'no-email.ts': noEmail = '', ...others } = filesOf('docs/rules.md');
const names = ['no-email.ts', ...Object.keys(others)];
folder.write({
  ...others,
  'no-email.ts': noEmail,
  'guide.ts': names.map((name) => `export * from './${name.replace('.ts', '.js')}';`).join('\n'),
  'privacy.test.ts': test,
  'without.test.ts': test.replace(', ...noEmail]', ']'),
  'mistyped.test.ts': test.replace('./no-email.js', './mistyped.js'),
  'mistyped.ts': noEmail.replace("'properties'", "'property'"),
  'open.test.ts': test.replace('...noBodies, ', '').replace('./no-email.js', './open.js'),
  'open.ts': noEmail.replace('...knownFields,', ''),
});
type Masks = Record<'knownFields' | 'noBodies' | 'noEmail' | 'noIp', MappingRule[]>;
const guide = (await folder.load('guide.js')) as Masks & { hashedUser: (secret: string) => MappingRule[] };

describe('the privacy rules of docs/rules.md, in every profile', () => {
  it('known-fields.ts leaves nothing that Olark has added, and everything that it documents', () => {
    const documented = fixtures.filter(({ name }) => name !== 'unknown-fields');
    for (const profile of PROFILES) {
      const ofWidened = masked(guide.knownFields, widened, profile);
      expect(ofWidened, profile).not.toMatch(/NEW|lastMessage|contact|ipAddress/);
      for (const { name, payload } of documented) {
        const events = masked(guide.knownFields, payload, profile);
        expect(events, `${name}, ${profile}`).toBe(masked([], payload, profile));
      }
    }
  });

  it.each([
    [
      'no-bodies.ts leaves nothing that was said, and who spoke when',
      guide.noBodies,
      /SAID|"nickname":"ann/,
      ['{"kind":"MessageToVisitor","timestamp":"1473774829.2","operatorId":"98"}', '"overall_chat":5'],
    ],
    [
      'no-email.ts leaves no address, and the words around it',
      guide.noEmail,
      /@|%40/,
      ['SAID write to\\n[e-mail]', '"nickname":"Jo"'],
    ],
    ['no-ip.ts leaves no IP address', guide.noIp, /203/, ['"userId":"VISITOR"', 'SAID write to']],
  ])('%s', (_, rules, secret, kept) => {
    for (const profile of PROFILES) {
      expect(masked([], conversation, profile), profile).toMatch(secret);
      for (const delivery of [conversation, widened]) {
        const events = masked(rules, delivery, profile);
        for (const words of kept) expect(events, profile).toContain(words);
      }
      for (const delivery of [conversation, widened, ...odd]) {
        expect(masked(rules, delivery, profile), profile).not.toMatch(secret);
      }
    }
  });

  it('no-email.ts masks the words of custom fields, also where these are JSON text', () => {
    const customFields = (profile: Profile) => {
      const [track] = JSON.parse(masked(guide.noEmail, conversation, profile)) as [RudderTrackEvent];
      return track.context.traits.customFields;
    };
    const expected = { plan: 'free', note: 'a\n[e-mail]' };
    expect(customFields('complete')).toStrictEqual(expected);
    expect(customFields('warehouse')).toBe(JSON.stringify(expected));
  });

  it('hashed-user.ts gives every event the same hash, and ids that follow it', () => {
    const [rules, otherRules] = [SECRET, SECRET.replace('0', '1')].map(guide.hashedUser);
    for (const profile of PROFILES) {
      const [plain] = transformOlark(conversation, { profile, ids: 'content' });
      const events = transformOlark(conversation, { profile, ids: 'content', rules });
      expect(JSON.stringify(events)).not.toContain('VISITOR');
      expect(new Set(events.map(({ userId }) => userId)).size).toBe(1);
      expect(events[0].rudderId).not.toBe(plain.rudderId);
      expect(masked(otherRules ?? [], conversation, profile)).not.toContain(events[0].userId);
    }
  });
});

it('hashed-user.ts of docs/rules.md makes the same hash where there is no crypto', () => {
  const { outputFiles } = buildSync({
    stdin: { contents: `export { v5 } from 'uuid'`, resolveDir: ROOT },
    bundle: true,
    format: 'iife',
    globalName: 'library',
    write: false,
  });
  const code = `${outputFiles[0]?.text ?? ''}; library.v5('VISITOR', '${SECRET}')`;
  const event = transformOlark(conversation, { ids: 'none' })[0];
  expect(runInNewContext(code, {})).toBe(
    applyRules(guide.hashedUser(SECRET), conversation, { event })['userId'],
  );
});

it('privacy.test.ts of docs/rules.md passes, and fails if a mask is missing or its path is mistyped', async () => {
  const programs = ['privacy', 'without', 'mistyped', 'open'];
  const runs = await Promise.all(programs.map((name) => folder.run(['--test', `${name}.test.js`])));
  expect(runs.map(({ code }) => code)).toStrictEqual([0, 1, 1, 1]);
  for (const { output } of runs.slice(1)) expect(output).toMatch(/canary/);
});
