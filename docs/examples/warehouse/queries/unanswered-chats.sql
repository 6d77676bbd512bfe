-- Chats in which the visitor wrote and nobody answered, newest first. (`operator_message_count = 0` would miss a visitor
-- whom an operator greeted but did not answer.) An offline message is no chat: it waits for an answer by e-mail.
select
  conversation_id,
  date_trunc('second', local_time(started_at)) as started_at,
  context_traits_name as name,
  context_traits_email as email,
  context_traits_phone as phone
from transcripts
where visitor_message_count > 0 and first_response_seconds is null
order by transcripts.started_at desc, id;
