import { type FieldMapping, type Key, nameOf, type Place } from '../support/mapping.js';
import type { Row } from '../warehouse/loader.js';
import { breakable, button, element, find } from './dom.js';
import type { Result } from './result.js';

/** Longer values are cut until one clicks on them. */
const MAX_PREVIEW = 12;
const MAX_VALUE = 5000;

/** Where each field went: a table whose rows lead to the events. */
export class MappingPane {
  readonly #onPick: (field: FieldMapping, place: Place | undefined) => void;
  #rows: { readonly field: FieldMapping; readonly row: HTMLTableRowElement }[] = [];

  constructor(onPick: (field: FieldMapping, place: Place | undefined) => void) {
    this.#onPick = onPick;
  }

  update(result: Result): void {
    const hasColumns = result.rows.length > 0;
    find('mapping-hint').hidden = !hasColumns;
    find('mapping-summary').textContent = summaryOf(result);
    this.#rows = result.mapping.map((field) => ({ field, row: this.#rowOf(field, result.rows) }));
    find('mapping').replaceChildren(...this.#rows.map(({ row }) => row));
  }

  /** Marks the row whose field went to a place of an event, and shows it. */
  show(event: number, path: readonly Key[]): FieldMapping | undefined {
    const found = this.#rows
      .flatMap(({ field, row }) => field.places.map((place) => ({ field, row, place })))
      .filter(({ place }) => place.event === event && contains(place.path, path))
      .sort((a, b) => b.place.path.length - a.place.path.length)[0];
    this.mark(found?.field);
    if (!found) return undefined;
    found.row.scrollIntoView({ block: 'center', behavior: 'instant' });
    found.row.querySelector<HTMLButtonElement>('button.place')?.focus({ preventScroll: true });
    return found.field;
  }

  mark(marked: FieldMapping | undefined): void {
    for (const { field, row } of this.#rows) {
      if (field === marked) row.setAttribute('aria-current', 'true');
      else row.removeAttribute('aria-current');
    }
  }

  #rowOf(field: FieldMapping, rows: readonly Row[]): HTMLTableRowElement {
    const { source, value, places } = field;
    const row = element(
      'tr',
      { class: stateOf(field) },
      element('th', { scope: 'row' }, ...breakable(nameOf(source)), valueOf(value)),
      element('td', {}, ...this.#placesOf(field, rows)),
    );
    row.addEventListener('click', ({ target }) => {
      const isButton = target instanceof Element && target.closest('button') !== null;
      if (!isButton && getSelection()?.isCollapsed !== false) this.#onPick(field, places[0]);
    });
    return row;
  }

  #placesOf(field: FieldMapping, rows: readonly Row[]): Node[] {
    const { places, isOfIdlessGroup } = field;
    const items = places.map((place, index) => {
      const isRepeated = place.event === places[index - 1]?.event;
      const event = element('span', { class: isRepeated ? 'event spoken' : 'event' }, eventName(place.event));
      const path = element('span', { class: 'path' }, ...breakable(textOf(place)));
      const pick = button([event, ' ', path], { class: 'place' }, () => {
        this.#onPick(field, place);
      });
      return element('li', {}, pick, ...columnsOf(place, rows[place.event]));
    });
    const notes = isOfIdlessGroup ? ['No group event: this group has no usable id.'] : [];
    if (places.length === 0 && !isOfIdlessGroup) notes.push(isEmpty(field) ? 'empty' : 'left out');
    return [
      ...(items.length > 0 ? [element('ul', {}, ...items)] : []),
      ...notes.map((note) => element('span', { class: 'note' }, note)),
    ];
  }
}

function contains(outer: readonly Key[], inner: readonly Key[]): boolean {
  return outer.every((step, index) => inner[index] === step);
}

function isEmpty({ value }: FieldMapping): boolean {
  return value === undefined || value === null || value === '';
}

function stateOf(field: FieldMapping): string {
  if (field.places.length > 0) return 'kept';
  return isEmpty(field) ? 'empty' : 'lost';
}

function eventName(event: number): string {
  return event === 0 ? 'track' : `group ${String(event)}`;
}

function textOf({ path }: Place): string {
  return path.length === 0 ? 'the whole event' : path.join('.');
}

function summaryOf({ mapping, isCut }: Result): string {
  const count = (state: string) => mapping.filter((field) => stateOf(field) === state).length;
  const summary = `${String(count('kept'))} fields kept, ${String(count('lost'))} left out, ${String(count('empty'))} empty.`;
  return isCut ? `The first ${String(mapping.length)} fields: ${summary}` : summary;
}

function valueOf(value: unknown): Node {
  const text = value === undefined ? '' : JSON.stringify(value);
  if (text.length <= MAX_PREVIEW) return element('span', { class: 'value' }, text);
  const whole = text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)} …` : text;
  return button(whole, { class: 'value cut', title: whole, 'aria-expanded': 'false' }, (pressed) => {
    pressed.ariaExpanded = String(pressed.ariaExpanded !== 'true');
  });
}

/** The columns that a place fills. */
function columnsOf({ path }: Place, row: Row | undefined): Node[] {
  if (!row) return [];
  const names = [...row.cells]
    .filter(([, cell]) => contains(path, cell.path.split('.')))
    .map(([name]) => name);
  if (names.length === 0) return [element('small', {}, 'no column')];
  return names.map((name) => element('small', { class: 'column' }, ...breakable(name)));
}
