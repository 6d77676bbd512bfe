-- What chats are about: chats and ratings by tag.
select
  tag,
  count(distinct id) as chats,
  round(avg(chat_feedback_overall_chat), 2) as average_rating
from transcripts
cross join jsonb_array_elements_text(tags) as tag
group by tag
order by chats desc, tag;
