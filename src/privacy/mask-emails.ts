import type { MappingRule } from '../options.js';
import { maskText } from './mask-text.js';

/** An at sign; in a URL, also encoded, once or more than once; also those of Chinese and Japanese keyboards. */
const AT = /[@\uFF20\uFE6B]|%(?:25)*40/g;

/** What can stand beside an address, and is no part of one: space, quotes, brackets, what separates parts of a URL. */
const EDGE = /[\s"'`\p{Ps}\p{Pe}\p{Pi}\p{Pf}<>,;:=&?#/\\|…、，；：？！＝＆＜＞]/u;

const APOSTROPHE = /['’]/;
const LETTER = /[\p{L}\p{N}]/u;

/**
 * Puts `[e-mail]` in place of each word that has an at sign: `@`, `%40` as in URLs, or a full-width `＠`. It leaves what
 * stands around the word. The time that it takes grows with the length of the text.
 *
 * @example
 * withoutEmails('Write to <bob@shop.test>.'); // 'Write to <[e-mail]>.'
 */
export function withoutEmails(text: string): string {
  let result = '';
  let end = 0;
  for (const { 0: at, index } of text.matchAll(AT)) {
    // The word before went on to here.
    if (index < end) continue;
    result += `${text.slice(end, wordStart(text, index, end))}[e-mail]`;
    end = wordEnd(text, index + at.length);
  }
  return result + text.slice(end);
}

/** Where the word that goes on at a position begins; not before `limit`. */
function wordStart(text: string, position: number, limit: number): number {
  let start = position;
  while (start > limit) {
    const before = text.charAt(start - 1);
    // `o'brien@example.com`, but not `'bob@shop.test'`.
    const isInName = APOSTROPHE.test(before) && start - 1 > limit && LETTER.test(text.charAt(start - 2));
    if (EDGE.test(before) && !isInName) break;
    start -= 1;
  }
  return start;
}

/** Where the word that goes on at a position ends; the end of a sentence is not part of it. */
function wordEnd(text: string, position: number): number {
  let end = position;
  while (end < text.length && text[end] !== '!' && !EDGE.test(text.charAt(end))) end += 1;
  while (end > position && text[end - 1] === '.') end -= 1;
  return end;
}

/**
 * Rules that put `[e-mail]` in place of each e-mail address in `context`, `traits`, `properties` and a group's `name`,
 * in values and in names of fields: of each word that has an at sign, `@` or, as in URLs, `%40`. What stands around the
 * word stays. Ids and the event's name stay as they are.
 *
 * @example
 * const items = [{ kind: 'MessageToOperator', body: 'Bob <bob@shop.test>, Lyon' }];
 * const [track] = transformOlark({ kind: 'Conversation', items, visitor: { id: 'v1' } }, { rules: maskEmails });
 * track.properties; // { items: [{ kind: 'MessageToOperator', body: 'Bob <[e-mail]>, Lyon' }] }
 */
export const maskEmails: readonly MappingRule[] = /* @__PURE__ */ Object.freeze(
  /* @__PURE__ */ maskText(withoutEmails),
);
