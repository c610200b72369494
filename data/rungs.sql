-- What a next target is set beside (METHOD 9): the targets of the plans before and what came of them, a year.

-- Every plan's target that is compared (plans.sql), with what it asked a year and what was done a year by a month. A
-- base that is no exact level of one year, or that is another indicator's, begins no step.
create macro rungs(as_of, regions) as table
with

stood as (
    select
        c.*, d.short_zh as document_zh, d.short_en as document_en, j.kind, j.done, j.done_grade, j.data_through,
        j.is_pooled, j.is_average or j.test = 'mean_of_years' as is_average, j.intent, j.status, j.is_over,
        j.used_fact_ids, j.total_months // 12 as span_years,
        coalesce(c.form, 'level') = 'level' and j.kind in ('total', 'level') as is_measured,
        c.measure <> 'growth_rate' and c.comparison_basis = 'end_value' and not c.is_redefined
            and c.base_used_comparator = 'eq' and c.base_used_year_to < c.year_to as is_step_known,
        case when j.done_grade in ('at_least', 'partial') then 'ge' else j.done_sign end as done_comparator,
        as_of_index(j.data_through) as data_month, month_index(c.base_used_year_to, 12) as base_month
    from compared_targets c
    join judgements(as_of) j using (target_fact_id)
    join documents d on d.document_id = c.document_id
    where is_asked(regions, c.region_id)
)

select
    * exclude (completion_pct),
    case
        when not is_measured then null
        when kind = 'total' then cast(target as double) / span_years
        -- a floor or ceiling asks for no step
        when is_step_known and intent = 'raise' then cast(target - base_used as double) / (year_to - base_used_year_to)
    end as target_a_year,
    case
        when not is_measured or done is null then null
        -- of years that are not all known a year's share would be too little
        when kind = 'total'
            then case when is_over and done_grade <> 'partial' then cast(done as double) / span_years end
        when is_step_known and done_comparator = 'eq' and not is_pooled and not is_average and data_month > base_month
            then cast(done - base_used as double) / ((data_month - base_month) / 12.0)
    end as done_a_year
from stood;

-- A figure that a draft may fall behind: for certain, where it is known exactly or its bound lies on the better side.
create macro is_surely_less(figure, other, other_comparator, direction) as case
    when direction = 'none' or figure is null or other is null then null
    when other_comparator in ('eq', 'approx') or direction = 'up' and other_comparator in ('ge', 'gt')
        or direction = 'down' and other_comparator in ('le', 'lt')
        then asked_more(figure, other, direction) < 0
end;

-- A figure that is reached for certain: nothing is left to be done for it.
create macro is_surely_reached(figure, result, result_comparator, direction) as
    direction <> 'none' and coalesce(
        figure = result and result_comparator in ('eq', 'approx')
            or is_surely_less(figure, result, result_comparator, direction),
        false
    );

-- A next target of every indicator of a region's plans beside the way so far: last target, last result, pace, own path,
-- and what a draft (typed: indicator:number) asks. A row an indicator; null asks for all, for the next period.
create macro reckonings(as_of, regions, documents, indicators, from_year, to_year, typed) as table
with

asked as (
    select
        coalesce(cast(to_year as integer), next_last_year(as_of)) as last_year,
        coalesce(cast(from_year as integer), first_year_to(coalesce(cast(to_year as integer), next_last_year(as_of))),
            whole_year(as_of) + 1) as first_year
),

drafts as (
    select split_part(draft, ':', 1) as indicator_id, try_cast(split_part(draft, ':', 2) as double) as draft
    from (select unnest(typed::varchar[]) as draft)
),

before as (
    select r.*
    from rungs(as_of, regions) r, asked a
    where r.year_to < a.last_year and r.year_from < a.first_year
        and (indicators is null or r.indicator_id = any(indicators))
),

-- the last plan's row of each indicator, of those that stand in the plans that are asked for
last_rungs as (
    select * from before
    where documents is null or (region_id, indicator_id) in (
        select (region_id, indicator_id) from plan_rows where list_contains(documents, document_id)
    )
    qualify row_number() over (partition by region_id, indicator_id order by year_to desc, year_from desc) = 1
),

own_paths as (
    select p.* from asked a, lateral (
        from paths(as_of, whole_year(as_of), a.first_year, a.last_year, regions, indicators)
    ) p
),

-- the latest result: of a total that of its latest span, of a level the latest figure
results as (
    select region_id, indicator_id, done, done_comparator, done_grade, data_month, year_from as done_from,
        year_to as done_to, span_years as done_years, used_fact_ids, done_a_year,
        is_pooled or is_average as is_mean
    from before
    where done is not null
    qualify row_number() over (partition by region_id, indicator_id order by data_month desc, year_to desc) = 1
),

