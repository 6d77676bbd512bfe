-- How fast the operator who gave the first response gave it. Who only greeted before the visitor wrote does not count.
-- The operator is null where the answer names none.
select
  first_responder_id as operator_id,
  nickname,
  count(*) as first_responses,
  percentile_cont(0.5) within group (order by first_response_seconds) as median_seconds
from transcripts
left join operator_names on operator_id = first_responder_id
where first_response_seconds is not null
group by first_responder_id, nickname
order by median_seconds, first_responder_id;
