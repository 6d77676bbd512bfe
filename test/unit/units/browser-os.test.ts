import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';

import {
  isRawUserAgent,
  operatingSystemOfUserAgent,
  splitBrowser,
  splitOperatingSystem,
  wholeOperatingSystem,
} from '../../../src/mappers.js';

/** `ua-parser-js` takes hold of `window` when it is loaded. */
const page = vi.hoisted(() => {
  const window = { navigator: {} };
  Object.assign(globalThis, { window });
  return window;
});

const ON_WINDOWS =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/105.0.0.0 Safari/537.36';
const ON_IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.5 Mobile/15E148 Safari/604.1';
const NOT_STRINGS = [undefined, null, 11, true, ['Chrome 105'], { name: 'Chrome' }, Symbol('Chrome')];

describe.each([
  ['splitBrowser', splitBrowser],
  ['splitOperatingSystem', splitOperatingSystem],
])('%s', (_, split) => {
  it.each([
    ['Internet Explorer 11', { name: 'Internet Explorer', version: '11' }],
    ['Opera Mini 7.1.32052', { name: 'Opera Mini', version: '7.1.32052' }],
    ['Chrome 105beta', { name: 'Chrome', version: '105beta' }],
    ['Windows 95 98', { name: 'Windows 95', version: '98' }],
    ['Chrome 0.5', { name: 'Chrome', version: '0.5' }],
    ['Chrome 9', { name: 'Chrome', version: '9' }],
    ['Браузер 1.0', { name: 'Браузер', version: '1.0' }],
    ['OS/2 4.5', { name: 'OS/2', version: '4.5' }],
    ['Mobile Safari', { name: 'Mobile Safari' }],
    ['Macintosh', { name: 'Macintosh' }],
    ['Ubuntu 22.04 LTS', { name: 'Ubuntu 22.04 LTS' }],
    ['Chrome v105', { name: 'Chrome v105' }],
    ['Chrome ١', { name: 'Chrome ١' }],
    ['Chrome :105', { name: 'Chrome :105' }],
    ['(Chrome/105)', { name: '(Chrome/105)' }],
    ['  Internet \t\n Explorer\u00a0 11  ', { name: 'Internet Explorer', version: '11' }],
    ['Internet\u00a0Explorer 11', { name: 'Internet Explorer', version: '11' }],
    [' 11 ', { name: '11' }],
    ['Unheard/1.0  (of)', { name: 'Unheard/1.0 (of)' }],
    ...['', ' ', '\t\n\u00a0', ...NOT_STRINGS].map((label): [unknown, undefined] => [label, undefined]),
  ])('makes of %s %j', (label, expected) => {
    expect(split(label)).toStrictEqual(expected);
  });

  it('loses nothing but white space of any label', () => {
    const labels = fc
      .tuple(fc.string({ unit: 'grapheme' }), fc.constantFrom('', ' 1', ' 2.0 ', ' x'))
      .map((parts) => parts.join(''))
      .filter((label) => label.trim() !== '' && !isRawUserAgent(label));
    fc.assert(
      fc.property(labels, (label) => {
        const { name, version } = split(label) ?? { name: '' };
        const whole = version === undefined ? name : `${name} ${version}`;
        expect(whole).toBe(label.trim().replace(/\s+/g, ' '));
      }),
    );
  });

  it.each(['a', ' ', 'a ', '1', ' 1', '(', 'a/', 'a/1 ', 'Mozilla/5.0 ', 'Mozilla/5.0 (', '.', '-/'])(
    'reads in linear time a label of a million characters, %j again and again',
    (piece) => {
      for (const label of [`x${piece.repeat(1_000_000 / piece.length)}`, piece.repeat(300_000)]) {
        expect(split(label)?.name).not.toBe('');
      }
    },
  );
});

describe('a raw user-agent string', () => {
  it.each([
    [ON_WINDOWS, { name: 'Chrome', version: '105.0.0.0' }, { name: 'Windows', version: '10' }],
    [ON_IPHONE, { name: 'Mobile Safari', version: '16.5' }, { name: 'iOS', version: '16.5' }],
    ['Mozilla/5.0 (X11; Linux)', { name: 'Mozilla/5.0 (X11; Linux)' }, { name: 'Linux' }],
  ])('is parsed: %s', (label, browser, os) => {
    expect(splitBrowser(label)).toStrictEqual(browser);
    expect(splitOperatingSystem(label)).toStrictEqual(os);
    expect(operatingSystemOfUserAgent(label)).toStrictEqual(os);
  });

  it.each(['Unheard/1.0', 'Windows 10', ...NOT_STRINGS])('names no operating system in %s', (label) => {
    expect(operatingSystemOfUserAgent(label)).toBeUndefined();
  });

  it.each([{}, { brave: { isBrave: () => true } }])(
    'means the same where it is the page’s own and `navigator` has %j',
    (more) => {
      const results = () => [splitBrowser(ON_WINDOWS), splitOperatingSystem('Unheard/1.0 (of)')];
      page.navigator = {};
      const before = results();
      for (const userAgent of [ON_WINDOWS, 'Unheard/1.0 (of)', '']) {
        page.navigator = { ...more, userAgent, userAgentData: { platform: 'Linux', mobile: true } };
        expect(results()).toStrictEqual(before);
      }
    },
  );

  it('has a product token whose version has a point', () => {
    const raw = ['Mozilla/5.0', 'Dalvik/2.1.0 (Linux; U)', 'Olark mozilla/5.0', 'Some-Agent.x_y/1.0'];
    const others = ['OS/2 4.5', 'AC/DC 5.0', 'a/5', 'a/.5', '/5.0', '5/5.0', 'x(a/5.0', '', ...NOT_STRINGS];
    expect(raw.filter((label) => !isRawUserAgent(label))).toStrictEqual([]);
    expect([...others, ['Mozilla/5.0']].filter(isRawUserAgent)).toStrictEqual([]);
  });
});

it('wholeOperatingSystem leaves a label as it was sent, and maps nothing but strings', () => {
  for (const label of [' Windows \t 10 ', '', ON_WINDOWS]) {
    expect(wholeOperatingSystem(label)).toStrictEqual({ name: label });
  }
  for (const label of NOT_STRINGS) expect(wholeOperatingSystem(label)).toBeUndefined();
});
