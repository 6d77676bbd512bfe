-- Columns that were there before, and have another type than setup/1-columns.sql gives. RudderStack discards values that
-- do not fit the type of their column. To change a column: `drop view transcripts cascade`, change it, run setup.sql again.
select table_name, column_name, data_type
from information_schema.columns
where table_schema = current_schema()
  and table_name in ('tracks', 'conversation', 'groups', 'identifies', 'users')
  and data_type <> case
    when table_name = 'conversation' and column_name in ('items', 'operators', 'groups', 'tags') then 'jsonb'
    when column_name in ('is_lead', 'is_offline', 'manually_submitted') then 'boolean'
    when column_name ~ '_(seconds|count)$|^chat_feedback_(?!comments)' then 'bigint'
    when column_name ~ '_(at|ts)$|timestamp$' then 'timestamp with time zone'
    else 'text'
  end
order by table_name, column_name;
