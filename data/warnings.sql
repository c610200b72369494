-- What is to be looked at before it is too late: the warnings that a verdict gives, since when they have held, and what
-- became of a verdict from one month to another.

-- The warnings of a verdict, the gravest first. To be late by five points is to be late too. What is not assessed gives
-- none: it says nothing of how the target stands.
create macro warnings_given(status, outlook) as list_filter([
    case when status = 'missed' then 'missed' end,
    case when status = 'behind' then 'behind' end,
    case when status <> 'not_assessed' and outlook in ('push', 'hard') then 'outlook' end,
    case when status = 'over_limit' then 'limit' end,
    case when status in ('behind', 'slightly_behind') then 'slow' end
], lambda warning: warning is not null);

-- In this order, whatever a list of them is sorted by else.
create macro warning_place(warning) as
    list_position(['missed', 'behind', 'outlook', 'limit', 'slow', 'stale', 'due'], warning);

-- Since when each warning of a target has held without a break: the first of the months that are judged, and of that
-- asked for. One row a target and warning that holds at the month.
create macro warnings_held(as_of, regions) as table
with

known as (
    select target_fact_id, judged_at, warnings_given(status, outlook) as given
    from month_judgements
    where judged_at < as_of and is_asked(regions, region_id)
),

held as (
    select target_fact_id, unnest(warnings_given(status, outlook)) as warning
    from judgements(as_of)
    where is_asked(regions, region_id)
),

broken as (
    select
        h.target_fact_id, h.warning, k.judged_at, list_contains(k.given, h.warning) as is_given,
        max(case when not is_given then k.judged_at end) over (partition by h.target_fact_id, h.warning) as broken_at
    from held h
    left join known k using (target_fact_id)
)

select
    target_fact_id, warning,
    coalesce(min(judged_at) filter (is_given and judged_at > coalesce(broken_at, '')), as_of) as since
from broken
group by target_fact_id, warning;

-- Targets of the plans' rows that another plan of the region sets alike: the general plan's is listed and counted.
create table repeated_targets as -- a table of the built file, for planning it takes longer than reading it
select t.target_fact_id
from target_versions t
left join plan_tables p using (document_id, region_id, period_id)
where t.is_plan_row
qualify row_number() over (
    partition by t.region_id, t.indicator_id, t.year_from, t.year_to, t.form, t.target, t.comparator, t.since_index,
        t.until_index
    order by p.is_general desc nulls last, t.document_id, t.target_fact_id
) > 1;

-- The judgements of another month than that which is asked for, to be set beside them.
create macro judgements_then(as_of) as table
from judgements_of(as_of, 'target_versions', 'target_results', 'slotted_results');

-- Verdicts from the worst to the best, as far as they can be set in one order: which way one has moved.
create macro verdict_place(status) as case
    when status in ('missed', 'over_limit', 'behind') then 1
    when status = 'slightly_behind' then 2
    when status = 'on_time' then 3
    when status = 'ahead' then 4
    when status in ('reached_early', 'exceeded', 'met', 'within_limit', 'reached_within') then 5
end;

create macro verdict_turn(earlier, later) as case
    when earlier = later then 'outlook'
    when verdict_place(earlier) is null then 'judged'
    when verdict_place(later) is null then 'unjudged'
    when verdict_place(later) > verdict_place(earlier) then 'better'
    when verdict_place(later) < verdict_place(earlier) then 'worse'
    else 'same'
end;
