import { code, table as markdownTable } from '../support/mapping-table.js';
import { RESERVED } from './loader.js';

/** A type of Postgres; `JSON text` is a column of type `text` that holds JSON. */
type ColumnType = 'text' | 'bigint' | 'boolean' | 'timestamptz' | 'jsonb' | 'JSON text';
/** `from` is Markdown: a field of the delivery between backticks, or words. */
type Column = readonly [name: string, type: ColumnType, from: string];

/** The columns that RudderStack makes with a table, because every row has them. */
const ON_EVERY_ROW: Readonly<Record<string, ColumnType>> = {
  id: 'text',
  timestamp: 'timestamptz',
  original_timestamp: 'timestamptz',
  received_at: 'timestamptz',
  context_library_name: 'text',
  context_library_version: 'text',
  context_integration_name: 'text',
};

const made: Readonly<Record<string, Readonly<Record<string, ColumnType>>>> = {
  conversation: { ...ON_EVERY_ROW, user_id: 'text', event_text: 'text', event: 'text' },
  tracks: { ...ON_EVERY_ROW, user_id: 'text', event_text: 'text', event: 'text' },
  groups: { ...ON_EVERY_ROW, user_id: 'text', group_id: 'text' },
  identifies: { ...ON_EVERY_ROW, user_id: 'text' },
  users: ON_EVERY_ROW, // the id is the user's
};

const FROM_PROPERTIES: readonly Column[] = [
  ['conversation_id', 'text', '`id`'],
  ['event_type', 'text', '`eventType`'],
  ['is_lead', 'boolean', '`isLead`'],
  ['manually_submitted', 'boolean', '`manuallySubmitted`'],
  ['items', 'jsonb', '`items`'],
  ['operators', 'jsonb', '`operators` as a list'],
  ['groups', 'jsonb', '`groups`'],
  ['tags', 'jsonb', '`tags`'],
  ['chat_feedback_overall_chat', 'bigint', '`visitor.chat_feedback.overall_chat`'],
  ['chat_feedback_responsiveness', 'bigint', '`visitor.chat_feedback.responsiveness`'],
  ['chat_feedback_knowledge', 'bigint', '`visitor.chat_feedback.knowledge`'],
  ['chat_feedback_friendliness', 'bigint', '`visitor.chat_feedback.friendliness`'],
  ['chat_feedback_comments', 'text', '`visitor.chat_feedback.comments`'],
  ['started_at', 'timestamptz', 'time of the earliest message'],
  ['ended_at', 'timestamptz', 'time of the latest message'],
  ['duration_seconds', 'bigint', 'seconds between the two'],
  ['first_response_seconds', 'bigint', 'seconds from the visitor’s first message to the first answer'],
  ['average_response_seconds', 'bigint', 'seconds that an answer took on average'],
  ['message_count', 'bigint', 'how many messages there are'],
  ['visitor_message_count', 'bigint', 'how many are of kind `MessageToOperator`'],
  ['operator_message_count', 'bigint', 'how many are of kind `MessageToVisitor`'],
  ['first_responder_id', 'text', '`operatorId` of the first answer, which `first_response_seconds` measures'],
  ['is_offline', 'boolean', 'whether a message is of kind `OfflineMessage`'],
  ['other_fields', 'JSON text', 'all other fields of the conversation'],
];

/** These are in `tracks`, `identifies` and `users` too. */
const FROM_CONTEXT: readonly Column[] = [
  ['context_traits_name', 'text', '`visitor.fullName`'],
  ['context_traits_phone', 'text', '`visitor.phoneNumber`'],
  ['context_traits_email', 'text', '`visitor.emailAddress`'],
  ['context_traits_city', 'text', '`visitor.city`'],
  ['context_traits_region', 'text', '`visitor.region`'],
  ['context_traits_country', 'text', '`visitor.country`'],
  ['context_traits_country_code', 'text', '`visitor.countryCode`'],
  ['context_traits_organization', 'text', '`visitor.organization`'],
  ['context_traits_kind', 'text', '`visitor.kind`'],
  ['context_traits_custom_fields', 'JSON text', '`visitor.customFields`'],
  ['context_traits_other_fields', 'JSON text', 'all other fields of the visitor'],
  ['context_browser_name', 'text', 'name in `visitor.browser`'],
  ['context_browser_version', 'text', 'version in `visitor.browser`'],
  ['context_user_agent', 'text', '`visitor.browser`, where it is a raw user-agent string'],
  ['context_os_name', 'text', 'name in `visitor.operatingSystem`'],
  ['context_os_version', 'text', 'version in `visitor.operatingSystem`'],
  ['context_page_referrer', 'text', '`visitor.referrer`'],
  ['context_page_url', 'text', '`visitor.conversationBeginPage`'],
  ['context_ip', 'text', '`visitor.ip`, else the sender’s address'],
  ['context_passed_ip', 'text', '`visitor.ip`'],
];

