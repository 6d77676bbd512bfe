/// <reference lib="dom" />
import { element } from './elements.js';

/** A key with its colon, a string, a number, or one of JSON's words. */
const TOKEN =
  /(?<key>"(?:[^"\\]|\\.)*"(?=:))|(?<string>"(?:[^"\\]|\\.)*")|(?<number>-?\d[\d.eE+-]*)|(?<word>true|false|null)/g;

/** The longest text that is coloured: each token is an element, and many of them make the page slow. */
const LONGEST = 200_000;

/** A value as JSON, with its keys, strings, numbers and words in elements of their own. */
export function coloredJson(value: unknown): HTMLElement {
  const text = JSON.stringify(value, null, 2);
  const pre = element('pre', {});
  if (text.length > LONGEST) {
    pre.append(text);
    return pre;
  }
  let end = 0;
  for (const { 0: token, index, groups = {} } of text.matchAll(TOKEN)) {
    const kind = Object.keys(groups).find((name) => groups[name] !== undefined) ?? '';
    pre.append(text.slice(end, index), element('span', { class: kind }, token));
    end = index + token.length;
  }
  pre.append(text.slice(end));
  return pre;
}
