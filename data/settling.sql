-- What would settle a target that is not assessed, and on which figures a verdict rests: reckoned of each in the same
-- way, by the rules that judge. Nothing is reckoned across a break, for only figures that those have chosen are set
-- off; a lower bound says how much is enough, never that less would fail.

-- A figure at three decimals, on the side where it is still enough.
create macro enough(x, side) as case side
    when 'up' then ceil(round(cast(x as double) * 1000, 3)) / 1000
    else floor(round(cast(x as double) * 1000, 3)) / 1000
end;

-- The sign of what is within a target: its own number is, where it is closed.
create macro limit_sign(side, is_closed) as case
    when side = 'up' then case when is_closed then 'ge' else 'gt' end
    else case when is_closed then 'le' else 'lt' end
end;

-- The word that a target has where it has not the one that would settle it.
create macro other_status(would_be) as case
    when would_be in ('within_limit') then 'over_limit'
    when would_be is not null then 'missed'
end;

-- The figures by which each target is judged at a month: what would be found without each, and by how much it could
-- move before the verdict is another. One row a target and figure.
create macro supports(as_of, regions) as table
with

verdicts as (
    select
        *,
        -- of rivals the one that is nearer to another verdict; which way is nearer
        case
            when status in ('missed', 'over_limit', 'slightly_behind', 'behind') then 'better'
            when status <> 'not_assessed' then 'worse'
        end as room_to,
        case when (side = 'up') = (room_to = 'worse') then done_low else done_high end as nearest,
        case when kind = 'total' then target when has_line then abs(target - base_used) end as whole,
        one_decimal(
            case when kind = 'total' then percent_of(nearest, target)
                else percent_of(nearest - base_used, target - base_used) end - 100.0 * elapsed_months / total_months
        ) as gap,
        case status when 'ahead' then gap - 5 when 'on_time' then gap when 'slightly_behind' then -gap
            when 'behind' then -5 - gap end as points
    from judgements(as_of)
    where is_asked(regions, region_id)
),

roomed as (
    select
        *,
        case
            when test in ('every_year', 'growth') or status = 'not_assessed' then null
            when measure = 'growth_rate' and status = 'behind' then target - 5 - nearest
            when points is not null and whole is not null then whole * points / 100
            else abs(nearest - target)
        end as room,
        points is not null and whole is not null as is_paced,
        not is_closed and done_sign not in ('gt', 'lt') and not is_paced as is_room_open
    from verdicts
),

used as (
    select
        v.*, u.fact_id, r.value, r.comparator::varchar as sign_of_figure, r.basis, r.year_from as first_year,
        r.year_to as last_year, r.through_month,
        count(*) over (partition by v.target_fact_id) as figures,
        count(*) filter (is_surely_missed(r.value, r.comparator::varchar, v.target, v.side, v.is_closed))
            over (partition by v.target_fact_id) as years_outside,
        is_surely_missed(r.value, r.comparator::varchar, v.target, v.side, v.is_closed) as is_outside
    from roomed v, unnest(v.used_fact_ids) u (fact_id)
    join target_results r on r.target_fact_id = v.target_fact_id and r.fact_id = u.fact_id
),

-- every target once more for each of these figures, without that one: they are judged like the targets themselves
left_out as materialized (
    select target_fact_id as own_id, fact_id as left_out_fact_id, target_fact_id || ' ' || fact_id as left_out_id
    from used
),

left_out_targets as (
    select t.* replace (o.left_out_id as target_fact_id)
    from target_versions t
    join left_out o on o.own_id = t.target_fact_id
),

left_out_results as (
    select r.* replace (o.left_out_id as target_fact_id)
    from target_results r
    join left_out o on o.own_id = r.target_fact_id and o.left_out_fact_id <> r.fact_id
),

left_out_slots as (
    select r.* replace (o.left_out_id as target_fact_id)
    from slotted_results r
    join left_out o on o.own_id = r.target_fact_id and o.left_out_fact_id <> r.fact_id
),

left_out_verdicts as (
    select o.own_id as target_fact_id, o.left_out_fact_id as fact_id, j.status as left_out_status
    from judgements_of(as_of, 'left_out_targets', 'left_out_results', 'left_out_slots') j
    join left_out o on o.left_out_id = j.target_fact_id
)

select
    u.target_fact_id, u.region_id, g.short_zh as region_zh, g.short_en as region_en, g.place as region_place,
    u.document_id, u.period_id, u.indicator_id, i.name_zh as indicator_zh, i.name_en as indicator_en, u.is_plan_row,
    u.table_no, u.row_no, u.row_order, u.kind, u.test, u.side, u.unit, n.name_en as unit_en, u.target, u.status,
    u.fact_id, u.value, u.sign_of_figure as comparator, u.basis, u.first_year as year_from, u.last_year as year_to,
    u.through_month, u.figures, o.left_out_status, w.zh as left_out_zh, w.en as left_out_en,
    o.left_out_status <> u.status as is_decisive,
    -- a figure moves what is judged by as much as it counts in it
    case
        when test = 'every_year' and (u.status = 'within_limit' or is_outside and years_outside = 1)
            then abs(value - target)
        when test = 'mean_of_years' then room * usable_years / (last_year - first_year + 1)
        else room
    end as room,
    u.room_to, u.is_room_open,
    -- how it is reckoned: of what is judged, against the target or the time elapsed
    u.room as room_of_all, u.nearest, u.is_paced, u.whole, u.gap, u.points
