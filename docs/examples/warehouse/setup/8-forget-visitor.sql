-- Deletes a visitor from every table of the schema, and tells how many rows of each table it deleted:
--   select * from forget_visitor('4Z7TQ0JXBM8R2LKD6W1YVHN3S9F5PGCA');
-- It looks at every table that has the column `user_id`, so that tables are found which RudderStack made for events with
-- other names; and at `users`, where the column is `id`. A table that other sources fill loses their rows of this id too.
create or replace function forget_visitor(visitor_id text) returns table (table_name text, deleted_rows bigint)
language plpgsql as $$
declare
  place record;
begin
  for place in
    select columns.table_name as name, columns.column_name as id_column
    from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where columns.table_schema = current_schema()
      and tables.table_type = 'BASE TABLE'
      and (columns.column_name = 'user_id' or (columns.table_name = 'users' and columns.column_name = 'id'))
    order by columns.table_name
  loop
    execute format('delete from %I where %I = $1', place.name, place.id_column) using visitor_id;
    table_name := place.name;
    get diagnostics deleted_rows = row_count;
    return next;
  end loop;
end
$$;
