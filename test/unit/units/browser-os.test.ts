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
  it.each<{ rule: string; label: string; becomes: object }>([
    {
      rule: 'takes a last word that begins with a digit for the version',
      label: 'Internet Explorer 11',
      becomes: { name: 'Internet Explorer', version: '11' },
    },
    {
      rule: 'takes a version with points',
      label: 'Opera Mini 7.1.32052',
      becomes: { name: 'Opera Mini', version: '7.1.32052' },
    },
    {
      rule: 'takes a version with letters behind the digit',
      label: 'Chrome 105beta',
      becomes: { name: 'Chrome', version: '105beta' },
    },
    {
      rule: 'takes only the last of two numbers',
      label: 'Windows 95 98',
      becomes: { name: 'Windows 95', version: '98' },
    },
    {
      rule: 'takes a version that begins with zero',
      label: 'Chrome 0.5',
      becomes: { name: 'Chrome', version: '0.5' },
    },
    {
      rule: 'takes a version that begins with nine',
      label: 'Chrome 9',
      becomes: { name: 'Chrome', version: '9' },
    },
    {
      rule: 'takes a name in any script',
      label: 'Браузер 1.0',
      becomes: { name: 'Браузер', version: '1.0' },
    },
    {
      rule: 'takes a name with a slash',
      label: 'OS/2 4.5',
      becomes: { name: 'OS/2', version: '4.5' },
    },
    {
      rule: 'has no version if the last word begins with a letter',
      label: 'Mobile Safari',
      becomes: { name: 'Mobile Safari' },
    },
    { rule: 'has no version for one word', label: 'Macintosh', becomes: { name: 'Macintosh' } },
    {
      rule: 'has no version if a word follows the number',
      label: 'Ubuntu 22.04 LTS',
      becomes: { name: 'Ubuntu 22.04 LTS' },
    },
    {
      rule: 'has no version if a letter stands before the number',
      label: 'Chrome v105',
      becomes: { name: 'Chrome v105' },
    },
    {
      rule: 'has no version if the digit is not ASCII',
      label: 'Chrome ١',
      becomes: { name: 'Chrome ١' },
    },
    {
      rule: 'has no version if the last word begins with the character after nine',
      label: 'Chrome :105',
      becomes: { name: 'Chrome :105' },
    },
    {
      rule: 'has no version inside of one word',
      label: '(Chrome/105)',
      becomes: { name: '(Chrome/105)' },
    },
    {
      rule: 'makes a run of white space one space',
      label: '  Internet \t\n Explorer\u00a0 11  ',
      becomes: { name: 'Internet Explorer', version: '11' },
    },
    {
      rule: 'makes a no-break space a space',
      label: 'Internet\u00a0Explorer 11',
      becomes: { name: 'Internet Explorer', version: '11' },
    },
    { rule: 'takes a number alone for a name', label: ' 11 ', becomes: { name: '11' } },
    {
      rule: 'takes a raw user-agent string that nobody knows for a name',
      label: 'Unheard/1.0  (of)',
      becomes: { name: 'Unheard/1.0 (of)' },
    },
  ])('$rule: $label', ({ label, becomes }) => {
    expect(split(label)).toStrictEqual(becomes);
  });

  it.each(['', ' ', '\t\n\u00a0'])('finds nothing in the blank label %j', (label) => {
    expect(split(label)).toBeUndefined();
  });

  it.each(NOT_STRINGS)('finds nothing in %s, which is not a string', (label) => {
    expect(split(label)).toBeUndefined();
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
  it.each<{ label: string; browser: object; os: object }>([
    {
      label: ON_WINDOWS,
      browser: { name: 'Chrome', version: '105.0.0.0' },
      os: { name: 'Windows', version: '10' },
    },
    {
      label: ON_IPHONE,
      browser: { name: 'Mobile Safari', version: '16.5' },
      os: { name: 'iOS', version: '16.5' },
    },
    {
      label: 'Mozilla/5.0 (X11; Linux)',
      browser: { name: 'Mozilla/5.0 (X11; Linux)' },
      os: { name: 'Linux' },
    },
  ])('is read by ua-parser-js: $label', ({ label, browser, os }) => {
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

  it.each(['Mozilla/5.0', 'Dalvik/2.1.0 (Linux; U)', 'Olark mozilla/5.0', 'Some-Agent.x_y/1.0'])(
    'has a product token whose version has a point: %s',
    (label) => {
      expect(isRawUserAgent(label)).toBe(true);
    },
  );

  it.each([
    'OS/2 4.5',
    'AC/DC 5.0',
    'a/5',
    'a/.5',
    '/5.0',
    '5/5.0',
    'x(a/5.0',
    '',
    ['Mozilla/5.0'],
    ...NOT_STRINGS,
  ])('is not %s', (label) => {
    expect(isRawUserAgent(label)).toBe(false);
  });
});

it.each([' Windows \t 10 ', '', ON_WINDOWS])('wholeOperatingSystem leaves %j as it was sent', (label) => {
  expect(wholeOperatingSystem(label)).toStrictEqual({ name: label });
});

it.each(NOT_STRINGS)('wholeOperatingSystem finds nothing in %s, which is not a string', (label) => {
  expect(wholeOperatingSystem(label)).toBeUndefined();
});
