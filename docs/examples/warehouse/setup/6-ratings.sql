-- One row for each transcript whose visitor answered a question of the survey.
create or replace view ratings as
select
  id as transcript_id,
  conversation_id,
  user_id,
  started_at,
  chat_feedback_overall_chat as overall_chat,
  chat_feedback_responsiveness as responsiveness,
  chat_feedback_knowledge as knowledge,
  chat_feedback_friendliness as friendliness,
  chat_feedback_comments as comments
from transcripts
where num_nonnulls(
  chat_feedback_overall_chat,
  chat_feedback_responsiveness,
  chat_feedback_knowledge,
  chat_feedback_friendliness,
  chat_feedback_comments
) > 0;
