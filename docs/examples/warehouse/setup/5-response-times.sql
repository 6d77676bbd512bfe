-- One row for each answer that the visitor waited for. `turn` 1 is the first response: rounded, its `wait_seconds` is
-- `first_response_seconds`, and its `operator_id` is `first_responder_id`.
create or replace view response_times as
select
  transcript_id,
  conversation_id,
  user_id,
  row_number() over (partition by transcript_id order by number) as turn,
  operator_id,
  written_at as answered_at,
  wait_seconds
from (
  select
    transcript_id,
    conversation_id,
    user_id,
    number,
    written_at,
    wait_seconds,
    -- Of messages at the same time, the first that names its operator.
    first_value(operator_id) over (
      partition by transcript_id, written_at
      order by operator_id is null, number
    ) as operator_id
  from messages
  where kind = 'MessageToVisitor'
) as answers
where wait_seconds is not null;
