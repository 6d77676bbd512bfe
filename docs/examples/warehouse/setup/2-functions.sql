-- The time zone of all days, weekdays, hours and months in the other files. Change it here, and run this file again.
create or replace function local_time(moment timestamptz) returns timestamp language sql stable as $$
  select moment at time zone 'UTC' -- or 'Europe/Berlin', 'America/New_York', …
$$;

-- Reads a column of JSON text. Postgres can read neither a NUL nor half of an emoji in JSON text. The library replaces
-- both; this does it for rows that were written by something else.
create or replace function read_json(json_text text) returns jsonb language sql immutable as $$
  select cast(regexp_replace(json_text, '\\u(0000|d[89a-f][0-9a-f]{2})', '\\ufffd', 'gi') as jsonb)
$$;
