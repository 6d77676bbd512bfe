-- Each transcript as one text, a line for each message.
select
  transcript_id,
  conversation_id,
  string_agg(
    concat_ws(' ', to_char(local_time(written_at), 'HH24:MI:SS'), coalesce(nickname, kind) || ':', body),
    chr(10) order by number
  ) as transcript
from messages
group by transcript_id, conversation_id;
