-- What would settle the open ones, and what the verdicts rest on, at the months whose judgements are kept.
create table month_settlings as
select m.as_of as judged_at, s.*
from judged_months m, lateral (from settlings(m.as_of, null)) s;

create table month_supports as
select m.as_of as judged_at, s.*
from judged_months m, lateral (from supports(m.as_of, null)) s;
