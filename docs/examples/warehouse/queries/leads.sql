-- Visitors whose chat became a lead, newest first.
select
  conversation_id,
  date_trunc('second', local_time(started_at)) as started_at,
  context_traits_name as name,
  context_traits_email as email,
  context_traits_organization as organization,
  context_page_url as page
from transcripts
where is_lead
order by transcripts.started_at desc nulls last, id;
