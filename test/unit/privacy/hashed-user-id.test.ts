import { v5 } from 'uuid';
import { describe, expect, it } from 'vitest';

import { transformOlark } from '../../../src/index.js';
import { applyRules } from '../../../src/mappers.js';
import { hashedUserId } from '../../../src/privacy.js';
import { fixture, PROFILES } from '../../support/fixtures.js';
import { thrownBy } from '../../support/values.js';

const SECRET = '0b5f3a52-8c0e-4a53-9a0b-6f1d2c3e4f50';
const { payload } = fixture('several-groups-and-operators');

describe('hashedUserId', () => {
  it('puts the UUID v5 of the id in the secret namespace on every event, in every profile', () => {
    for (const profile of PROFILES) {
      const ids = transformOlark(payload, { profile }).map(({ userId }) => userId);
      const hashes = transformOlark(payload, { profile, rules: hashedUserId(SECRET) });
      expect(hashes.length).toBeGreaterThan(1);
      expect(hashes.map(({ userId }) => userId)).toStrictEqual(ids.map((id) => v5(id, SECRET)));
      expect(JSON.stringify(hashes)).not.toContain(ids[0]);
    }
  });

  it('makes `rudderId` follow the hash', () => {
    const [track] = transformOlark(payload, { rules: hashedUserId(SECRET) });
    const [same] = transformOlark({ kind: 'Conversation', visitor: { id: track.userId } });
    expect(track.rudderId).toBe(same.rudderId);
  });

  it.each([
    { name: 'a number', userId: 7, becomes: v5('7', SECRET) },
    { name: 'letters of every kind', userId: 'é 🚨', becomes: v5('é 🚨', SECRET) },
    { name: 'half a surrogate pair', userId: 'a\ud83d', becomes: v5('a\ufffd', SECRET) },
  ])('hashes $name', ({ userId, becomes }) => {
    expect(applyRules(hashedUserId(SECRET), {}, { event: { userId } })).toStrictEqual({ userId: becomes });
  });

  it('depends on the secret, and not on how that is written', () => {
    const hash = (secret: string) => applyRules(hashedUserId(secret), {}, { event: { userId: 'v1' } });
    expect(hash(SECRET.toUpperCase())).toStrictEqual(hash(SECRET));
    expect(hash(SECRET.replace('0', '1'))).not.toStrictEqual(hash(SECRET));
  });

  it.each(['', 'secret', `${SECRET} `, SECRET.replaceAll('-', ''), undefined, null, 7, {}])(
    'refuses the secret %j without quoting it',
    (secret) => {
      expect(thrownBy(() => hashedUserId(secret as string))).toMatchObject({
        code: 'OLARK_INVALID_OPTION',
        path: 'secret',
        message: '`secret` must be a UUID.',
      });
    },
  );
});
