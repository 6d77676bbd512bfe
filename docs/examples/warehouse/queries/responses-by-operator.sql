-- How fast each operator answered, over all turns of all chats.
select
  operator_id,
  nickname,
  count(*) as answers,
  round(cast(percentile_cont(0.5) within group (order by wait_seconds) as numeric), 1) as median_seconds
from response_times
left join operator_names using (operator_id)
group by operator_id, nickname
order by median_seconds, operator_id;
