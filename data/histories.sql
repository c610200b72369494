-- What was published from first to last, and how figures of one indicator stand to that of a base year.

-- The figures that were out by a month, each in its indicator's unit: of several for the same time and method the
-- longest coverage, then the most reliable.
create macro histories(as_of) as table
select
    f.fact_id, f.region_id, f.indicator_id, f.role, f.year_from, f.year_to, f.through_month, f.basis,
    f.shown as value_raw,
    cast(f.value_in_units / u.factor as decimal(18, 6)) as value, f.value_high is not null as is_range,
    f.comparator::varchar as comparator, f.unit,
    i.unit as indicator_unit, u.name_en as indicator_unit_en, n.name_en as unit_en,
    -- a total of several years set to one, which years stand beside
    case when f.basis = 'total' and f.year_from < f.year_to and f.through_month = 12
        then cast(f.value_in_units / u.factor / (f.year_to - f.year_from + 1) as decimal(18, 6)) end as value_a_year,
    f.series, coalesce(s.certainty = 'suspected', false) as is_series_suspected, s.name_zh as series_zh,
    s.name_en as series_en, s.reason_zh as series_reason_zh,
    s.reason_en as series_reason_en, f.reliability::varchar as reliability, f.document_id, d.short_zh as document_zh,
    d.short_en as document_en, f.locator, f.note
from measured_facts f
join indicators i on i.indicator_id = f.indicator_id
join units u on u.unit = i.unit
join units n on n.unit = f.unit
join documents d on d.document_id = f.document_id
left join series s on s.series_id = f.series
where f.value is not null and coalesce(f.target_form, 'level') = 'level'
    and f.role in ('actual', 'baseline')
    and month_index(f.year_to, f.through_month) <= as_of_index(as_of)
qualify row_number() over (
    partition by f.region_id, f.indicator_id, coalesce(f.series, ''), f.year_from, f.year_to, f.basis = 'total'
    order by f.role = 'actual' desc, f.through_month desc, f.reliability, f.place = 'table' desc,
        d.issued_on desc nulls last, f.fact_id
) = 1;

-- Those of one year each, and whether a figure may be set beside others of its method: exact, of a flow that of a
-- whole year, of a level a year's end or mean. Rates are compared by points, all else by an index.
create macro year_figures(as_of, regions, indicators) as table
select
    h.*, i.measure in ('rate', 'growth_rate') as is_rate,
    i.measure in ('period_total', 'year_flow') and h.through_month < 12 as is_part,
    h.comparator = 'eq' and not h.is_range as is_exact,
    case
        when i.measure in ('period_total', 'year_flow') then h.basis = 'total'
        else h.basis in ('at_end', 'average')
    end as is_of_year,
    is_exact and is_of_year and not is_part as is_usable,
    x.reason_zh as redefined_zh, x.reason_en as redefined_en
from histories(as_of) h
join indicators i on i.indicator_id = h.indicator_id
left join redefinitions x
    on x.region_id = h.region_id and x.indicator_id = h.indicator_id and not x.is_other_indicator
where h.year_from = h.year_to and is_asked(regions, h.region_id) and is_asked(indicators, h.indicator_id);

-- Each of them beside the one of a base year, which is 100, or of a rate 0: never across a break of method or of
-- basis, never from a bound. lack: why there is no number, as a token; reason_zh, reason_en: the ledger's own
-- word on it.
create macro indexed(as_of, base_year, regions, indicators) as table
with

figures as (from year_figures(as_of, regions, indicators)),

bases as (
    select region_id, indicator_id, fact_id, value, value_raw, unit, unit_en, through_month, series, basis,
        series_reason_zh, series_reason_en
    from figures
    where year_to = base_year and is_usable
    -- the method that other figures follow goes before one that was given up
    qualify row_number() over (
        partition by region_id, indicator_id order by series is null desc, through_month desc, reliability, fact_id
    ) = 1
),

set_beside as (
    select
        f.*, b.fact_id as base_fact_id, b.value as base, b.value_raw as base_raw, b.unit as base_unit,
        b.unit_en as base_unit_en, b.through_month as base_through_month,
        case
            when f.redefined_zh is not null then 'redefined'
            when b.fact_id is null then case
                when bool_or(f.year_to = base_year) over (partition by f.region_id, f.indicator_id) then 'base_bound'
                else 'no_base'
            end
            when not f.is_rate and b.value <= 0 then 'base_nought'
            when f.series is distinct from b.series then 'other_method'
            when f.basis <> b.basis then 'other_basis'
            when f.is_part then 'part_year'
            when not f.is_exact then 'bound'
        end as lack,
        coalesce(f.fact_id = b.fact_id, false) as is_base,
        coalesce(f.series_reason_zh, b.series_reason_zh) as method_zh,
        coalesce(f.series_reason_en, b.series_reason_en) as method_en
    from figures f
    left join bases b on b.region_id = f.region_id and b.indicator_id = f.indicator_id
)

select
    * exclude (is_base),
    -- the last of the years after the base year that has a number
    coalesce(fact_id = arg_max(fact_id, 12 * year_to + through_month) filter (lack is null and year_to > base_year)
        over (partition by region_id, indicator_id), false) as is_latest,
    bool_or(lack is null and not is_base) over (partition by region_id, indicator_id) as has_other,
    case when lack is null and not is_rate then one_decimal(100 * cast(value as double) / cast(base as double)) end
        as index,
    case when lack is null and is_rate then value - base end as change_pp,
    case lack when 'redefined' then redefined_zh when 'other_method' then method_zh end as reason_zh,
    case lack when 'redefined' then redefined_en when 'other_method' then method_en end as reason_en
from set_beside;