const FROM_GROUP: readonly Column[] = [
  ['name', 'text', '`name` of the group'],
  ['kind', 'text', '`kind` of the group'],
  ['other_fields', 'JSON text', 'all other fields of the group'],
  ['context_conversation_id', 'text', '`id` of the conversation'],
];

/** `identifies` and `users` have these a second time, with `context_traits_` before the name. */
const FROM_TRAITS: readonly Column[] = FROM_CONTEXT.filter(([name]) =>
  name.startsWith('context_traits_'),
).map(([name, type, from]) => [name.replace('context_traits_', ''), type, from]);

/** All other columns of the profile `warehouse`. The guide's tables and the statements that create columns follow them. */
export const columns: Readonly<Record<string, readonly Column[]>> = {
  conversation: [...FROM_PROPERTIES, ...FROM_CONTEXT],
  tracks: FROM_CONTEXT,
  groups: FROM_GROUP,
  identifies: [...FROM_TRAITS, ...FROM_CONTEXT],
  users: [...FROM_TRAITS, ...FROM_CONTEXT],
};

/** The type in Postgres of each column of a table. */
export function typesOf(table: string): ReadonlyMap<string, string> {
  const others = (columns[table] ?? []).map(([name, type]) => [name, POSTGRES_TYPES[type]] as const);
  return new Map([...Object.entries(made[table] ?? {}), ...others]);
}

const POSTGRES_TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'text',
  bigint: 'bigint',
  boolean: 'boolean',
  timestamptz: 'timestamptz',
  jsonb: 'jsonb',
  'JSON text': 'text',
};

const REDSHIFT_TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'varchar(65535)',
  bigint: 'bigint',
  boolean: 'boolean',
  timestamptz: 'timestamp',
  jsonb: 'super',
  'JSON text': 'varchar(65535)',
};

/** The tables of columns in Markdown, for the guide. */
export function columnTables(): string {
  const shown = [
    ['Column of `conversation`', columns['conversation'] ?? []],
    ['Column of `groups`', FROM_GROUP],
    ['Column of `identifies` and `users`', FROM_TRAITS],
  ] as const;
  const tables = shown.map(([title, list]) =>
    markdownTable([[title, 'Type', 'From'], ...list.map(([name, type, from]) => [code(name), type, from])]),
  );
  return tables.join('\n\n');
}

/** The names of columns that RudderStack fills or drops, in Markdown, for the guide. */
export function reservedNames(): string {
  return [...RESERVED].sort().map(code).join(', ');
}

const POSTGRES_HEAD = `-- Creates the columns that the profile \`warehouse\` fills and that are not there yet, with their types.
-- It changes no column that is there. RudderStack makes the tables: run this file again when a table came later
-- (\`groups\` comes with the first group, \`identifies\` and \`users\` with the first \`identify\` event).
`;

const REDSHIFT_HEAD = `-- Creates the columns that the profile \`warehouse\` fills, with types of Redshift: its \`text\` holds 256 characters, and
-- longer text would be cut without an error. \`super\` holds JSON.
-- Redshift adds one column with each statement and does not know \`if not exists\`: a statement whose column is there
-- already, or whose table is not there yet, fails and changes nothing. So do not stop at errors. Run this file again when a
-- table came later.
`;

/** The files of SQL that create columns, by their paths from the repository's root. */
export const columnFiles: Readonly<Record<string, () => string>> = {
  'docs/examples/warehouse/setup/1-columns.sql': () => {
    const statements = Object.entries(columns).map(([table, list]) => {
      const clauses = list.map(
        ([name, type]) => `  add column if not exists ${name} ${POSTGRES_TYPES[type]}`,
      );
      return `\nalter table if exists ${table}\n${clauses.join(',\n')};\n`;
    });
    return [POSTGRES_HEAD, ...statements].join('');
  },
  'docs/examples/warehouse/redshift/columns.sql': () => {
    const statements = Object.entries(columns).map(([table, list]) => {
      const lines = list.map(
        ([name, type]) => `alter table ${table} add column ${name} ${REDSHIFT_TYPES[type]};\n`,
      );
      return `\n${lines.join('')}`;
    });
    return [REDSHIFT_HEAD, ...statements].join('');
  },
};
