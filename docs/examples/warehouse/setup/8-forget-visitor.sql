-- Deletes a visitor from every table of the schema, and tells how many rows of each table it deleted:
--   select * from forget_visitor('4Z7TQ0JXBM8R2LKD6W1YVHN3S9F5PGCA');
-- It looks at every table that has the column `user_id`, so that tables are found which RudderStack made for events with
-- other names; and at `users`, where the column is `id`. A table that other sources fill loses their rows of this id too.
-- RudderStack keeps values that did not fit their columns in `rudder_discards`, with the `id` of their row as `row_id`.
create or replace function forget_visitor(visitor_id text) returns table (table_name text, deleted_rows bigint)
language plpgsql as $$
declare
  place record;
  has_discards constant boolean := to_regclass(format('%I.rudder_discards', current_schema())) is not null;
  discarded_rows bigint;
  all_discarded_rows bigint := 0;
begin
  for place in
    select
      columns.table_name as name,
      columns.column_name as id_column,
      exists (
        select 1
        from information_schema.columns as others
        where others.table_schema = columns.table_schema
          and others.table_name = columns.table_name
          and others.column_name = 'id'
      ) as has_row_ids
    from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where columns.table_schema = current_schema()
      and tables.table_type = 'BASE TABLE'
      and (columns.column_name = 'user_id' or (columns.table_name = 'users' and columns.column_name = 'id'))
    order by columns.table_name
  loop
    -- Before the rows go, because they tell which values were theirs.
    if has_discards and place.has_row_ids then
      execute format(
        'delete from rudder_discards where row_id in (select cast(id as text) from %I where %I = $1)',
        place.name,
        place.id_column
      ) using visitor_id;
      get diagnostics discarded_rows = row_count;
      all_discarded_rows := all_discarded_rows + discarded_rows;
    end if;
    execute format('delete from %I where %I = $1', place.name, place.id_column) using visitor_id;
    table_name := place.name;
    get diagnostics deleted_rows = row_count;
    return next;
  end loop;
  if has_discards then
    table_name := 'rudder_discards';
    deleted_rows := all_discarded_rows;
    return next;
  end if;
end
$$;
