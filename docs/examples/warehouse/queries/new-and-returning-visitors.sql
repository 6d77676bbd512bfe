-- New and returning visitors by day.
select
  day,
  count(*) filter (where day = first_day) as new_visitors,
  count(*) filter (where day > first_day) as returning_visitors
from (
  select distinct
    user_id,
    cast(local_time(started_at) as date) as day,
    cast(local_time(min(started_at) over (partition by user_id)) as date) as first_day
  from transcripts
  where started_at is not null
) as visits
group by day
order by day;
