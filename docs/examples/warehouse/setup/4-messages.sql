-- One row for each message of each transcript.
-- `number` numbers the messages of a transcript by time; at equal times, the visitor's comes first.
-- `wait_seconds` is how long an answer took, from the first message that the visitor wrote after the previous answer.
create or replace view messages as
with items as (
  select
    id as transcript_id,
    conversation_id,
    user_id,
    position,
    item ->> 'kind' as kind,
    item ->> 'operatorId' as operator_id,
    item ->> 'nickname' as nickname,
    item ->> 'body' as body,
    -- Epoch seconds, cut to milliseconds. Anything else, and the year 10000 and later, is no time.
    case
      when item ->> 'timestamp' ~ '^[0-9]{1,12}([.][0-9]+)?$'
        and cast(item ->> 'timestamp' as numeric) < 253402300800
      then trunc(cast(item ->> 'timestamp' as numeric), 3)
    end as seconds
  from transcripts
  cross join jsonb_array_elements(items) with ordinality as list (item, position)
),
ordered as (
  select
    *,
    row_number() over by_time as number,
    -- The messages of a turn have the same number: those after one answer, up to and with the next.
    count(*) filter (where kind = 'MessageToVisitor')
      over (by_time rows between unbounded preceding and 1 preceding) as answers_before
  from items
  window by_time as (partition by transcript_id order by seconds, kind = 'MessageToVisitor', position)
)
select
  transcript_id,
  conversation_id,
  user_id,
  number,
  to_timestamp(cast(seconds as double precision)) as written_at,
  kind,
  operator_id,
  nickname,
  body,
  case
    when kind = 'MessageToVisitor' then seconds - min(seconds) filter (where kind = 'MessageToOperator')
      over (partition by transcript_id, answers_before)
  end as wait_seconds
from ordered;
