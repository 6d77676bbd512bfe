import { join } from 'node:path';

import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { describeInChromium, launchOptions, SCREENSHOTS } from '../support/chromium.js';
import { ROOT } from '../support/installed.js';
import { readme } from '../support/readme.js';

const MERMAID = join(ROOT, 'node_modules/mermaid/dist/mermaid.min.js');

interface Mermaid {
  readonly mermaid: { render(id: string, text: string): Promise<{ svg: string }> };
}

describeInChromium('the diagram of the README', () => {
  let browser: Browser;

  beforeAll(async () => {
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
