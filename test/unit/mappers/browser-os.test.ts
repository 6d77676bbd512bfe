import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  isRawUserAgent,
  operatingSystemOfUserAgent,
  splitBrowser,
  splitOperatingSystem,
  wholeOperatingSystem,
} from '../../../src/mappers/index.js';

const CHROME_ON_WINDOWS =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/105.0.0.0 Safari/537.36';
const NOT_STRINGS = [undefined, null, 11, true, ['Chrome 105'], { name: 'Chrome' }, Symbol('Chrome')];

describe.each([
  ['splitBrowser', splitBrowser],
  ['splitOperatingSystem', splitOperatingSystem],
])('%s', (_, split) => {
  it.each([
    ['Internet Explorer 11', { name: 'Internet Explorer', version: '11' }],
    ['Microsoft Internet Explorer 9.0', { name: 'Microsoft Internet Explorer', version: '9.0' }],
    ['Opera Mini 7.1.32052', { name: 'Opera Mini', version: '7.1.32052' }],
    ['Chrome 105.0.0.0', { name: 'Chrome', version: '105.0.0.0' }],
    ['Chrome 105beta', { name: 'Chrome', version: '105beta' }],
    ['Windows 10', { name: 'Windows', version: '10' }],
    ['Mac OS X 10.15', { name: 'Mac OS X', version: '10.15' }],
    ['Windows 95 98', { name: 'Windows 95', version: '98' }],
    ['Mobile Safari', { name: 'Mobile Safari' }],
    ['Chrome', { name: 'Chrome' }],
    ['Macintosh', { name: 'Macintosh' }],
    ['Windows XP', { name: 'Windows XP' }],
    ['Ubuntu 22.04 LTS', { name: 'Ubuntu 22.04 LTS' }],
    ['11', { name: '11' }],
    ['Chrome v105', { name: 'Chrome v105' }],
    ['Chrome ١', { name: 'Chrome ١' }],
    ['  Internet \t\n Explorer\u00a0 11  ', { name: 'Internet Explorer', version: '11' }],
    [' 11 ', { name: '11' }],
    ['Браузер 1.0', { name: 'Браузер', version: '1.0' }],
    ['Chrome 0.5', { name: 'Chrome', version: '0.5' }],
    ['Chrome 9', { name: 'Chrome', version: '9' }],
    ['Chrome (105)', { name: 'Chrome (105)' }],
    ['Chrome :105', { name: 'Chrome :105' }],
    ['(Chrome/105)', { name: '(Chrome/105)' }],
    ['AC/DC 5', { name: 'AC/DC', version: '5' }],
    ['OS/2 4.5', { name: 'OS/2', version: '4.5' }],
    ['OS/2', { name: 'OS/2' }],
    ['Internet\u00a0Explorer 11', { name: 'Internet Explorer', version: '11' }],
  ])('splits %j', (label, expected) => {
    expect(split(label)).toStrictEqual(expected);
  });

  it.each(['', ' ', '\t\n\u00a0'])('maps no blank label: %j', (label) => {
    expect(split(label)).toBeUndefined();
  });

  it.each(NOT_STRINGS)('maps nothing but strings: %s', (label) => {
    expect(split(label)).toBeUndefined();
  });

  it('keeps the whole of a user-agent string that it cannot name', () => {
    expect(split('Unheard/1.0  (of)')).toStrictEqual({ name: 'Unheard/1.0 (of)' });
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

  it('copes with a label of a million characters', () => {
    for (const piece of ['a', ' ', '1', ' 1', 'a/', 'Mozilla/5.0 ', '.', '-/']) {
      const label = piece.repeat(1_000_000 / piece.length);
      const { name = '', version = '' } = split(`x${label}`) ?? {};
      expect(name.length + version.length).toBeGreaterThan(0);
    }
  });
});

describe('a raw user-agent string', () => {
  it.each([
    [CHROME_ON_WINDOWS, 'Chrome', '105.0.0.0', 'Windows', '10'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.5 Mobile/15E148 Safari/604.1',
      'Mobile Safari',
      '16.5',
      'iOS',
      '16.5',
    ],
    ['Mozilla/5.0 (X11; Ubuntu 22.04) Gecko/20100101 Firefox/115.0', 'Firefox', '115.0', 'Ubuntu', '22.04'],
  ])('is parsed: %s', (label, browser, version, os, osVersion) => {
    expect(splitBrowser(label)).toStrictEqual({ name: browser, version });
    expect(splitOperatingSystem(label)).toStrictEqual({ name: os, version: osVersion });
    expect(operatingSystemOfUserAgent(label)).toStrictEqual({ name: os, version: osVersion });
  });

  it('may name an operating system without a version', () => {
    expect(splitOperatingSystem('Mozilla/5.0 (X11; Linux x86_64; rv:109.0)')).toStrictEqual({
      name: 'Linux',
    });
  });

  it('names no operating system where there is none to name', () => {
    expect(operatingSystemOfUserAgent('Unheard/1.0')).toBeUndefined();
    expect(operatingSystemOfUserAgent('Windows 10')).toBeUndefined();
    for (const label of NOT_STRINGS) expect(operatingSystemOfUserAgent(label)).toBeUndefined();
  });
});

describe('isRawUserAgent', () => {
  it.each([
    CHROME_ON_WINDOWS,
    'Mozilla/5.0',
    'Dalvik/2.1.0 (Linux; U; Android 13)',
    'Olark mozilla/5.0',
    'Some-Agent.x_y/1.0',
  ])('is true of %s', (label) => {
    expect(isRawUserAgent(label)).toBe(true);
  });

  it.each([
    ...[
      'Chrome 105.0.0.0',
      'OS/2 4.5',
      'OS/2',
      'AC/DC 5.0',
      'a/5',
      'a/.5',
      '/5.0',
      '5/5.0',
      'x(a/5.0',
      '',
      ' ',
    ],
    ...NOT_STRINGS,
    ['Mozilla/5.0'],
  ])('is false of %s', (label) => {
    expect(isRawUserAgent(label)).toBe(false);
  });
});

describe('wholeOperatingSystem', () => {
  it('leaves a label as it was sent', () => {
    expect(wholeOperatingSystem(' Windows \t 10 ')).toStrictEqual({ name: ' Windows \t 10 ' });
    expect(wholeOperatingSystem('')).toStrictEqual({ name: '' });
    expect(wholeOperatingSystem(CHROME_ON_WINDOWS)).toStrictEqual({ name: CHROME_ON_WINDOWS });
  });

  it.each(NOT_STRINGS)('maps nothing but strings: %s', (label) => {
    expect(wholeOperatingSystem(label)).toBeUndefined();
  });
});
