-- What is found of every target at every month at which a period may be judged, and at that of the latest result: all
-- months in one statement, for planning one takes longer than working it out. Of a large ledger only those of each
-- period's latest month are kept.
insert into judged_months
select distinct month_text(month) as as_of
from (
    select month, month = max(month) over (partition by period_id) as is_latest from judging_months
    union all
    select as_of_index(as_of), true from latest_month
)
where month is not null and (
    is_latest
    or (select count(distinct month) from judging_months) * (select count(*) from judged_targets)
        <= most_judgements_kept()
);

create table month_judgements as
select m.as_of as judged_at, j.*
from judged_months m, lateral (from judgements_of(m.as_of, 'target_versions', 'target_results', 'slotted_results')) j;

-- A macro is bound as it is made, which for what judges takes longer than all else there: as long as the rules are laid
-- (data/store.py) the kept ones stand for all.
create or replace temp macro judgements(month) as table
select * exclude (judged_at) from month_judgements where judged_at = month;
