/** What RudderStack's warehouse loaders read of an event. */
export interface LoadedEvent {
  readonly type: string;
  readonly event?: string;
  readonly integrations?: {
    readonly Olark?: boolean;
    readonly DATA_WAREHOUSE?: { readonly options: { readonly jsonPaths: readonly string[] } };
  };
  readonly [field: string]: unknown;
}

/** As Postgres calls them. */
export type ColumnType = 'bigint' | 'numeric' | 'boolean' | 'timestamptz' | 'text' | 'jsonb';

export interface Cell {
  readonly type: ColumnType;
  readonly value: string | number | boolean;
  /** Where in the event the value is. */
  readonly path: string;
}

export interface Row {
  readonly table: string;
  readonly cells: ReadonlyMap<string, Cell>;
}

/** Postgres, Redshift, Snowflake and BigQuery honour `jsonPaths`; all other warehouses ignore them. */
export const WAREHOUSES = ['honours jsonPaths', 'ignores jsonPaths'] as const;
export type Warehouse = (typeof WAREHOUSES)[number];

/** The columns that the loaders fill from the event itself. */
const OWN: readonly (readonly [column: string, field: string])[] = [
  ['id', 'messageId'],
  ['event_text', 'event'],
  ['user_id', 'userId'],
  ['group_id', 'groupId'],
  ['timestamp', 'timestamp'],
  ['original_timestamp', 'originalTimestamp'],
  ['received_at', 'receivedAt'],
];

/** A field of the event whose column has one of these names is dropped. */
export const RESERVED: ReadonlySet<string> = new Set([
  ...OWN.map(([column]) => column),
  'anonymous_id',
  'channel',
  'event',
  'record_id',
  'sent_at',
  'uuid_ts',
]);

/**
 * The row of an event in its own table: a track event's is named after the event, a group event's is `groups`, an
 * identify event's is `identifies`. This is a model of the loaders as far as columns go: names in snake case from ASCII
 * letters and digits, `_` between levels, lists as JSON text, a type for each value.
 */
export function rowOf(event: LoadedEvent, warehouse: Warehouse = 'honours jsonPaths'): Row {
  const jsonPaths = new Set(
    warehouse === 'honours jsonPaths' ? event.integrations?.DATA_WAREHOUSE?.options.jsonPaths : [],
  );
  const cells = new Map<string, Cell>();

  function add(value: unknown, path: string, column: string): void {
    if (value === undefined || value === null || value === '') return;
    const isJson = jsonPaths.has(`${event.type}.${path}`);
    if (isJson || Array.isArray(value)) {
      cells.set(column, { type: isJson ? 'jsonb' : 'text', value: JSON.stringify(value), path });
    } else if (typeof value === 'object') {
      for (const [key, inner] of Object.entries(value)) {
        const name = [column, snakeCase(key)].filter((part) => part !== '').join('_');
        if (snakeCase(key) !== '' && !RESERVED.has(name)) add(inner, `${path}.${key}`, name);
      }
    } else cells.set(column, scalarCell(value, path));
  }

  // Of two fields with one column, the one that is set last stays.
  if (event.type === 'track') add(event['properties'], 'properties', '');
  else {
    // `context.traits` of an identify event is about the visitor as its `traits` are.
    if (event.type === 'identify') add(traitsOf(event['context']), 'context.traits', '');
    add(event['traits'], 'traits', '');
  }
  add(event['context'], 'context', 'context');
  const ip = cells.get('context_ip');
  if (ip) cells.set('context_passed_ip', ip);
  for (const [column, field] of OWN) add(event[field], field, column);
  if (event.event !== undefined) add(snakeCase(event.event), 'event', 'event');

  return { table: tableOf(event), cells };
}

/** Every row of an event: that of its own table, and the one in `tracks` or `users`. */
export function rowsOf(event: LoadedEvent, warehouse: Warehouse = 'honours jsonPaths'): Row[] {
  const row = rowOf(event, warehouse);
  if (event.type === 'track')
    return [row, { table: 'tracks', cells: rowOf({ ...event, properties: {} }).cells }];
  if (event.type === 'identify') return [row, userOf(row)];
  return [row];
}

/** The row of `users`, whose `id` is the user's. */
function userOf({ cells }: Row): Row {
  const user = new Map(cells);
  const id = cells.get('user_id');
  if (id) user.set('id', id);
  user.delete('user_id');
  return { table: 'users', cells: user };
}

function tableOf({ type, event = '' }: LoadedEvent): string {
  if (type === 'track') return snakeCase(event);
  return type === 'identify' ? 'identifies' : 'groups';
}

function traitsOf(context: unknown): unknown {
  return typeof context === 'object' && context !== null && 'traits' in context ? context.traits : undefined;
}

const DATE = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

function scalarCell(value: unknown, path: string): Cell {
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'bigint' : 'numeric', value, path };
  if (typeof value === 'boolean') return { type: 'boolean', value, path };
  if (typeof value !== 'string') throw new TypeError(`${path} is not a JSON value.`);
  return { type: DATE.test(value) ? 'timestamptz' : 'text', value, path };
}

/** `emailAddress` becomes `email_address`. */
function snakeCase(name: string): string {
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [];
  return words.join('_').toLowerCase();
}