from used u
join left_out_verdicts o using (target_fact_id, fact_id)
join ordered_regions g on g.region_id = u.region_id
join indicators i on i.indicator_id = u.indicator_id
join units n on n.unit = u.unit
join sayings w on w.token = status_token(o.left_out_status, u.intent, u.measure, u.side);

-- What would settle each target that is not assessed at a month: one row a target.
create macro settlings(as_of, regions) as table
with

open_targets as (
    select
        j.*, as_of_index(as_of) as now, coalesce(as_of_index(data_through), start_index) as data_month,
        refusal = 'not_begun' as is_before,
        is_over or is_before as is_at_end,
        coalesce(part_years, []) as parts,
        case
            when is_before then range(year_from, year_to + 1)
            when missing_years <> [] then missing_years
            when done is null then [(least(now, end_index) - 1) // 12]
            else []
        end as lacking,
        -- known figures that are bounds themselves
        exists (
            select 1 from target_results r
            where r.target_fact_id = j.target_fact_id and list_contains(j.used_fact_ids, r.fact_id)
                and r.comparator not in ('eq')
        ) or coalesce(done_low < done_high, false) as is_known_open
    from judgements(as_of) j
    where status = 'not_assessed' and is_asked(regions, region_id)
),

asked as (
    select
        *,
        case
            when form in ('words', 'relative') then form
            when target is null then 'reference'
            when test = 'growth' and base_used is null then 'base'
            when refusal = 'conflict' then 'rivals'
            when test = 'sum' and is_printed_total and (parts <> [] or lacking = []) then 'total'
            when test = 'sum' and lacking <> [] then 'years'
            when test = 'sum' then 'months'
            when test = 'every_year' then 'each'
            when test = 'mean_of_years' then 'mean'
            when test = 'growth' then 'growth'
            when not is_at_end and has_line then 'line'
            else 'value'
        end as how
    from open_targets
),

measured as (
    select
        *,
        case
            when how in ('words', 'relative', 'reference', 'base', 'rivals') then null
            when how = 'each'
                then list_sort(list_distinct(list_concat(lacking, case when is_over then parts else [] end)))
            when how = 'months' then parts
            when how in ('years', 'mean') then lacking
            when how in ('line', 'value', 'growth') and not is_at_end then [(now - 1) // 12]
            else [year_to]
        end as years,
        -- the months of the span that count once these are known
        case
            when is_at_end then total_months
            when how in ('years', 'months', 'total') then least(
                greatest(
                    data_month, month_index(list_max(case when how = 'years' then lacking else parts end), 12)
                ),
                now, end_index
            ) - start_index
            else least(now, end_index) - start_index
        end as months,
        case side when 'up' then done_low else done_high end as known
    from asked
),

reckoned as (
    select
        target_fact_id, region_id, document_id, period_id, indicator_id, is_plan_row, table_no, row_no, row_order, kind,
        test, measure, intent, side, unit, year_from, year_to, target_raw, target, base_used, reference_year, refusal,
        how, years,
        case how
            when 'years' then target * months / total_months - coalesce(known, 0)
            when 'months' then target * months / total_months - coalesce(known, 0)
            when 'line' then base_used + (target - base_used) * months / total_months
            when 'total' then target * months / total_months
            when 'growth' then base_used * power(1 + target / 100.0, months / 12.0)
            when 'mean' then case
                when done is null then target
                else (target * (usable_years + len(years)) - done * usable_years) / len(years) end
            else target
        end as exact_need,
        case when how in ('years', 'months', 'line', 'total', 'growth', 'mean') then enough(exact_need, side)
            when how in ('value', 'each', 'rivals') then cast(target as double) end as need,
        case when how = 'years' and len(years) > 1 then enough(exact_need / len(years), side) end as need_each,
        case
            when how in ('words', 'relative', 'reference', 'base') then null
            when how in ('each', 'mean') then 'within_limit'
            when how = 'growth' then case when is_at_end then 'met' else 'within_limit' end
            when how = 'line' or not is_at_end and test = 'sum' then 'on_time'
            when test = 'end_value' and intent <> 'raise' then 'within_limit'
            when not is_at_end then case when measure = 'growth_rate' then 'on_time' else 'reached_early' end
            when not is_closed then 'exceeded'
            else 'met'
        end as would_be,
        -- to be on schedule is to reach it, even where a target is to be passed
        case when how not in ('words', 'relative', 'reference', 'base')
            then limit_sign(side, is_closed or would_be = 'on_time') end as need_comparator,
        case
            when how in ('words', 'relative', 'reference', 'base') or comparator = 'approx' then false
            when how in ('years', 'months') then not is_known_open and (how = 'months' or parts = [])
            when how = 'value' then is_at_end or intent <> 'raise' or measure = 'growth_rate'
            else true
        end as is_both_ways,
        known, used_fact_ids as known_fact_ids, months, cast(total_months as integer) as months_of_span,
        month_text(start_index + months) as month, is_at_end, done_low, done_high, comparator = 'approx' as is_about
    from measured
)

select
    s.* exclude (intent, measure), r.short_zh as region_zh, r.short_en as region_en, r.place as region_place,
    i.name_zh as indicator_zh, i.name_en as indicator_en, u.name_en as unit_en, w.zh as would_be_zh,
    w.en as would_be_en, o.zh as other_zh, o.en as other_en
from reckoned s
join ordered_regions r using (region_id)
join indicators i using (indicator_id)
join units u on u.unit = s.unit
left join sayings w on w.token = status_token(s.would_be, s.intent, s.measure, s.side)
left join sayings o on o.token = status_token(other_status(s.would_be), s.intent, s.measure, s.side);
