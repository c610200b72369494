-- In which words is each verdict said? One row a status, as of a total, and of a limit that is a ceiling.
-- example: status_list
select s.status, w.zh[token] as status_zh, w.en[token] as status_en
from (select unnest(enum_range((select any_value(status) from rulings)))::varchar as status) s
cross join words w,
    lateral (select status_token(s.status, 'hold_ceiling', 'stock', 'up') as token)
