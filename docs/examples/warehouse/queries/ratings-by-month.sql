-- How ratings change from month to month.
select
  cast(date_trunc('month', local_time(started_at)) as date) as month,
  count(overall_chat) as ratings,
  round(avg(overall_chat), 2) as overall_chat,
  round(avg(responsiveness), 2) as responsiveness,
  round(avg(knowledge), 2) as knowledge,
  round(avg(friendliness), 2) as friendliness
from ratings
group by month
order by month;
