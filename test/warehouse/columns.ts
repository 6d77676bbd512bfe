/** A type of Postgres; `JSON text` is a column of type `text` that holds JSON. */
type ListedType = 'text' | 'bigint' | 'boolean' | 'timestamptz' | 'jsonb' | 'JSON text';

export interface Column {
  readonly table: 'conversation' | 'groups';
  readonly column: string;
  readonly type: ListedType;
  /** Markdown: a field of the delivery between backticks, or words. */
  readonly from: string;
  /** Every row has it, so that RudderStack makes it with the table. */
  readonly isOnEveryRow: boolean;
}

type Line = readonly [column: string, type: ListedType, from: string];

const ON_EVERY_ROW: readonly Line[] = [
  ['id', 'text', 'the event’s `messageId`'],
  ['user_id', 'text', '`visitor.id`'],
  ['timestamp', 'timestamptz', 'time of the latest message, else when RudderStack received the event'],
  ['original_timestamp', 'timestamptz', 'likewise'],
  ['received_at', 'timestamptz', 'when RudderStack received the event'],
  ['context_library_name', 'text', 'always `unknown`'],
  ['context_library_version', 'text', 'always `unknown`'],
  ['context_integration_name', 'text', 'always `Olark`'],
];

/** Every column of the profile `warehouse`. The tests, the guide's tables and its first statement follow this list. */
export const columns: readonly Column[] = [
  ...listed('conversation', true, [
    ...ON_EVERY_ROW,
    ['event_text', 'text', '`kind`'],
    ['event', 'text', '`kind` in snake case'],
  ]),
  ...listed('conversation', false, [
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
  ]),
  ...listed('groups', true, [...ON_EVERY_ROW, ['group_id', 'text', '`id` of the group']]),
  ...listed('groups', false, [
    ['name', 'text', '`name` of the group'],
    ['kind', 'text', '`kind` of the group'],
    ['other_fields', 'JSON text', 'all other fields of the group'],
    ['context_conversation_id', 'text', '`id` of the conversation'],
  ]),
];

function listed(table: Column['table'], isOnEveryRow: boolean, lines: readonly Line[]): Column[] {
  return lines.map(([column, type, from]) => ({ table, column, type, from, isOnEveryRow }));
}

const TABLES = ['conversation', 'groups'] as const;

/** The columns that not every row has. */
function added(table: Column['table']): Column[] {
  return columns.filter((column) => column.table === table && !column.isOnEveryRow);
}

export function columnsOf(table: string): ReadonlyMap<string, Column> {
  return new Map(columns.filter((column) => column.table === table).map((column) => [column.column, column]));
}

export function postgresType({ type }: Column): Exclude<ListedType, 'JSON text'> {
  return type === 'JSON text' ? 'text' : type;
}

/** Both tables in Markdown, for the guide; without what is on every row. */
export function columnTables(): string {
  return TABLES.map((table) =>
    alignedTable([
      [`Column of \`${table}\``, 'Type', 'From'],
      ...added(table).map(({ column, type, from }) => [`\`${column}\``, type, from]),
    ]),
  ).join('\n\n');
}

function alignedTable([head = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = head.map((_, index) => Math.max(...[head, ...rows].map((row) => row[index]?.length ?? 0)));
  const lines = [head, widths.map((width) => '-'.repeat(width)), ...rows];
  return lines
    .map((row) => `| ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`)
    .join('\n');
}

/** The SQL that creates the columns that are not there yet, as a code block, for the guide. */
export function alterTable(): string {
  const statements = TABLES.map((table) => {
    const clauses = added(table).map((of) => `add column if not exists ${of.column} ${postgresType(of)}`);
    const pairs = clauses.flatMap((_, index) =>
      index % 2 ? [] : clauses.slice(index, index + 2).join(', '),
    );
    return `alter table if exists ${table}\n  ${pairs.join(',\n  ')};`;
  });
  return ['```sql', statements.join('\n\n'), '```'].join('\n');
}
