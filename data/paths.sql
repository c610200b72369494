-- Reference lines for a next target (METHOD 9): an indicator's own path with its band, and what the levels of
-- government above a region ask for. References, never proposals. Nothing is reckoned across a break, nor from a bound.

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

-- The last year of the next period: of the one that runs too, while most of it is to come.
create macro next_last_year(as_of) as coalesce(
    (select min(year_to) from periods where year_to >= whole_year(as_of) + 3), whole_year(as_of) + 5
);

-- The first year of the period that ends with a year.
create macro first_year_to(last) as (select max(year_from) from periods where year_to = last);

-- The first year of the period in which a year lies, or of the five years that end with it.
create macro first_year_about(year) as coalesce(
    (select max(year_from) from periods where year between year_from and year_to), year - 4
);

-- A region's own results of the years up to `until_year`, one a calendar year, by the definition (method, basis) of the
-- latest figure known by a month: wherever a break lies, never from both sides of it. Usable is an exact figure, of a
-- flow that of a whole year. A level counts at its month. An exact figure goes before a bound that it does not
-- contradict.
create macro path_figures(as_of, until_year, regions, indicators) as table
with

known as (
    select
        f.region_id, f.indicator_id, i.measure in ('period_total', 'year_flow') as is_flow, f.fact_id,
        f.year_to as year, month_index(f.year_to, f.through_month) as month, coalesce(f.series, '') as method,
        f.basis::varchar as basis, cast(f.value_in_units / u.factor as double) as value,
        f.comparator::varchar as comparator, f.reliability, d.issued_on,
        f.comparator = 'eq' and f.value_high is null
            and (i.measure not in ('period_total', 'year_flow') or f.through_month = 12) as is_exact
    from dated_facts f
    join indicators i using (indicator_id)
    join units u on u.unit = i.unit
    join documents d on d.document_id = f.document_id
    where f.value is not null and coalesce(f.target_form, 'level') = 'level' and f.year_from = f.year_to
        -- a dated flow that a plan prints as its base is that year's result too
        and (f.role = 'actual' or f.fact_id in (
            select fact_id from year_flows where role = 'baseline' and is_asked(regions, region_id)
        ))
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

bounded as (
    select
        *,
        max(value) filter (comparator in ('ge', 'gt')) over same_year as floor,
        min(value) filter (comparator in ('le', 'lt')) over same_year as ceiling
    from defined
    where method = last_method and basis = last_basis and year <= until_year
    window same_year as (partition by region_id, indicator_id, year)
)

select
    region_id, indicator_id, is_flow, fact_id, year, month, value, last_method,
    is_exact and value >= coalesce(floor, value) and value <= coalesce(ceiling, value) as is_usable
from bounded
qualify row_number() over (
    partition by region_id, indicator_id, year
    order by is_usable desc, month desc, reliability, issued_on desc nulls last, fact_id
) = 1;

-- The own path of every indicator that a region has a figure of, by those known at a month of years up to `until_year`.
-- Its step is the mean a year: of a level from its first figure to its last, of a flow the mean of its years. With five
-- usable years it leads on with its band to the end of `last_year`: a level from its last figure, a flow added up over
-- the years from `first_year` (null: all after until_year); no further ahead than its years go back. The figure to come
-- is in the band in eight of ten cases if the steps scatter as they did. why_none: why there is no step; why_no_band:
-- why the path does not lead there. A quantity does not fall below nothing, a share does not pass a hundred.
create macro paths(as_of, until_year, first_year, last_year, regions, indicators) as table
with

listed as (
    select
        region_id, indicator_id, is_flow,
        coalesce(list(year order by year) filter (is_usable), []) as years,
        coalesce(list(month order by year) filter (is_usable), []) as months,
        coalesce(list(value order by year) filter (is_usable), []) as figures,
        coalesce(list(fact_id order by year) filter (is_usable), []) as fact_ids,
        coalesce(list(year order by year) filter (not is_usable), []) as bound_years,
        -- a mean of the few exact years among bounds would say less than is known
        count(*) filter (not is_usable and year > latest_year - 5)
            > count(*) filter (is_usable and year > latest_year - 5) as is_mostly_bounds,
        count(*) filter (is_usable and year >= first_year_about(until_year)) as late_years
    from (
        select *, max(year) over (partition by region_id, indicator_id) as latest_year
        from path_figures(as_of, until_year, regions, indicators)
    )
    group by region_id, indicator_id, is_flow
),

reasoned as (
    select
        l.*, i.measure, i.unit, len(years) as usable_years,
        exists (
            select 1 from series s where s.region_id = l.region_id and s.indicator_id = l.indicator_id
        ) as has_other_method,
        case
            when x.indicator_id is not null then 'redefined'
            when is_mostly_bounds then 'bounds'
            when len(years) = 0 then 'none'
            when len(years) = 1 then 'one'
            when is_flow and 2 * late_years < until_year - first_year_about(until_year) + 1 then 'gaps'
        end as why_none
    from listed l
    join indicators i using (indicator_id)
    left join (select distinct region_id, indicator_id from redefinitions where not is_other_indicator) x
        using (region_id, indicator_id)
),

stepped as (
    select
        *, (months[-1] - months[1]) / 12.0 as years_between,
        case
            when why_none is not null then null
            when is_flow then list_avg(figures)
            else (figures[-1] - figures[1]) / years_between
        end as mean_step,
        case when is_flow then last_year - greatest(until_year, coalesce(first_year - 1, 0))
            else (month_index(last_year, 12) - months[-1]) / 12.0 end as years_ahead,
        case when is_flow then usable_years - 1 else usable_years - 2 end as freedom
    from reasoned
),

scattered as (
    select
        *,
        case
            when why_none is not null or usable_years < 5 then null
            when is_flow then list_stddev_samp(figures)
            else sqrt(list_sum([
                power(figures[n + 1] - figures[n] - (months[n + 1] - months[n]) / 12.0 * mean_step, 2)
                    / ((months[n + 1] - months[n]) / 12.0)
                for n in range(1, usable_years)
            ]) / freedom)
        end as spread,
        case when is_flow then 0 else figures[-1] end + years_ahead * mean_step as straight,
        case
            when why_none is not null then null
            when usable_years < 5 then 'few'
            when years_ahead <= 0 then 'past'
            when years_ahead > years[-1] - years[1] + 1 then 'far'
            when measure <> 'growth_rate' and straight < 0 or measure = 'rate' and unit = '%' and straight > 100
                then 'impossible'
        end as why_no_band,
        why_none is null and why_no_band is null as has_band,
        case when usable_years >= 5 then t_of_ninety(freedom) end as t,
        case when has_band then t * spread
            * sqrt(years_ahead + years_ahead * years_ahead / case when is_flow then usable_years else years_between end)
        end as half_band
    from stepped
)

select
    region_id, indicator_id, is_flow, years, months, figures, fact_ids, usable_years, bound_years, has_other_method,
    why_none, why_no_band, has_band, years[-1] as last_year, figures[-1] as last_figure, mean_step, years_between,
    case when years_ahead > 0 then years_ahead end as years_ahead, spread, t,
    case when has_band then straight end as middle, half_band,
    case when has_band and measure <> 'growth_rate' then greatest(straight - half_band, 0)
        when has_band then straight - half_band end as low,
    case when has_band and measure = 'rate' and unit = '%' then least(straight + half_band, 100)
        when has_band then straight + half_band end as high,
    has_band and (low > straight - half_band or high < straight + half_band) as is_band_cut,
    -- from year to year, for a picture: the months, and how far the band reaches
    case when has_band and not is_flow then [
        months[-1] + cast(round(12 * n * years_ahead / 8) as integer) for n in range(0, 9)
    ] else [] end as fan_months,
    [
        t * spread * sqrt((month - months[-1]) / 12.0 + power((month - months[-1]) / 12.0, 2) / years_between)
        for month in fan_months
    ] as fan_halves
from scattered;

-- What the levels of government above a region ask for in a period, nearest first: of a table before a text, a number
-- before a goal that is in words, whose target is null.
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
where (t.target is not null or t.form = 'words') and t.kind <> 'growth'
    and (t.year_to > t.year_from or t.kind = 'level')
qualify row_number() over (
    partition by t.region_id, t.indicator_id
    order by t.target is null, t.place = 'table' desc, t.kind = 'each_year', d.kind, d.issued_on desc nulls last,
        t.target_fact_id
) = 1;
