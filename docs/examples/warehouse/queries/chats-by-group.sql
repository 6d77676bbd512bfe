-- Chats by group. (The table `groups` would also count a chat in groups that it left later.)
select
  team ->> 'id' as group_id,
  max(team ->> 'name') as name,
  count(distinct id) as chats
from transcripts
cross join jsonb_array_elements(groups) as team
where team ->> 'id' <> ''
group by team ->> 'id'
order by chats desc, group_id;
