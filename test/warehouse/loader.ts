import type { RudderWarehouseIntegration } from '../../src/index.js';

/**
 * What RudderStack's warehouse loaders make of an event, as far as its columns go: names in snake case, `_`
 * between levels, lists as JSON text, `jsonPaths` as JSON columns, a type for each value.
 */
export interface Row {
  readonly table: string;
  readonly cells: ReadonlyMap<string, Cell>;
}

export interface Cell {
  readonly type: ColumnType;
  readonly value: string | number | boolean;
  /** Where in the event the value is. */
  readonly path: string;
}

/** As Postgres calls them. */
export type ColumnType = 'bigint' | 'numeric' | 'boolean' | 'timestamptz' | 'text' | 'jsonb';

/** What of an event the loaders read. */
export interface LoadedEvent {
  readonly type: string;
  readonly event?: string;
  readonly userId: string;
  readonly groupId?: string;
  readonly messageId?: string;
  readonly timestamp?: string;
  readonly originalTimestamp?: string;
  readonly receivedAt?: string;
  readonly context?: object;
  readonly properties?: object;
  readonly traits?: object;
  readonly integrations?: { readonly DATA_WAREHOUSE?: RudderWarehouseIntegration };
}

/** The columns that RudderStack fills from the event itself, whatever is in it. */
const OWN: readonly (readonly [column: string, field: keyof LoadedEvent])[] = [
  ['id', 'messageId'],
  ['event_text', 'event'],
  ['user_id', 'userId'],
  ['group_id', 'groupId'],
  ['timestamp', 'timestamp'],
  ['original_timestamp', 'originalTimestamp'],
  ['received_at', 'receivedAt'],
];

export function rowOf(event: LoadedEvent): Row {
  const jsonPaths = new Set(event.integrations?.DATA_WAREHOUSE?.options.jsonPaths);
  const own = OWN.flatMap(([column, field]) => cellsOf(event[field], field, column, new Set()));
  if (event.event !== undefined) own.push(['event', textCell(snakeCase(event.event), 'event')]);

  const flat = (part: 'properties' | 'traits' | 'context', prefix: string) =>
    cellsOf(event[part], `${event.type}.${part}`, prefix, jsonPaths);
  const body = event.type === 'track' ? flat('properties', '') : flat('traits', '');
  // Of two fields with one column the loaders keep one: context before properties, their own before both.
  return { table: tableOf(event), cells: new Map([...own, ...body, ...flat('context', 'context'), ...own]) };
}

function tableOf({ type, event = '' }: LoadedEvent): string {
  if (type === 'track') return snakeCase(event);
  return type === 'group' ? 'groups' : 'users';
}

function cellsOf(
  value: unknown,
  path: string,
  column: string,
  jsonPaths: ReadonlySet<string>,
): [string, Cell][] {
  if (value === undefined || value === null || value === '') return [];
  const place = path.replace(/^(track|group|identify)\./, '');
  if (jsonPaths.has(path)) return [[column, { type: 'jsonb', value: JSON.stringify(value), path: place }]];
  if (Array.isArray(value)) return [[column, textCell(JSON.stringify(value), place)]];
  if (typeof value === 'object') {
    return Object.entries(value).flatMap(([key, inner]) => {
      const name = snakeCase(key);
      const inside = column === '' ? name : `${column}_${name}`;
      return name === '' ? [] : cellsOf(inner, `${path}.${key}`, inside, jsonPaths);
    });
  }
  return [[column, scalarCell(value, place)]];
}

function scalarCell(value: unknown, path: string): Cell {
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'bigint' : 'numeric', value, path };
  if (typeof value === 'boolean') return { type: 'boolean', value, path };
  if (typeof value !== 'string') throw new TypeError(`${path} is no JSON value.`);
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value)
    ? { type: 'timestamptz', value, path }
    : textCell(value, path);
}

function textCell(value: string, path: string): Cell {
  return { type: 'text', value, path };
}

/** `emailAddress` becomes `email_address`. */
export function snakeCase(name: string): string {
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [];
  return words.join('_').toLowerCase();
}

/** The tables of many rows: each column's type is fixed by its first value. */
export class Schema {
  readonly tables = new Map<string, Map<string, Cell>>();
  /** What the loaders would discard: values of another type than their column. */
  readonly discarded: string[] = [];

  constructor(rows: Iterable<Row>) {
    for (const row of rows) this.add(row);
  }

  private add({ table, cells }: Row): void {
    const columns = this.tables.get(table) ?? new Map<string, Cell>();
    this.tables.set(table, columns);
    for (const [column, cell] of cells) {
      const first = columns.get(column);
      if (!first) columns.set(column, cell);
      else if (first.type !== cell.type)
        this.discarded.push(`${table}.${column}: ${first.type}, ${cell.type}`);
    }
  }

  columnsOf(table: string): ReadonlyMap<string, Cell> {
    return this.tables.get(table) ?? new Map<string, Cell>();
  }
}
