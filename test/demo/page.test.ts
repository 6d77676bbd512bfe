import { spawn } from 'node:child_process';

import { type Browser, chromium, type Page as Tab } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';

import type { RudderEvent } from '../../src/index.js';
import { describeInChromium, launchOptions, SCREENSHOTS } from '../support/chromium.js';
import { fixture, fixtures, PROFILES } from '../support/fixtures.js';
import { ROOT } from '../support/installed.js';
import { type Page, servePage } from './page.js';

describeInChromium('the demo page in Chromium', () => {
  let page: Page;
  let browser: Browser;
  let tab: Tab;
  let requests: string[];
  let faults: string[];

  beforeAll(async () => {
    [page, browser] = await Promise.all([servePage(), chromium.launch(launchOptions)]);
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    await page.close();
  });

  beforeEach(() => open());

  afterEach(async () => {
    expect(faults).toStrictEqual([]);
    expect(requests.filter((url) => !url.startsWith(page.address) && !url.startsWith('data:'))).toStrictEqual(
      [],
    );
    await tab.close();
  });

  async function open(options: Parameters<Browser['newPage']>[0] = {}): Promise<void> {
    tab = await browser.newPage(options);
    requests = [];
    faults = [];
    tab.on('request', (request) => requests.push(request.url()));
    tab.on('pageerror', (error) => faults.push(error.message));
    tab.on('console', (message) => faults.push(message.text()));
    await tab.goto(page.address);
  }

  async function reopen(options: Parameters<Browser['newPage']>[0]): Promise<void> {
    await tab.close();
    await open(options);
  }

  async function shownEvents(): Promise<RudderEvent[]> {
    return JSON.parse(await tab.getByRole('region', { name: 'Events' }).innerText()) as RudderEvent[];
  }

  /** The row of a source field, as `source value place place`. */
  async function shownRow(source: string): Promise<string> {
    const row = tab.getByRole('row').filter({ has: tab.getByText(source, { exact: true }) });
    return (await row.innerText()).replace(/\s+/g, ' ');
  }

  it('opens with RudderStack’s documented example and its events', async () => {
    expect(await shownEvents()).toStrictEqual(fixture('documented-example').expected.documented);
    expect(await tab.getByRole('status').innerText()).toBe('1 event');
  });

  it.each(fixtures.map(({ name, expected }) => [name, expected] as const))(
    'has the fixture %s one click away, with its events in every profile',
    async (name, expected) => {
      const button = tab.getByRole('button', { name, exact: true });
      await button.click();
      expect(await button.getAttribute('aria-pressed')).toBe('true');
      for (const profile of PROFILES) {
        await tab.getByLabel('Profile').selectOption(profile);
        expect(await shownEvents()).toStrictEqual(expected[profile]);
      }
    },
  );

  it('updates the events as one types or pastes', async () => {
    const conversation = '{"kind":"Conversation","visitor":{"id":"v1","city":"Łódź 🚨"}}';
    await tab.getByLabel('Body').fill(`data=${encodeURIComponent(conversation)}`);
    expect(await shownEvents()).toMatchObject([{ userId: 'v1', context: { traits: { city: 'Łódź 🚨' } } }]);
    await tab.getByLabel('Body').fill('');
    await tab.getByLabel('Body').pressSequentially(conversation.replace('v1', 'v2'));
    expect(await shownEvents()).toMatchObject([{ userId: 'v2' }]);
  });

  it('gives the ids that one chooses', async () => {
    const [{ messageId, ...rest } = {}] = await shownEvents();
    await tab.getByLabel('Ids').selectOption('random');
    const [random] = await shownEvents();
    expect(random?.messageId).toMatch(/^[\da-f-]{14}4/);
    expect(random).toStrictEqual({ ...rest, messageId: random?.messageId });
    expect(random?.messageId).not.toBe(messageId);
    await tab.getByLabel('Ids').selectOption('none');
    expect(await shownEvents()).not.toHaveProperty('0.rudderId');
  });

  it('shows where each field went, and marks those that no rule reads', async () => {
    expect(await shownRow('visitor.city')).toBe('visitor.city "San Francisco" track context.traits.city');
    expect(await shownRow('manuallySubmitted')).toBe('manuallySubmitted false no rule reads it');
    expect(await shownRow('visitor.ip')).toBe('visitor.ip empty');
    expect(await tab.getByText('19 kept, 2 not kept').isVisible()).toBe(true);
    await tab.getByLabel('Profile').selectOption('complete');
    expect(await shownRow('manuallySubmitted')).toBe(
      'manuallySubmitted false track properties.manuallySubmitted',
    );
    expect(await tab.getByText('21 kept, 0 not kept').isVisible()).toBe(true);
  });

  it('shows the code, the message and the path of an error, and nothing of the last events', async () => {
    await tab.getByLabel('Body').fill('{"kind":"Conversation","visitor":{}}');
    expect((await tab.getByRole('alert').innerText()).split('\n')).toStrictEqual([
      'OLARK_MISSING_FIELD',
      '`visitor.id` must be a non-empty string or a finite number; RudderStack takes no event without it.',
      'Path: visitor.id',
    ]);
    expect(await tab.getByRole('region', { name: 'Events' }).isVisible()).toBe(false);
    expect(await tab.getByRole('status').innerText()).toBe('no events');
    await tab.screenshot({ path: `${SCREENSHOTS}error.png` });
    await tab.getByLabel('Body').fill('{"kind":"Conversation","visitor":{"id":7}}');
    expect(await tab.getByRole('alert').isVisible()).toBe(false);
    expect(await shownEvents()).toMatchObject([{ userId: '7' }]);
  });

  it('shows a payload that holds markup as text', async () => {
    const markup = '<img src=x onerror=alert(1)>';
    await tab.getByLabel('Body').fill(JSON.stringify({ kind: markup, [markup]: 1, visitor: { id: markup } }));
    expect(await shownEvents()).toMatchObject([{ event: markup }]);
    expect(await tab.locator('img').count()).toBe(0);
  });

  it('takes 2 MB of transcript and 2,000 fields', async () => {
    const fields = Object.fromEntries(
      Array.from({ length: 2000 }, (_, index) => [`field${String(index)}`, index]),
    );
    const items = Array.from({ length: 10_000 }, () => ({
      kind: 'MessageToVisitor',
      body: 'Good day! '.repeat(15),
    }));
    const body = JSON.stringify({ kind: 'Conversation', ...fields, items, visitor: { id: 'v1' } });
    await tab.getByLabel('Body').fill(body);
    expect(await tab.getByText('The first 500 are shown.').isVisible()).toBe(true);
    expect(await tab.getByRole('region', { name: 'Events' }).innerText()).toMatch(/… and more$/);
  });

  it('works with the keyboard alone', async () => {
    const press = async (...keys: readonly string[]) => {
      for (const key of keys) await tab.keyboard.press(key);
    };
    await press('Tab', 'ArrowDown', 'ArrowDown');
    expect(await shownEvents()).toStrictEqual(fixture('documented-example').expected.complete);
    await press('Tab', 'n', 'Tab', 'Tab', 'Tab', 'Enter');
    const [minimal] = fixture('minimal').expected.complete;
    expect(await shownEvents()).toMatchObject([{ userId: minimal?.userId }]);
    expect(await shownEvents()).not.toHaveProperty('0.messageId');
    const focused = () => tab.evaluate(() => document.activeElement?.id);
    for (let presses = 0; presses < 20 && (await focused()) !== 'body'; presses += 1) await press('Tab');
    await press('Control+A', 'Delete');
    expect(await tab.getByRole('alert').innerText()).toContain('OLARK_EMPTY_BODY');
    // The two panes that scroll can be reached and scrolled too.
    await press('Tab');
    expect(await tab.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('region');
  });

  it.each([
    { name: 'light', viewport: { width: 1500, height: 950 }, colorScheme: 'light' },
    { name: 'dark', viewport: { width: 1100, height: 900 }, colorScheme: 'dark' },
    { name: 'narrow', viewport: { width: 320, height: 640 }, colorScheme: 'light' },
  ] as const)('fits its window and has enough contrast: $name', async ({ name, ...options }) => {
    await reopen(options);
    await tab.getByRole('button', { name: 'several-groups-and-operators' }).click();
    await tab.screenshot({ path: `${SCREENSHOTS}${name}.png`, fullPage: name === 'narrow' });
    const excess = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(excess).toBeLessThanOrEqual(0);
    const [text, back] = await tab.evaluate(() => {
      const { color, backgroundColor } = getComputedStyle(document.body);
      const luminance = (value: string) => {
        const [red = 0, green = 0, blue = 0] = (value.match(/\d+/g) ?? []).map((part) => {
          const share = Number(part) / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      };
      return [luminance(color), luminance(backgroundColor)] as const;
    });
    expect(options.colorScheme === 'dark').toBe(text > back);
    expect((Math.max(text, back) + 0.05) / (Math.min(text, back) + 0.05)).toBeGreaterThan(7);
  });
});

it('`npm run demo:page` serves the page on loopback and says where', async () => {
  const server = spawn('npx', ['tsx', 'test/demo/serve.ts'], { cwd: ROOT, detached: true });
  try {
    const printed = await new Promise<string>((resolve) => {
      server.stdout.once('data', (chunk: Buffer) => {
        resolve(chunk.toString());
      });
    });
    const [address = ''] = /http:\/\/127\.0\.0\.1:\d+\//.exec(printed) ?? [];
    expect(await (await fetch(address)).text()).toContain('<title>olark-to-rudderstack</title>');
    expect(await (await fetch(`${address}app.js`)).text()).toContain('transformOlark');
  } finally {
    process.kill(-(server.pid ?? 0));
  }
});