joined as (
    select
        l.*  exclude (done, done_comparator, done_grade, data_month, used_fact_ids, done_a_year),
        a.first_year, a.last_year, a.last_year - a.first_year + 1 as next_years,
        p.years, p.months, p.usable_years, p.bound_years, p.has_other_method, p.is_flow, p.years_between, p.years_ahead,
        p.has_band, p.why_no_band, p.is_band_cut, p.t, p.fact_ids, p.last_year as path_last_year, p.fan_months,
        case when p.mean_step is null then coalesce(p.why_none, 'none') end as why_none,
        -- a path is in the indicator's unit, a plan may print another
        cast(n.factor as double) / cast(l.factor as double) as scale,
        [scale * figure for figure in p.figures] as figures, scale * p.mean_step as mean_step,
        scale * p.spread as spread, scale * p.middle as middle, scale * p.half_band as half_band, scale * p.low as low,
        scale * p.high as high, [scale * half for half in p.fan_halves] as fan_halves,
        l.kind <> 'total' and p.last_figure is not null and (
            p.months[-1] > coalesce(r.data_month, 0) or p.months[-1] = r.data_month and r.is_mean
        ) as is_path_later,
        coalesce(r.is_mean, false) and not is_path_later as is_result_mean,
        case when is_path_later then scale * p.last_figure else cast(r.done as double) end as result,
        case when is_path_later then 'eq' else r.done_comparator end as result_comparator,
        case when is_path_later then p.months[-1] else r.data_month end as result_month,
        case when is_path_later then 'exact' else r.done_grade end as result_grade,
        case when is_path_later then 1 else r.done_years end as result_years, r.done_from as result_from,
        case when is_path_later then [p.fact_ids[-1]] else r.used_fact_ids end as result_fact_ids,
        r.done_a_year, r.done_from, r.done_to,
        d.draft
    from last_rungs l
    cross join asked a
    left join results r using (region_id, indicator_id)
    left join own_paths p using (region_id, indicator_id)
    left join drafts d using (indicator_id)
    join indicators i on i.indicator_id = l.indicator_id
    join units n on n.unit = i.unit
),

paced as (
    select
        *,
        case when mean_step is not null then 'path' when done_a_year is not null then 'plan' end
            as pace_from,
        coalesce(mean_step, done_a_year) as pace,
        case when mean_step is not null then 'eq' when done_a_year is null then null
            when kind = 'total' then result_comparator else 'eq' end as pace_comparator,
        case
            when draft is null then null
            when kind = 'total' then draft / next_years
            -- what is reached asks for nothing more
            when is_surely_reached(draft, result, result_comparator, direction) then null
            when kind = 'level' and result_comparator in ('eq', 'approx') and measure <> 'growth_rate'
                and not is_result_mean
                and month_index(last_year, 12) > result_month
                then (draft - result) / ((month_index(last_year, 12) - result_month) / 12.0)
        end as need_a_year,
        -- totals of as many years stand beside each other, of others a year of each
        case when kind = 'total' then draft / next_years else draft end as draft_beside,
        case
            when kind <> 'total' then result
            when result_grade in ('exact', 'at_least') then result / result_years
        end as result_beside,
        case when kind = 'total' then cast(target as double) / span_years else cast(target as double) end
            as target_beside
    from joined
)

select
    region_id, is_reference, region_place, theme_place, indicator_place, region_zh, region_en, indicator_id,
    indicator_zh, indicator_en, short_zh, short_en, theme_id, theme_zh,
    theme_en, attribute, measure, direction, kind, form, unit, unit_en, document_id, document_zh, document_en,
    period_id, year_from, year_to, target_raw, target, target_comparator, target_a_year, base_used, base_used_year_to,
    first_year, last_year, next_years, result, result_comparator, result_grade, result_years, result_from,
    is_result_mean, result_beside, draft_beside, month_text(result_month) as result_through,
    years, months, figures, usable_years, bound_years, has_other_method, why_none, why_no_band, path_last_year,
    mean_step, years_ahead, coalesce(has_band, false) as has_band, middle, half_band, low, high, spread, t, is_flow,
    years_between, coalesce(is_band_cut, false) as is_band_cut, fan_months, fan_halves,
    pace_from, pace, pace_comparator, done_from as pace_first_year, done_to as pace_last_year,
    draft, need_a_year,
    case when unit <> '%' and measure not in ('rate', 'growth_rate') and result_beside > 0
        and result_comparator in ('eq', 'approx')
        then one_decimal(percent_of(draft_beside, result_beside)) end as draft_of_result_pct,
    -- what is three times as much as ever, or a third, is asked back: most are slips of a digit or a unit
    coalesce(draft_of_result_pct not between 33.3 and 300, false) as is_far,
    case when need_a_year * pace > 0 then one_decimal(percent_of(need_a_year, pace)) end as need_of_pace_pct,
    -- the band of a flow covers the years that are not over: a draft of more years is not set beside it
    case when draft is not null and has_band and (not is_flow or years_ahead = next_years)
        then case when draft < low then 'below' when draft > high then 'above' else 'inside' end end as draft_in_band,
    is_surely_less(draft_beside, result_beside, result_comparator, direction) as is_below_result,
    is_surely_less(draft_beside, target_beside, 'eq', direction) as is_below_target,
    is_surely_less(need_a_year, pace, pace_comparator, direction) as is_slower,
    -- how many years the pace so far takes to the draft
    case when kind = 'level' and direction <> 'none' and pace_comparator = 'eq' and need_a_year is not null
        and sense(direction) * pace > 0 and asked_more(draft, result, direction) > 0 then (draft - result) / pace end
        as years_to_draft,
    target_fact_id, base_used_fact_ids, result_fact_ids, fact_ids
from paced;
