-- Conversations that began and have no transcript. Olark must post starts. A chat of the last day may still be going on.
select
  conversation_id,
  user_id,
  local_time(min(received_at)) as began_at
from conversation as began
where event_type = 'start'
  and conversation_id is not null
  and received_at < now() - interval '1 day'
  and not exists (select 1 from transcripts where transcripts.conversation_id = began.conversation_id)
group by conversation_id, user_id
order by began_at;
