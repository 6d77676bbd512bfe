import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { type Browser, type BrowserContext, chromium, type Locator, type Page as Tab } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';

import type { RudderEvent } from '../../src/index.js';
import { describeInChromium, launchOptions, SCREENSHOTS } from '../support/chromium.js';
import { fixture, fixtures, PROFILES } from '../support/fixtures.js';
import { ROOT } from '../support/installed.js';
import { type Page, servePage } from './page.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describeInChromium('the demo page in Chromium', () => {
  let page: Page;
  let browser: Browser;
  let context: BrowserContext;
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
    const own = (url: string) => url.startsWith(page.address) || url.startsWith('data:');
    expect(requests.filter((url) => !own(url))).toStrictEqual([]);
    await context.close();
  });

  type Options = Parameters<Browser['newContext']>[0];

  async function open(fragment = '', options: Options = {}): Promise<void> {
    context = await browser.newContext({ viewport: { width: 1500, height: 1000 }, ...options });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    tab = await context.newPage();
    tab.setDefaultTimeout(10_000);
    requests = [];
    faults = [];
    tab.on('request', (request) => requests.push(request.url()));
    tab.on('pageerror', (error) => faults.push(error.message));
    tab.on('console', (message) => faults.push(message.text()));
    await tab.goto(page.address + fragment);
  }

  async function reopen(fragment: string, options: Options = {}): Promise<void> {
    await context.close();
    await open(fragment, options);
  }

  const delivery = () => tab.getByRole('textbox', { name: 'Delivery' });
  const rules = () => tab.getByRole('textbox', { name: 'Rules of your own' });
  const status = () => tab.getByRole('status').innerText();
  const row = (source: string) =>
    tab.locator('#mapping tr').filter({ has: tab.getByRole('rowheader', { name: source }) });
  const words = async (shown: Locator) => (await shown.innerText()).replace(/\s+/g, ' ').trim();

  /** Waits until what was typed or chosen shows. */
  const settled = () => tab.waitForFunction(() => document.body.ariaBusy === 'false');

  /** What a button puts into the clipboard. */
  async function copiedBy(name: string): Promise<string> {
    await tab.evaluate(() => navigator.clipboard.writeText(''));
    await tab.getByRole('button', { name, exact: true }).click();
    await tab.waitForFunction(async () => (await navigator.clipboard.readText()) !== '');
    return tab.evaluate(() => navigator.clipboard.readText());
  }

  async function events(): Promise<RudderEvent[]> {
    await settled();
    return JSON.parse(await copiedBy('Copy all events')) as RudderEvent[];
  }

  it('opens with RudderStack’s documented example and its events', async () => {
    expect(await events()).toStrictEqual(fixture('documented-example').expected.documented);
    expect(await tab.getByRole('heading', { level: 3 }).allInnerTexts()).toStrictEqual([
      'track Conversation',
    ]);
  });

  it('has every fixture to choose, with its events', async () => {
    await tab.getByRole('radio', { name: 'complete' }).check();
    for (const { name, expected } of fixtures) {
      await tab.getByLabel('Example').selectOption(name);
      expect(await events()).toStrictEqual(expected.complete);
    }
  });

  it.each(PROFILES)('gives the events of the profile %s, and explains it', async (profile) => {
    const radio = tab.getByRole('radio', { name: profile });
    await radio.check();
    expect(await events()).toStrictEqual(fixture('documented-example').expected[profile]);
    const about = await radio.getAttribute('aria-describedby');
    expect(await tab.locator(`#${String(about)}`).innerText()).toMatch(/^(What|Everything) .+\.$/);
  });

  it('gives the ids that one chooses', async () => {
    const [{ messageId, ...rest } = {}] = await events();
    await tab.getByLabel('Ids').selectOption('random');
    const [random] = await events();
    expect(random?.messageId).toMatch(/^[\da-f-]{14}4/);
    expect(random).toStrictEqual({ ...rest, messageId: random?.messageId });
    expect(random?.messageId).not.toBe(messageId);
    await tab.getByLabel('Ids').selectOption('none');
    expect(await events()).not.toHaveProperty('0.rudderId');
    expect(await tab.getByText('no messageId').isVisible()).toBe(true);
  });

  it('follows what one types or pastes, and formats it', async () => {
    const conversation = '{"kind":"Conversation","visitor":{"id":"v1","city":"Łódź 🚨"}}';
    await delivery().fill(`data=${encodeURIComponent(conversation)}`);
    expect(await events()).toMatchObject([{ userId: 'v1', context: { traits: { city: 'Łódź 🚨' } } }]);
    expect(await tab.getByLabel('Example').inputValue()).toBe('');
    await tab.getByRole('button', { name: 'Format as JSON' }).click();
    expect(await delivery().innerText()).toBe(JSON.stringify(JSON.parse(conversation), null, 2));
    await delivery().fill('');
    await delivery().pressSequentially('{"kind":"Conversation","visitor":{"id":"v2"}}');
    expect(await events()).toMatchObject([{ userId: 'v2' }]);
  });

  it('has a card for each event, with its type and id on top and a button that copies it', async () => {
    await tab.getByLabel('Example').selectOption('several-groups-and-operators');
    await settled();
    const { documented } = fixture('several-groups-and-operators').expected;
    const cards = tab.getByRole('article');
    expect(await cards.getByRole('heading').allInnerTexts()).toStrictEqual([
      'track Conversation',
      'group My Sales Group',
      'group Support',
    ]);
    for (const [index, event] of documented.entries()) {
      expect(await cards.nth(index).innerText()).toContain(`messageId ${event.messageId}`);
      expect(JSON.parse(await copiedBy(`Copy event ${String(index + 1)}`))).toStrictEqual(event);
    }
    expect(await status()).toBe('Copied.');
    await tab.getByLabel('Example').selectOption('documented-example');
    await settled();
    expect(await cards.count()).toBe(1);
  });

  it('shows where each field went, and what was left out', async () => {
    expect(await words(row('visitor.city'))).toBe('visitor.city "San Francisco" track context.traits.city');
    expect(await words(row('manuallySubmitted'))).toBe('manuallySubmitted false left out');
    expect(await words(row('visitor.ip'))).toBe('visitor.ip "" empty');
    expect(await tab.getByText('19 fields kept, 2 left out, 1 empty.').isVisible()).toBe(true);
    await tab.getByRole('radio', { name: 'complete' }).check();
    expect(await words(row('manuallySubmitted'))).toBe(
      'manuallySubmitted false track properties.manuallySubmitted',
    );
    expect(await tab.getByText('21 fields kept, 0 left out, 1 empty.').isVisible()).toBe(true);
  });

  it('leads from a row to the place in the event, and back', async () => {
    await row('visitor.region').getByRole('button', { name: 'track context.traits.region' }).click();
    expect(await row('visitor.region').getAttribute('aria-current')).toBe('true');
    expect(await tab.locator('article .marked').allInnerTexts()).toStrictEqual(['"region": "CA"']);
    expect((await tab.locator('#body .marked').allInnerTexts()).join('')).toBe('"region": "CA"');
    const event = tab.getByRole('textbox', { name: 'Event 1' });
    expect(await event.evaluate((shown) => shown.contains(document.activeElement))).toBe(true);

    await event.getByText('"Internet Explorer"').click();
    expect(await row('visitor.browser').getAttribute('aria-current')).toBe('true');
    expect(await row('visitor.region').getAttribute('aria-current')).toBeNull();
    expect(await tab.evaluate(() => document.activeElement?.textContent)).toBe('track context.browser');
    expect((await tab.locator('#body .marked').allInnerTexts()).join('')).toContain('"Internet Explorer 11"');
  });

  it('leads there and back with the keyboard alone', async () => {
    await row('visitor.emailAddress').getByRole('button', { name: 'context.traits.email' }).focus();
    await tab.keyboard.press('Enter');
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('Enter');
    expect(await row('visitor.city').getAttribute('aria-current')).toBe('true');
    expect(await tab.evaluate(() => document.activeElement?.textContent)).toBe('track context.traits.city');
  });

  it('cuts long values, and shows them whole on hover and click', async () => {
    const value = row('items').getByRole('button').first();
    const lines = () => value.evaluate((shown) => shown.getClientRects()[0]?.height ?? 0);
    const cut = await lines();
    expect(await value.getAttribute('title')).toContain('Hi from a visitor');
    await value.click();
    expect(await lines()).toBeGreaterThan(3 * cut);
    await value.click();
    expect(await lines()).toBe(cut);
  });

  it('says why a group without a usable id makes no event', async () => {
    const groups = [{ id: '', name: 'Sales' }];
    await delivery().fill(JSON.stringify({ kind: 'Conversation', groups, visitor: { id: 'v1' } }));
    await settled();
    const why = 'No group event: this group has no usable id.';
    expect(await words(row('groups[0].name'))).toBe(`groups[0].name "Sales" ${why}`);
    await tab.getByRole('radio', { name: 'complete' }).check();
    expect(await words(row('groups[0].name'))).toBe(`groups[0].name "Sales" track properties.groups ${why}`);
  });

  it('shows the columns that a warehouse makes', async () => {
    await tab.getByRole('radio', { name: 'warehouse' }).check();
    expect(await words(row('visitor.browser'))).toMatch(/ context_browser_name context_browser_version$/);
    expect(await words(row('visitor.city'))).toMatch(/ context_traits_city$/);
    const columns = tab.getByText(/columns in the table conversation/);
    const code = tab.getByRole('textbox', { name: 'Event 1' });
    expect((await columns.boundingBox())?.y).toBeLessThan((await code.boundingBox())?.y ?? 0);
    const duration = tab
      .getByRole('row')
      .filter({ has: tab.getByRole('rowheader', { name: 'duration_seconds' }) });
    expect(await words(duration)).toBe('duration_seconds bigint 2');
    await columns.click();
    await tab.getByLabel('Example').selectOption('minimal');
    await settled();
    expect(await duration.count()).toBe(0);
    await tab.getByLabel('Example').selectOption('documented-example');
    await settled();
    expect(await duration.isVisible()).toBe(false);
    await tab.getByRole('radio', { name: 'complete' }).check();
    expect(await columns.isVisible()).toBe(false);
    expect(await words(row('visitor.city'))).toMatch(/ context\.traits\.city$/);
  });

  it('shows an error beside the delivery, marks the field and greys the last good result', async () => {
    await delivery().fill('{"kind":"Conversation","visitor":{"id":""}}');
    await settled();
    const alert = tab.getByRole('alert');
    expect((await alert.innerText()).split(/\n+/)).toStrictEqual([
      'OLARK_MISSING_FIELD',
      '`visitor.id` must be a non-empty string or a finite number.',
      'Field: visitor.id',
    ]);
    expect((await tab.locator('#body .cm-lintRange-error').allInnerTexts()).join('')).toBe('"id":""');
    expect(await delivery().getAttribute('aria-invalid')).toBe('true');
    expect(await tab.getByText('The last good result.').first().isVisible()).toBe(true);
    expect(await status()).toBe('No events. What you see is the last good result.');
    expect(await events()).toStrictEqual(fixture('documented-example').expected.documented);
    await delivery().fill('{"kind":"Conversation","visitor":{"id":7}}');
    await settled();
    expect(await alert.count()).toBe(0);
    expect(await tab.getByText('The last good result.').first().isVisible()).toBe(false);
    expect(await events()).toMatchObject([{ userId: '7' }]);
  });

  it('speaks of no last good result where there is none', async () => {
    await reopen(`#${new URLSearchParams({ body: '{' }).toString()}`);
    await settled();
    expect(await tab.getByRole('alert').innerText()).toContain('OLARK_INVALID_JSON');
    expect(await tab.getByText('The last good result.').first().isVisible()).toBe(false);
    expect(await status()).toBe('No events.');
    await delivery().fill('{"kind":"Conversation","visitor":{"id":7}}');
    await settled();
    expect(await status()).toBe('1 event.');
  });

  it.each([
    ['{"kind":"Conversation","visitor":{"id":"v1",,}}', 'OLARK_INVALID_JSON'],
    ['{"kind":"Conversation","visitor":{}}', 'OLARK_MISSING_FIELD'],
    ['{"visitor":{"id":"v1"}}', 'OLARK_MISSING_FIELD'],
  ])('marks a place in %s', async (body, code) => {
    await delivery().fill(body);
    await settled();
    expect(await tab.getByRole('alert').innerText()).toContain(code);
    expect(await tab.locator('#body :is(.cm-lintRange-error, .cm-lintPoint-error)').count()).toBeGreaterThan(
      0,
    );
  });

  it('runs rules of one’s own, and says of each what is wrong with it', async () => {
    await tab.getByText('Rules of your own', { exact: true }).click();
    await rules().fill('[{"from":"visitor.city","to":"properties.town"}]');
    expect(await events()).toMatchObject([{ properties: { town: 'San Francisco' } }]);
    expect(await words(row('visitor.city'))).toContain('properties.town');

    await rules().fill(
      '[{"from":"a","to":"type"},{"from":"a","to":"properties.a"},{"from":"a","to":"userId.b"}]',
    );
    await settled();
    expect((await tab.getByRole('alert').innerText()).split(/\n+/)).toStrictEqual([
      'Rule 1 (to `type`) must not overwrite `type`.',
      'Rule 3 (to `userId.b`) must not put anything inside an id.',
    ]);
    const marked = (await tab.locator('#rules .cm-lintRange-error').allInnerTexts()).join('');
    expect(marked).toBe('{"from":"a","to":"type"}{"from":"a","to":"userId.b"}');
    expect(await tab.getByText('The last good result.').first().isVisible()).toBe(true);

    for (const [text, fault] of [
      ['{"from":"a"}', 'Rules are a list'],
      ['[{', 'JSON'],
    ] as const) {
      await rules().fill(text);
      await settled();
      expect(await tab.getByRole('alert').innerText()).toContain(fault);
    }
    await delivery().fill('data=');
    await settled();
    expect((await tab.getByRole('alert').allInnerTexts()).join(' ')).toMatch(/OLARK_EMPTY_BODY[^]*JSON/);
    await tab.getByLabel('Example').selectOption('minimal');
    await rules().fill('');
    await settled();
    expect(await tab.getByRole('alert').count()).toBe(0);
  });

  it('keeps the choice in its address, which can be shared', async () => {
    await delivery().fill('{"kind":"Conversation","visitor":{"id":"v9","city":"Łódź & co"}}');
    await tab.getByRole('radio', { name: 'warehouse' }).check();
    await tab.getByLabel('Ids').selectOption('none');
    await tab.getByText('Rules of your own', { exact: true }).click();
    await rules().fill('[{"from":"visitor.city","to":"properties.town"}]');
    const made = await events();
    expect(made).toMatchObject([{ userId: 'v9', properties: { town: 'Łódź & co' } }]);
    const address = await copiedBy('Copy link');
    await reopen(address.replace(page.address, ''));
    expect(await events()).toStrictEqual(made);
    expect(await tab.getByRole('radio', { name: 'warehouse' }).isChecked()).toBe(true);
    expect(await rules().isVisible()).toBe(true);
    expect(requests.every((url) => !url.includes('v9'))).toBe(true);
  });

  it('goes back to an example when its address says so', async () => {
    await tab.evaluate(() => (location.hash = '#profile=complete&example=minimal'));
    await tab.waitForFunction(() => document.querySelector('select#example')?.matches(':has(:checked)'));
    expect(await events()).toStrictEqual(fixture('minimal').expected.complete);
    await reopen('#profile=none&ids=all&example=nothing');
    expect(await events()).toStrictEqual(fixture('documented-example').expected.documented);
  });

  it('shows a payload that holds markup as text', async () => {
    const markup = '<img src=x onerror=alert(1)>';
    const groups = [{ id: markup, name: markup }];
    await delivery().fill(
      JSON.stringify({ kind: markup, [markup]: markup, groups, visitor: { id: markup } }),
    );
    expect(await events()).toMatchObject([{ event: markup }, { groupId: markup }]);
    expect(await tab.locator('img').count()).toBe(0);
  });

  it('takes 2 MB of transcript, 2,000 fields and 2,000 groups', async () => {
    const fields = Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`field${String(at)}`, at]));
    const items = Array.from({ length: 10_000 }, () => ({
      kind: 'MessageToVisitor',
      body: 'Good day! '.repeat(15),
    }));
    const groups = Array.from({ length: 2000 }, (_, at) => ({ id: at }));
    const body = JSON.stringify({ kind: 'Conversation', items, ...fields, groups, visitor: { id: 'v1' } });
    await delivery().fill(body);
    await settled();
    expect(await tab.getByText(/^The first 10 fields:/).isVisible()).toBe(true);
    expect(await tab.getByText('1951 more events are not shown.').isVisible()).toBe(true);
    expect(await tab.getByText('This delivery is too long for a link.').isVisible()).toBe(true);
    expect(await events()).toHaveLength(2001);
  });

  it.each([
    [360, 'light'],
    [360, 'dark'],
    [768, 'light'],
    [768, 'dark'],
    [1200, 'light'],
    [1200, 'dark'],
    [1800, 'light'],
    [1800, 'dark'],
  ] as const)('is accessible and fits a window %i pixels wide, %s', async (width, colorScheme) => {
    const fragment = '#profile=warehouse&example=several-groups-and-operators';
    await reopen(fragment, { viewport: { width, height: 1000 }, colorScheme });
    await tab.getByText('Rules of your own', { exact: true }).click();
    await rules().fill('[{"from":"visitor.city","to":"type"}]');
    await settled();
    await row('visitor.city').getByRole('button').first().click();
    await look(`wrong-${String(width)}-${colorScheme}`);
    await rules().fill('');
    await settled();
    await tab.evaluate(() => {
      scrollTo(0, 0);
    });
    await look(`right-${String(width)}-${colorScheme}`);
  });

  /** Takes a picture, and checks what can be checked of it. */
  async function look(name: string): Promise<void> {
    await tab.screenshot({ path: `${SCREENSHOTS}${name}.png` });
    const excess = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(excess).toBeLessThanOrEqual(0);
    const inner = await tab.evaluate(() =>
      [...document.querySelectorAll('main *')]
        .filter(
          (part) =>
            /auto|scroll/.test(getComputedStyle(part).overflowY) && part.scrollHeight > part.clientHeight + 1,
        )
        .map(({ className }) => className),
    );
    expect(inner).toStrictEqual([]);
    await tab.evaluate(AXE);
    const violations = await tab.evaluate(async () => {
      const { violations } = await (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`);
    });
    expect(violations).toStrictEqual([]);
  }
});

it('`npm run demo:page` serves the page on loopback, and prints its address and nothing else', async () => {
  const server = spawn('npm', ['run', '--silent', 'demo:page'], { cwd: ROOT, detached: true });
  try {
    const printed = await new Promise<string>((resolve) => {
      server.stdout.once('data', (chunk: Buffer) => {
        resolve(chunk.toString());
      });
    });
    const [address = ''] = /http:\/\/127\.0\.0\.1:\d+\//.exec(printed) ?? [];
    expect(printed).toMatch(/^The demo page is at http.*\n$/);
    expect(await (await fetch(address)).text()).toContain('<title>olark-to-rudderstack</title>');
    expect(await (await fetch(`${address}app.js`)).text()).toContain('transformOlark');
  } finally {
    process.kill(-(server.pid ?? 0));
  }
});
