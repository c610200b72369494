-- Reference lines for a next target (METHOD 9): an indicator's own path with its band, and what the levels of government
-- above a region ask for. References, never proposals. Nothing is reckoned across a break, nor from a bound.

-- Under what a t of so many degrees of freedom stays nine times in ten: an 80 % band leaves a tenth on either side.
create macro t_of_ninety(freedom) as case
    when freedom between 1 and 30 then [
        3.0777, 1.8856, 1.6377, 1.5332, 1.4759, 1.4398, 1.4149, 1.3968, 1.3830, 1.3722, 1.3634, 1.3562, 1.3502, 1.3450,
        1.3406, 1.3368, 1.3334, 1.3304, 1.3277, 1.3253, 1.3232, 1.3212, 1.3195, 1.3178, 1.3163, 1.3150, 1.3137, 1.3125,
        1.3114, 1.3104
    ][cast(freedom as integer)]
    when freedom > 30 then 1.281552 + 0.846578 / freedom + 0.570891 / (freedom * freedom)
end;

-- The last year that is over by a month.
create macro whole_year(as_of) as as_of_index(as_of) // 12 - 1;

-- The last year of the next period, or of as many years as a plan has.
create macro next_last_year(as_of) as coalesce(
    (select min(year_to) from periods where year_from > whole_year(as_of)), whole_year(as_of) + 5
);

-- A region's own results by a month, one a year: those of the latest definition, after the last figure of another one.
-- Usable are exact figures of a whole year, or of its end; a bound, a range or a part of a year's flow is a bound.
create macro path_figures(as_of, regions, indicators) as table
with

known as (
    select
        f.region_id, f.indicator_id, i.measure in ('period_total', 'year_flow') as is_flow, f.fact_id,
        f.year_to as year, f.through_month, month_index(f.year_to, f.through_month) as month,
        coalesce(f.series, '') as method, f.basis::varchar as basis,
        cast(f.value_in_units / u.factor as double) as value, f.comparator::varchar as comparator, f.value_high,
        f.reliability, f.place, d.issued_on
    from dated_facts f
    join indicators i using (indicator_id)
    join units u on u.unit = i.unit
    join documents d on d.document_id = f.document_id
    where f.role = 'actual' and f.value is not null and coalesce(f.target_form, 'level') = 'level'
        and f.year_from = f.year_to
        and case
            when i.measure in ('period_total', 'year_flow') then f.basis = 'total'
            else f.basis in ('at_end', 'average')
        end
        and month_index(f.year_to, f.through_month) <= as_of_index(as_of)
        and is_in_force(f.since_index, f.until_index, as_of_index(as_of))
        and is_asked(regions, f.region_id) and is_asked(indicators, f.indicator_id)
),

-- a year's mean is not its end: what the latest figure is, all are
defined as (
    select *, first_value(method) over latest as last_method, first_value(basis) over latest as last_basis
    from known
    window latest as (
        partition by region_id, indicator_id order by month desc, reliability, issued_on desc nulls last, fact_id
    )
),

parted as (
    select *, max(month) filter (method <> last_method) over (partition by region_id, indicator_id) as break_month
    from defined
)

select
    region_id, indicator_id, is_flow, fact_id, year, through_month, value, comparator, break_month,
    comparator = 'eq' and value_high is null and through_month = 12 as is_usable,
    comparator <> 'eq' or value_high is not null or is_flow and through_month < 12 as is_bound
from parted
where method = last_method and basis = last_basis and (break_month is null or month > break_month)
qualify row_number() over (
    partition by region_id, indicator_id, year
    order by month desc, reliability, place = 'table' desc, issued_on desc nulls last, fact_id
) = 1;

-- The own path of every indicator that a region has a yearly figure of, as it stands at a month, to the end of
-- `last_year`: of a level the mean yearly step from its last figure on, of a flow the mean of its years, added up over
-- those from `first_year` that are not over yet (null: all that are not). The band holds the figure to come in eight of
-- ten cases if the steps scatter as they did; with fewer than five years there is none. why_none: why there is no path.
create macro paths(as_of, first_year, last_year, regions, indicators) as table
with

listed as (
    select
        region_id, indicator_id, is_flow, any_value(break_month) as break_month,
        coalesce(list(year order by year) filter (is_usable), []) as years,
        coalesce(list(value order by year) filter (is_usable), []) as figures,
        coalesce(list(fact_id order by year) filter (is_usable), []) as fact_ids,
        coalesce(list(year order by year) filter (is_bound), []) as bound_years,
        coalesce(list(year order by year) filter (not is_usable and not is_bound), []) as part_years,
        len(years) as usable_years,
        -- a mean of the few exact years among bounds would say less than is known
        count(*) filter (is_bound and year > latest_year - 5) > count(*) filter (is_usable and year > latest_year - 5)
            as is_mostly_bounds
    from (
        select *, max(year) over (partition by region_id, indicator_id) as latest_year
        from path_figures(as_of, regions, indicators)
    )
    group by region_id, indicator_id, is_flow
),

