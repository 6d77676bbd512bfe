import { type Browser, chromium, type Page as Tab } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { describeInChromium, launchOptions } from '../support/chromium.js';
import { fixture, PROFILES } from '../support/fixtures.js';
import { type Page, servePage } from './page.js';

describeInChromium('the demo page', () => {
  let page: Page;
  let browser: Browser;
  let tab: Tab;
  let faults: string[];

  beforeAll(async () => {
    [page, browser] = await Promise.all([servePage(), chromium.launch(launchOptions)]);
  });

  afterAll(async () => {
    await browser.close();
    await page.close();
  });

  beforeEach(async () => {
    tab = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
    faults = [];
    tab.on('pageerror', (error) => faults.push(error.message));
    tab.on('console', (message) => faults.push(message.text()));
    tab.on('request', (request) => {
      if (!request.url().startsWith('data:') && !request.url().startsWith(page.address))
        faults.push(request.url());
    });
    await tab.goto(page.address);
  });

  afterEach(async () => {
    await tab.close();
    expect(faults).toStrictEqual([]);
  });

  const settled = () => tab.waitForFunction(() => document.body.ariaBusy === 'false');
  const delivery = () => tab.getByRole('textbox', { name: 'Delivery' });
  const rules = () => tab.getByRole('textbox', { name: 'Rules' });
  const alerts = () => tab.getByRole('alert').allInnerTexts();

  async function choose(id: string, option: string): Promise<void> {
    await tab.locator(`#${id}`).selectOption(option);
    await settled();
  }

  async function events(): Promise<unknown[]> {
    await settled();
    return (await tab.locator('pre').allInnerTexts()).map((text) => JSON.parse(text) as unknown);
  }

  /** What the page says of where a field went. */
  async function placesOf(field: string): Promise<string> {
    await settled();
    const header = tab.getByRole('rowheader', { name: field, exact: true });
    return tab.getByRole('row').filter({ has: header }).getByRole('cell').innerText();
  }

  it('opens with the documented example', async () => {
    expect(await events()).toStrictEqual(fixture('documented-example').expected.documented);
  });

  it('shows the events of an example in every profile', async () => {
    const { name, expected } = fixture('several-groups-and-operators');
    await choose('example', name);
    for (const profile of PROFILES) {
      await choose('profile', profile);
      expect(await events()).toStrictEqual(expected[profile]);
    }
  });

  it('shows where each field went', async () => {
    expect(await placesOf('visitor.city')).toBe('track: context.traits.city');
    expect(await placesOf('visitor.ip')).toBe('empty');
    expect(await placesOf('id')).toBe('left out');
    await choose('profile', 'warehouse');
    expect(await placesOf('visitor.city')).toContain('column context_traits_city');
    await tab.getByText(/columns of the table conversation/).click();
    expect(await placesOf('message_count')).toMatch(/^\d+\s+bigint$/);
  });

  it('follows what one types: a delivery, rules, ids', async () => {
    await delivery().fill('data={"kind":"Conversation","visitor":{"id":"v1","city":"Łódź 🚨"}}');
    await rules().fill("[{ from: 'visitor.city', to: 'context.traits.town', via: (city) => `${city}!` }]");
    await choose('ids', 'none');
    expect(await events()).toMatchObject([{ userId: 'v1', context: { traits: { town: 'Łódź 🚨!' } } }]);
    expect(await events()).not.toHaveProperty('0.messageId');
    expect(await placesOf('visitor.city')).toMatch(/traits\.city\s+track: context\.traits\.town/);
  });

  it('says what is wrong beside the input that is wrong, and keeps the last good result', async () => {
    const before = await events();
    await delivery().fill('{"kind":"Conversation"}');
    await settled();
    expect(await alerts()).toStrictEqual([expect.stringContaining('visitor.id'), '']);
    for (const text of ['[{ from: "id" }]', '[oops', 'nobody']) {
      await delivery().fill('{"kind":"Conversation","visitor":{"id":"v1"}}');
      await rules().fill(text);
      await settled();
      expect(await alerts()).toStrictEqual(['', expect.stringMatching(/\w/)]);
      expect(await rules().getAttribute('aria-invalid')).toBe('true');
    }
    expect(await events()).toStrictEqual(before);
  });

  it('leads by keyboard through all that one can use', async () => {
    await choose('profile', 'warehouse');
    const focused = () =>
      tab.evaluate(() => {
        const element = document.activeElement;
        return element?.getAttribute('aria-label') ?? (element?.id === '' ? element.tagName : element?.id);
      });
    const stops = ['example', 'profile', 'ids', 'delivery', 'SUMMARY', 'rules', 'Copy all events'];
    for (const stop of [...stops, 'Copy track Conversation', 'SUMMARY']) {
      await tab.keyboard.press('Tab');
      expect(await focused()).toBe(stop);
    }
    await tab.keyboard.press('Enter');
    expect(await tab.locator('article details').first().getAttribute('open')).toBe('');
  });

  it('copies one event, or all of them', async () => {
    await tab.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const { documented } = fixture('several-groups-and-operators').expected;
    await choose('example', 'several-groups-and-operators');
    const copied = async (name: string) => {
      const button = tab.getByRole('button', { name });
      await button.click();
      await expect.poll(() => button.textContent()).toBe('Copied');
      return JSON.parse(await tab.evaluate(() => navigator.clipboard.readText())) as unknown;
    };
    expect(await copied('Copy all events')).toStrictEqual(documented);
    expect(await copied('Copy track Conversation')).toStrictEqual(documented[0]);
  });

  it('says that it may not copy where the browser does not let it', async () => {
    await tab.evaluate(() => {
      navigator.clipboard.writeText = async () => Promise.reject(new Error('denied'));
    });
    const button = tab.getByRole('button', { name: 'Copy all events' });
    await button.click();
    await expect.poll(() => button.textContent()).toBe('Not allowed');
  });

  it('colours keys, strings, numbers and words of JSON, and nothing inside of a string', async () => {
    const visitor = {
      id: 'v1',
      fullName: String.raw`"a": 1, \", true`,
      age: -1.5e-7,
      isKnown: true,
      nothing: null,
    };
    await delivery().fill(JSON.stringify({ kind: 'Conversation', visitor }));
    await choose('profile', 'complete');
    const [event = ''] = await tab.locator('pre').allInnerTexts();
    expect(JSON.parse(event)).toMatchObject({ context: { traits: { name: visitor.fullName } } });
    const tokens = (kind: string) => tab.locator(`pre .${kind}`).allInnerTexts();
    expect(await tokens('key')).toContain('"isKnown"');
    expect(await tokens('string')).toContain(JSON.stringify(visitor.fullName));
    expect(await tokens('number')).toStrictEqual(['-1.5e-7']);
    expect(await tokens('word')).toContain('true');
  });

  it('leaves long JSON uncoloured, which would be slow', async () => {
    const items = Array.from({ length: 5000 }, () => ({ kind: 'MessageToVisitor', body: 'Hello' }));
    await delivery().fill(JSON.stringify({ kind: 'Conversation', visitor: { id: 'v1' }, items }));
    expect(await events()).toMatchObject([{ userId: 'v1' }]);
    expect(await tab.locator('pre span').count()).toBe(0);
  });

  describe('on a phone', () => {
    beforeEach(async () => {
      await tab.setViewportSize({ width: 390, height: 844 });
      await tab.reload();
      await choose('example', 'several-groups-and-operators');
      await choose('profile', 'warehouse');
    });

    const topOf = async (name: string) => {
      const heading = tab.getByRole('heading', { name, exact: true });
      return (await heading.boundingBox())?.y ?? Number.NaN;
    };

    it('shows the first event without scrolling, and leads to the rest with links that stay', async () => {
      expect(await topOf('track Conversation')).toBeLessThan(800);
      for (const [link, heading] of [
        ['Fields', 'Where each field went'],
        ['Events', 'Events'],
      ] as const) {
        await tab.getByRole('link', { name: link }).click();
        const links = await tab.getByRole('navigation').boundingBox();
        expect(links?.y).toBe(0);
        await expect.poll(() => topOf(heading)).toBeGreaterThanOrEqual(links?.height ?? 0);
        await expect.poll(() => topOf(heading)).toBeLessThan(120);
      }
    });

    it('has selects, buttons and links that are large enough to touch', async () => {
      for (const control of await tab.locator('select, button, nav a, summary').all()) {
        const { height = 0 } = (await control.boundingBox()) ?? {};
        expect(height).toBeGreaterThanOrEqual(44);
      }
    });

    it('opens the rules when they are wrong, which are closed until one wants them', async () => {
      expect(await rules().count()).toBe(0);
      await tab.getByText('Rules', { exact: true }).click();
      await rules().fill('[oops');
      await tab.getByText('Rules', { exact: true }).click();
      await settled();
      await expect.poll(() => rules().count()).toBe(1);
    });
  });

  it.each([
    ['light', 390],
    ['light', 1440],
    ['dark', 390],
    ['dark', 1440],
  ] as const)('can be read in a %s scheme, and fits into %i pixels', async (colorScheme, width) => {
    await tab.emulateMedia({ colorScheme });
    await tab.setViewportSize({ width, height: 1000 });
    await choose('example', 'several-groups-and-operators');
    await choose('profile', 'warehouse');
    expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect(await tab.evaluate(lowestContrast)).toBeGreaterThanOrEqual(4.5);
  });

  it.each([390, 1120, 1280, 1440])('breaks no name inside of a word at %i pixels', async (width) => {
    await tab.setViewportSize({ width, height: 1000 });
    for (const profile of PROFILES) {
      await choose('example', 'documented-example');
      await choose('profile', profile);
      for (const details of await tab.locator('article details').all()) {
        await details.evaluate((element) => {
          element.setAttribute('open', '');
        });
      }
      expect(await tab.evaluate(brokenWords)).toStrictEqual([]);
    }
  });
});

