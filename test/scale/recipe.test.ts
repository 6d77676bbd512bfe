import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { transformOlark } from '../../src/index.js';
import { blocks } from '../support/readme.js';
import { deliveryAt, postingOrder } from './deliveries.js';
import { expectedOf } from './expected.js';

const here = blocks.filter(({ heading }) => heading === 'At scale');

function fileOf(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}

describe('the recipe “At scale” of the README', () => {
  it('is the very code that `npm run test:scale` runs', () => {
    const code = here.filter(({ language }) => language === 'ts').map((block) => block.code);
    expect(code).toStrictEqual(['setup.ts', 'receiver.ts', 'worker.ts'].map(fileOf));
  });

  it('configures the engine as `npm run test:scale` does', () => {
    const [commands] = here.filter(({ language }) => language === 'sh');
    expect(commands?.code).toContain(`echo '${fileOf('nats-server.conf').trim()}' > nats-server.conf\n`);
  });
});

describe('the deliveries of `npm run test:scale`', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(deliveryAt(7, 1)).toStrictEqual(deliveryAt(7, 1));
    expect(deliveryAt(7, 1)).not.toStrictEqual(deliveryAt(7, 2));
    expect(postingOrder(500, 1)).toStrictEqual(postingOrder(500, 1));
    expect(postingOrder(500, 1)).not.toStrictEqual(postingOrder(500, 2));
  });

  it('are all posted, and some of them twice', () => {
    const order = postingOrder(500, 1);
    expect(new Set(order).size).toBe(500);
    expect(order.length).toBeGreaterThan(530);
    expect(order.length).toBeLessThan(570);
  });

  it('have conversations that go on under the same id, as other events', () => {
    const ids = new Set<unknown>();
    const transcripts = new Set<string>();
    let continued = 0;
    for (let position = 0; position < 200; position += 1) {
      const { kind, body } = deliveryAt(position, 1);
      if (kind === 'broken') continue;
      const [track] = transformOlark(body, { profile: 'complete' });
      if (kind === 'continued') {
        expect(ids).toContain(track.properties.conversationId);
        continued += 1;
      }
      ids.add(track.properties.conversationId);
      expect(transcripts).not.toContain(track.messageId);
      transcripts.add(track.messageId);
    }
    expect(continued).toBeGreaterThan(0);
  });

  it('are broken in every way that a body can be', () => {
    const faults = new Set(expectedOf(1000, 1).deadLetters.values());
    expect([...faults].sort()).toStrictEqual([
      'OLARK_EMPTY_BODY ',
      'OLARK_INVALID_FIELD groups',
      'OLARK_INVALID_JSON ',
      'OLARK_INVALID_JSON data',
      'OLARK_MISSING_DATA data',
      'OLARK_MISSING_FIELD visitor.id',
      'OLARK_NOT_A_CONVERSATION data',
    ]);
  });
});
