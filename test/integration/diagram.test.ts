import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { chromiumPath, launchOptions, SCREENSHOTS } from '../support/chromium.js';
import { readme } from '../support/readme.js';

const MERMAID = fileURLToPath(new URL('../../node_modules/mermaid/dist/mermaid.min.js', import.meta.url));

interface Mermaid {
  readonly mermaid: { render(id: string, text: string): Promise<{ svg: string }> };
}

describe.skipIf(chromiumPath === undefined && !process.env['CI'])('the diagram of the README', () => {
  let browser: Browser;

  beforeAll(async () => {
    mkdirSync(SCREENSHOTS, { recursive: true });
    browser = await chromium.launch(launchOptions);
  });

  afterAll(() => browser.close());

  it('can be drawn', async () => {
    const [, diagram = ''] = /```mermaid\n([^]*?)```/.exec(readme) ?? [];
    const tab = await browser.newPage({ viewport: { width: 1200, height: 400 } });
    await tab.addScriptTag({ path: MERMAID });
    await tab.evaluate(async (text) => {
      const { svg } = await (globalThis as unknown as Mermaid).mermaid.render('diagram', text);
      document.body.innerHTML = svg;
    }, diagram);
    await tab.screenshot({ path: `${SCREENSHOTS}diagram.png` });
    const labels = await tab.locator('body').innerText();
    for (const label of ['Olark', 'conversation', 'track event', 'group events', 'RudderStack']) {
      expect(labels).toContain(label);
    }
  });
});