/** The words of names, of which there is more than one line. Runs in the page. */
function brokenWords(): string[] {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const broken: string[] = [];
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    if (!node.parentElement?.matches('th, td:not(.value), td div, td small, h2, h3, .key')) continue;
    for (const { 0: word, index } of (node.textContent ?? '').matchAll(/[^\s._]+/g)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) broken.push(word);
    }
  }
  return broken;
}

/** The lowest contrast of text with what is behind it, as WCAG reckons it. Runs in the page. */
function lowestContrast(): number {
  const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (color: string) => {
    const [red = 0, green = 0, blue = 0] = channels(color).map((channel) => {
      const part = channel / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const backgroundOf = (element: Element | null): string => {
    if (!element) return 'rgb(255, 255, 255)';
    const { backgroundColor } = getComputedStyle(element);
    return channels(backgroundColor)[3] === 0 ? backgroundOf(element.parentElement) : backgroundColor;
  };
  const texts = [...document.body.querySelectorAll('*')].filter((element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim() !== ''),
  );
  return Math.min(
    ...texts.map((element) => {
      const [dark = 0, light = 0] = [getComputedStyle(element).color, backgroundOf(element)]
        .map(luminance)
        .sort((a, b) => a - b);
      return (light + 0.05) / (dark + 0.05);
    }),
  );
}
