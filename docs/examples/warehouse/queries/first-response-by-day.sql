-- How long visitors waited for the first response, by day. Counts chats in which the visitor wrote something.
select
  cast(local_time(started_at) as date) as day,
  count(*) as chats,
  count(first_response_seconds) as answered,
  percentile_cont(0.5) within group (order by first_response_seconds) as median_seconds,
  percentile_disc(0.9) within group (order by first_response_seconds) as ninety_percent_within
from transcripts
where visitor_message_count > 0
group by day
order by day;
