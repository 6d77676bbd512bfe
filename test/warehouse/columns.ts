import { code, table as markdownTable } from '../support/mapping-table.js';

/** A type of Postgres; `JSON text` is a column of type `text` that holds JSON. */
type ColumnType = 'text' | 'bigint' | 'boolean' | 'timestamptz' | 'jsonb' | 'JSON text';
/** `from` is Markdown: a field of the delivery between backticks, or words. */
type Column = readonly [name: string, type: ColumnType, from: string];

const ON_EVERY_ROW: Readonly<Record<string, ColumnType>> = {
  id: 'text',
  user_id: 'text',
  timestamp: 'timestamptz',
  original_timestamp: 'timestamptz',
  received_at: 'timestamptz',
  context_library_name: 'text',
  context_library_version: 'text',
  context_integration_name: 'text',
};

/** The columns that RudderStack makes with the tables, because every row has them. */
const made: Readonly<Record<string, Readonly<Record<string, ColumnType>>>> = {
  conversation: { ...ON_EVERY_ROW, event_text: 'text', event: 'text' },
  groups: { ...ON_EVERY_ROW, group_id: 'text' },
};

/** All other columns of the profile `warehouse`. The guide's tables and its first statement follow this list. */
export const columns: Readonly<Record<string, readonly Column[]>> = {
  conversation: [
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
    ['first_operator_id', 'text', '`operatorId` of the first message to the visitor that has one'],
    ['is_offline', 'boolean', 'whether a message is of kind `OfflineMessage`'],
    ['other_fields', 'JSON text', 'all other fields of the conversation'],
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
  ],
  groups: [
    ['name', 'text', '`name` of the group'],
    ['kind', 'text', '`kind` of the group'],
    ['other_fields', 'JSON text', 'all other fields of the group'],
    ['context_conversation_id', 'text', '`id` of the conversation'],
  ],
};

/** The type in Postgres of each column of a table. */
export function typesOf(table: string): ReadonlyMap<string, string> {
  const others = (columns[table] ?? []).map(([name, type]) => [name, postgresType(type)] as const);
  return new Map([...Object.entries(made[table] ?? {}), ...others]);
}

function postgresType(type: ColumnType): string {
  return type === 'JSON text' ? 'text' : type;
}

/** Both tables in Markdown, for the guide. */
export function columnTables(): string {
  const tables = Object.entries(columns).map(([table, list]) =>
    markdownTable([
      [`Column of ${code(table)}`, 'Type', 'From'],
      ...list.map(([name, type, from]) => [code(name), type, from]),
    ]),
  );
  return tables.join('\n\n');
}

/** The SQL that creates the columns that are not there yet, two in a line, as a code block, for the guide. */
export function alterTable(): string {
  const statements = Object.entries(columns).map(([table, list]) => {
    const clauses = list.map(([name, type]) => `add column if not exists ${name} ${postgresType(type)}`);
    const lines = clauses.join(', ').replaceAll(/(add [^,]*, add [^,]*), /g, '$1,\n  ');
    return `alter table if exists ${table}\n  ${lines};`;
  });
  return ['```sql', statements.join('\n\n'), '```'].join('\n');
}
