-- The latest transcript of each conversation, with all columns of the table.
-- Olark posts a conversation again when it goes on or is rated, and when it got no answer; such a retry can come late.
-- So the longest transcript counts; of equally long ones, the one with most survey answers; of these, the newest.
create or replace view transcripts as
select distinct on (coalesce(conversation_id, id)) * -- a conversation without an id stands for itself
from conversation
where event_type is distinct from 'start'
order by
  coalesce(conversation_id, id),
  message_count desc nulls last,
  num_nonnulls(
    chat_feedback_overall_chat,
    chat_feedback_responsiveness,
    chat_feedback_knowledge,
    chat_feedback_friendliness,
    chat_feedback_comments
  ) desc,
  received_at desc,
  id;
