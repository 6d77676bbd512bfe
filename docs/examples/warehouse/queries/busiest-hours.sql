-- When visitors come: chats and offline messages by the weekday and hour in which they began, busiest first.
select
  to_char(local_time(started_at), 'FMDay') as weekday,
  extract(hour from local_time(started_at)) as hour,
  count(*) filter (where visitor_message_count > 0) as chats,
  count(*) filter (where visitor_message_count > 0 and first_response_seconds is null) as unanswered,
  count(*) filter (where is_offline) as offline_messages
from transcripts
where started_at is not null and (visitor_message_count > 0 or is_offline)
group by extract(isodow from local_time(started_at)), weekday, hour
order by count(*) desc, extract(isodow from local_time(started_at)), hour;
