-- Chats by a custom field: put the name of yours for `plan`.
select
  read_json(context_traits_custom_fields) ->> 'plan' as plan,
  count(*) as chats
from transcripts
group by plan
order by chats desc, plan;
