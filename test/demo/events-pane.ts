import type { EditorView } from '@codemirror/view';

import type { RudderEvent } from '../../src/index.js';
import type { Key, Place } from '../support/mapping.js';
import type { Row } from '../warehouse/loader.js';
import { breakable, copyButton, element, find } from './dom.js';
import { createViewer, mark, setText, show } from './editor.js';
import { pathAt, rangeAt } from './json-places.js';
import type { Result } from './result.js';

/** More cards would make the page slow. */
const MAX_CARDS = 50;

interface Card {
  readonly article: HTMLElement;
  readonly title: HTMLElement;
  readonly id: HTMLElement;
  readonly columns: HTMLDetailsElement;
  readonly view: EditorView;
}

/** The events: a card for each. */
export class EventsPane {
  readonly #onPick: (event: number, path: readonly Key[]) => void;
  readonly #cards: Card[] = [];
  #events: readonly RudderEvent[] = [];

  constructor(onPick: (event: number, path: readonly Key[]) => void) {
    this.#onPick = onPick;
    find('events-actions').append(
      copyButton('Copy all', { 'aria-label': 'Copy all events' }, () =>
        JSON.stringify(this.#events, null, 2),
      ),
    );
  }

  update({ events, rows }: Result): void {
    this.#events = events;
    const shown = events.slice(0, MAX_CARDS);
    for (const [index, event] of shown.entries()) {
      const card = (this.#cards[index] ??= this.#createCard(index));
      card.title.replaceChildren(element('span', { class: 'type' }, event.type), ' ', nameOf(event));
      card.id.textContent = idOf(event);
      setText(card.view, JSON.stringify(event, null, 2));
      const row = rows[index];
      card.columns.hidden = row === undefined;
      card.columns.replaceChildren(...(row ? columnsOf(row) : []));
    }
    for (const { article, view } of this.#cards.splice(shown.length)) {
      view.destroy();
      article.remove();
    }
    const rest = events.length - shown.length;
    find('events-rest').textContent =
      rest > 0 ? `${String(rest)} more events are not shown. “Copy all” has them.` : '';
  }

  /** Marks places, and shows one of them. */
  show(places: readonly Place[], shown: Place | undefined): void {
    for (const [index, { view }] of this.#cards.entries()) {
      const paths = places.filter(({ event }) => event === index).map(({ path }) => path);
      mark(
        view,
        paths.flatMap((path) => rangeAt(view.state, path) ?? []),
      );
    }
    const card = shown && this.#cards[shown.event];
    const range = card && rangeAt(card.view.state, shown.path);
    if (!range) return;
    card.view.focus();
    show(card.view, range);
  }

  #createCard(index: number): Card {
    const title = element('h3', { id: `event-${String(index)}` });
    const id = element('p', { class: 'id' });
    const columns = element('details', { open: '' });
    const code = element('div', { class: 'code' });
    const view = createViewer(code, `Event ${String(index + 1)}`, (position) => {
      this.#onPick(index, pathAt(view.state, position));
    });
    const copying = copyButton('Copy', { 'aria-label': `Copy event ${String(index + 1)}` }, () =>
      view.state.doc.toString(),
    );
    const head = element('header', {}, element('div', {}, title, id), copying);
    const article = element('article', { 'aria-labelledby': title.id }, head, columns, code);
    find('events').append(article);
    return { article, title, id, columns, view };
  }
}

function nameOf(event: RudderEvent): string {
  return event.type === 'track' ? event.event : (event.traits.name ?? event.name ?? event.groupId);
}

function idOf({ messageId }: Partial<RudderEvent>): string {
  return messageId === undefined ? 'no messageId' : `messageId ${messageId}`;
}

/** What a warehouse makes of an event. */
function columnsOf({ table, cells }: Row): Node[] {
  const rows = [...cells].map(([column, { type, value }]) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, ...breakable(column)),
      element('td', {}, type),
      element('td', { class: 'cell', title: String(value) }, String(value)),
    ),
  );
  const head = ['Column', 'Type', 'Value'].map((name) => element('th', { scope: 'col' }, name));
  return [
    element('summary', {}, `${String(cells.size)} columns in the table `, element('code', {}, table)),
    element(
      'table',
      { class: 'columns' },
      element('thead', {}, element('tr', {}, ...head)),
      element('tbody', {}, ...rows),
    ),
  ];
}
