-- Ratings by operator. A rating counts for every operator who took part in the chat.
select
  operator ->> 'id' as operator_id,
  operator_names.nickname,
  count(*) as ratings,
  round(avg(chat_feedback_overall_chat), 2) as average
from transcripts
cross join jsonb_array_elements(operators) as operator
left join operator_names on operator_id = operator ->> 'id'
where chat_feedback_overall_chat is not null
group by operator ->> 'id', operator_names.nickname
order by average desc, operator ->> 'id';