reasoned as (
    select
        l.*,
        case
            when x.indicator_id is not null then 'redefined'
            when is_mostly_bounds then 'bounds'
            when usable_years = 0 then 'none'
            when usable_years = 1 then 'one'
        end as why_none,
        case when why_none is null then years[-1] - years[1] end as years_between
    from listed l
    left join (select distinct region_id, indicator_id from redefinitions where not is_other_indicator) x
        using (region_id, indicator_id)
),

stepped as (
    select
        *,
        case
            when why_none is not null then null
            when is_flow then list_avg(figures)
            else (figures[-1] - figures[1]) / years_between
        end as mean_step,
        case when is_flow then last_year - greatest(whole_year(as_of), coalesce(first_year - 1, 0))
            else last_year - years[-1] end as years_ahead,
        why_none is null and usable_years >= 5 as has_band
    from reasoned
),

scattered as (
    select
        *,
        case
            when not has_band then null
            when is_flow then list_stddev_samp(figures)
            else sqrt(list_sum([
                power(figures[n + 1] - figures[n] - (years[n + 1] - years[n]) * mean_step, 2)
                    / (years[n + 1] - years[n])
                for n in range(1, usable_years)
            ]) / (usable_years - 2))
        end as spread,
        case when is_flow then usable_years - 1 else usable_years - 2 end as freedom
    from stepped
)

select
    region_id, indicator_id, is_flow, years, figures, fact_ids, usable_years, bound_years, part_years,
    case when break_month is not null then (break_month - 1) // 12 end as break_year, why_none,
    years[-1] as last_year, figures[-1] as last_figure, mean_step, years_between,
    case when years_ahead > 0 then years_ahead end as years_ahead, has_band, spread,
    case when has_band then t_of_ninety(freedom) end as t,
    case when years_ahead > 0 then case when is_flow then 0 else figures[-1] end + years_ahead * mean_step end as middle,
    case when years_ahead > 0 and has_band then t * spread
        * sqrt(years_ahead + years_ahead * years_ahead / case when is_flow then usable_years else years_between end)
    end as half_band,
    middle - half_band as low, middle + half_band as high
from scattered;

-- What the levels of government above a region ask for in a period, nearest first: of a table before a text.
create macro references_above(of_region, of_period) as table
with

above as (
    with recursive up as (
        select parent_region_id as region_id, 1 as steps from regions where region_id = of_region
        union all
        select r.parent_region_id, u.steps + 1
        from up u
        join regions r using (region_id)
        where r.parent_region_id is not null and u.steps < 9
    )
    select region_id, steps from up where region_id is not null
),

chosen as (select * from spans where period_id = of_period)

select
    a.steps, t.region_id, r.short_zh as region_zh, r.short_en as region_en, r.level, t.indicator_id, i.short_zh,
    i.short_en,
    i.measure, i.direction, t.kind, t.place, t.year_from, t.year_to, t.target_raw, t.target, t.comparator, t.unit,
    u.name_en as unit_en, t.factor,
    -- totals of places of different size stand beside each other only by what they ask of their own last result, or a
    -- year
    case
        when t.kind = 'total' and t.target > 0 then cast(t.target / (t.year_to - t.year_from + 1) as decimal(18, 6))
    end as need_per_year,
    case when i.measure <> 'rate' and not b.is_redefined then one_decimal(b.share) end as share_pct,
    t.document_id, d.short_zh as document_zh, d.short_en as document_en, t.target_fact_id, b.base_used_fact_ids,
    i.rowid as indicator_place
from above a
join judged_targets t using (region_id)
join chosen c on t.year_to = c.year_to and t.year_from >= c.year_from
join indicators i using (indicator_id)
join units u on u.unit = t.unit
join documents d using (document_id)
join ordered_regions r on r.region_id = t.region_id
left join target_bases b using (target_fact_id)
where t.target is not null and t.kind <> 'growth' and (t.year_to > t.year_from or t.kind = 'level')
qualify row_number() over (
    partition by t.region_id, t.indicator_id
    order by t.place = 'table' desc, t.kind = 'each_year', d.kind, d.issued_on desc nulls last, t.target_fact_id
) = 1;
