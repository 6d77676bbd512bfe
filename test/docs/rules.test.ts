import { runInNewContext } from 'node:vm';

import { buildSync } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';

import { type MappingRule, type OlarkConversation, type Profile, transformOlark } from '../../src/index.js';
import { applyRules } from '../../src/mappers/index.js';
import { fixtures, PROFILES } from '../support/fixtures.js';
import { filesOf } from '../support/markdown.js';
import { makeFolder, ROOT } from './code.js';

const files = filesOf('docs/rules.md');
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

/** The rules that the guide's files export, by name. */
let guide: {
  knownFields: MappingRule[];
  noBodies: MappingRule[];
  noEmail: MappingRule[];
  noIp: MappingRule[];
  hashedUser: (secret: string) => MappingRule[];
};

beforeAll(async () => {
  const { 'privacy.test.ts': test = '', 'no-email.ts': noEmail = '' } = files;
  folder.write({
    ...files,
    'without.test.ts': test.replace(', ...noEmail]', ']'),
    'mistyped.test.ts': test.replace('./no-email.js', './mistyped.js'),
    'mistyped.ts': noEmail.replace("'properties'", "'property'"),
    'open.test.ts': test.replace('...noBodies, ', '').replace('./no-email.js', './open.js'),
    'open.ts': noEmail.replace('...knownFields,', ''),
  });
  const names = Object.keys(files).filter((file) => file !== 'privacy.test.ts');
  const modules = await Promise.all(names.map((file) => folder.load(file.replace('.ts', '.js'))));
  guide = Object.assign({}, ...modules) as typeof guide;
});

describe.each(PROFILES)('the privacy rules of docs/rules.md, in %s', (profile) => {
  const plain = masked([], conversation, profile);

  it('known-fields.ts leaves nothing that Olark has added, and everything that it documents', () => {
    expect(masked(guide.knownFields, widened, profile)).not.toMatch(/NEW|lastMessage|contact|ipAddress/);
    for (const { name, payload } of fixtures) {
      if (name === 'unknown-fields') continue;
      expect(masked(guide.knownFields, payload, profile)).toBe(masked([], payload, profile));
    }
  });

  it.each([conversation, widened])(
    'no-bodies.ts leaves nothing that was said, and who spoke when',
    (delivery) => {
      expect(plain).toContain('SAID');
      const events = masked(guide.noBodies, delivery, profile);
      expect(events).not.toMatch(/SAID|"nickname":"ann/);
      expect(events).toContain('{"kind":"MessageToVisitor","timestamp":"1473774829.2","operatorId":"98"}');
      expect(events).toContain('"overall_chat":5');
    },
  );

  it.each([conversation, widened])('no-email.ts leaves no address, and the words around it', (delivery) => {
    expect(plain).toContain('ann@x.example');
    const events = masked(guide.noEmail, delivery, profile);
    expect(events).not.toMatch(/@|%40/);
    expect(events).toContain('SAID write to\\n[e-mail]');
    expect(events).toContain('"nickname":"Jo"');
    const [{ context }] = JSON.parse(events) as [{ context: { traits: { customFields?: string | object } } }];
    const { customFields } = context.traits;
    const fields: unknown = typeof customFields === 'string' ? JSON.parse(customFields) : customFields;
    if (fields !== undefined) expect(fields).toStrictEqual({ plan: 'free', note: 'a\n[e-mail]' });
  });

  it.each([conversation, widened])('no-ip.ts leaves no IP address', (delivery) => {
    expect(plain).toContain('203.0.113.9');
    const events = masked(guide.noIp, delivery, profile);
    expect(events).not.toContain('203');
    expect(events).toContain('Lyon');
  });

  it.each(odd)('the masks cope with what Olark does not document (%#)', (delivery) => {
    expect(masked(guide.noBodies, delivery, profile)).not.toMatch(/SAID/);
    expect(masked(guide.noEmail, delivery, profile)).not.toMatch(/@|%40/);
    expect(masked(guide.noIp, delivery, profile)).not.toMatch(/203/);
  });

  it('hashed-user.ts gives every event the same hash, and ids that follow it', () => {
    const rules = guide.hashedUser(SECRET);
    const events = transformOlark(conversation, { profile, ids: 'content', rules });
    const [plainTrack] = transformOlark(conversation, { profile, ids: 'content' });
    expect(JSON.stringify(events)).not.toContain('VISITOR');
    expect(new Set(events.map(({ userId }) => userId)).size).toBe(1);
    expect(events[0].rudderId).not.toBe(plainTrack.rudderId);
    expect(masked(guide.hashedUser(SECRET.replace('0', '1')), conversation, profile)).not.toContain(
      events[0].userId,
    );
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
  const names = ['privacy', 'without', 'mistyped', 'open'];
  const runs = await Promise.all(names.map((name) => folder.run(['--test', `${name}.test.js`])));
  expect(runs.map(({ code }) => code)).toStrictEqual([0, 1, 1, 1]);
  for (const { output } of runs.slice(1)) expect(output).toMatch(/canary/);
});
