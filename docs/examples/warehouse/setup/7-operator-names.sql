-- The latest nickname of each operator.
create or replace view operator_names as
select distinct on (operator ->> 'id')
  operator ->> 'id' as operator_id,
  operator ->> 'nickname' as nickname
from transcripts
cross join jsonb_array_elements(operators) as operator
where operator ->> 'id' <> '' and operator ->> 'nickname' <> ''
order by operator ->> 'id', started_at desc nulls last, received_at desc;
