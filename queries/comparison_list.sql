-- Which targets of a region and others may be compared, on which basis, with which caution?
--   One row a pair of targets of the same or a related indicator.
-- $region_id: region A, null for the first
-- $other_region_id: region B, null for the next city after the first that has plans
-- $other_region_ids: several regions to be set against A one by one, in place of B; null for B
-- $period_id: the plans' period, null for the one that holds the latest result
-- $population: census (the latest before the plan) or latest (latest year-end that both have), null for census
-- $theme_ids: themes, null for all
-- example: comparison_list region_id=qingdao other_region_id=zhoushan
with

chosen as (
    select
        p.year_from - 1 as base_year, p.year_from as first_year, p.year_to - p.year_from + 1 as years, p.period_id,
        coalesce(
            $region_id, (select region_id from ordered_regions where not is_reference order by place limit 1)
        ) as region_id
    from spans p
    where p.period_id = coalesce($period_id, (select period_id from default_period))
),

others as (
    select r.region_id as other_id
    from ordered_regions r
    cross join chosen c
    where r.region_id <> c.region_id and case
        when $other_region_ids is not null then r.region_id = any($other_region_ids)
        when $other_region_id is not null then r.region_id = $other_region_id
        else not r.is_reference and exists (select 1 from plan_tables t where t.region_id = r.region_id) end
    qualify $other_region_ids is not null or row_number() over (order by r.place) = 1
),

-- the population by which a pair is divided (METHOD 7): of the latest census at or before the plan's first year, else
-- of the common year nearest to it; or of the latest common year, where that is asked for
people as (
    select
        o.other_id, a.year as population_year, a.ten_thousands as a_people, b.ten_thousands as b_people,
        a.is_census and b.is_census as is_census,
        a.fact_id as a_people_fact_id, b.fact_id as b_people_fact_id
    from others o
    cross join chosen c
    join populations a on a.region_id = c.region_id
    join populations b on b.region_id = o.other_id and b.year = a.year
    qualify row_number() over (
        partition by o.other_id
        order by
            case
                when coalesce($population, 'census') = 'census'
                    then a.is_census and b.is_census and a.year <= c.first_year
            end desc nulls last,
            case
                when coalesce($population, 'census') = 'census'
                    and not (a.is_census and b.is_census and a.year <= c.first_year)
                    then abs(a.year - c.first_year)
            end nulls last,
            a.year desc
    ) = 1
),

mine as (
    select t.* from compared_targets t join chosen c on c.region_id = t.region_id and c.period_id = t.period_id
),

theirs as (
    select t.*
    from compared_targets t
    join others o on o.other_id = t.region_id
    join chosen c on c.period_id = t.period_id
),

-- related indicators, unless either stands in a pair of its own
pairs as (
    select a.target_fact_id as a_id, b.target_fact_id as b_id, b.region_id as other_id, p.*
    from mine a
    join comparable_indicators p on p.indicator_id = a.indicator_id
    join theirs b on b.indicator_id = p.other_indicator_id
    qualify p.relation_id is null
        or not bool_or(p.relation_id is null) over (partition by a.target_fact_id, b.region_id)
            and not bool_or(p.relation_id is null) over (partition by b.target_fact_id)
),

-- whether the two may be compared, and why not; by how many people each is divided: by none where the pair is refused,
-- may not be set per head, or is no total
weighed as (
    select
        w.*, p.* exclude (other_id),
        case
            when w.relation_id is not null then 'related'
            when a.target is null or b.target is null then 'no_level'
            when (a.target_basis = 'total') <> (b.target_basis = 'total')
                or 'each_year' in (a.target_basis, b.target_basis) and a.target_basis <> b.target_basis
                then 'basis'
            when a.target_basis = 'total' and a.year_to - a.year_from <> b.year_to - b.year_from then 'basis'
        end as refusal,
        refusal is null and a.measure in ('period_total', 'stock') as is_amount,
        case when is_amount and w.not_per_head_zh is null then p.a_people end as a_divisor,
        case when is_amount and w.not_per_head_zh is null then p.b_people end as b_divisor,
        concat_ws(
            '、', case when not a.is_counted then a.region_zh end, case when not b.is_counted then b.region_zh end
        ) as uncounted_zh,
        concat_ws(
            ', ', case when not a.is_counted then a.region_en end, case when not b.is_counted then b.region_en end
        ) as uncounted_en
    from pairs w
    join mine a on a.target_fact_id = w.a_id
    join theirs b on b.target_fact_id = w.b_id
    left join people p on p.other_id = w.other_id
)

select
    a.theme_id, a.theme_zh, a.theme_en, a.indicator_id, b.indicator_id as other_indicator_id,
    a.indicator_zh, a.indicator_en, a.short_zh, a.short_en, b.short_zh as other_short_zh,
    b.short_en as other_short_en,
    a.measure, a.direction, a.unit, a.unit_en, b.unit as other_unit, b.unit_en as other_unit_en, a.region_id,
    b.region_id as other_region_id,
    a.region_zh, a.region_en, b.region_zh as other_region_zh, b.region_en as other_region_en,
    a.attribute, b.attribute as other_attribute,
    a.target_raw, a.target, a.target_comparator, b.target_raw as other_target_raw, b.target as other_target,
    b.target_comparator as other_target_comparator,
    a.base_used_raw, a.own_base as base_used, a.base_used_comparator,
    b.base_used_raw as other_base_used_raw, b.own_base as other_base_used,
    b.base_used_comparator as other_base_used_comparator,
    a.comparison_basis as own_basis, b.comparison_basis as other_own_basis, a.target_on_basis,
    b.target_on_basis as other_target_on_basis,
    a.base_on_basis, b.base_on_basis as other_base_on_basis,
    w.refusal is null as is_comparable,
    case when w.refusal is not null then null when a.measure = 'rate' then 'points'
        when a.target_basis = 'total' then 'period_total' else 'end_value' end as pair_basis,
    one_decimal(a.target_in_units / w.a_divisor) as per_10k,
    one_decimal(b.target_in_units / w.b_divisor) as other_per_10k,
    -- a result is not set over the people of a much later year
    case
        when a.base_used_year_to > w.population_year - c.years then one_decimal(a.base_in_units / w.a_divisor)
    end as base_per_10k,
    case
        when b.base_used_year_to > w.population_year - c.years then one_decimal(b.base_in_units / w.b_divisor)
    end as other_base_per_10k,
    case when w.is_amount and a.target_in_units > 0
        then cast(b.target_in_units / a.target_in_units as decimal(18, 6)) end as ratio,
    case when a.target_in_units > 0
        then cast((b.target_in_units / w.b_divisor) / (a.target_in_units / w.a_divisor) as decimal(18, 6))
            end as ratio_per_10k,
    -- what is divided in a ratio: both in the first region's unit; times the factor it is counted in units
    b.target_in_units / a.factor as other_target_in_own_unit, a.factor as unit_factor,
    case when a.measure <> 'rate' then a.share_pct end as share_pct,
    case when b.measure <> 'rate' then b.share_pct end as other_share_pct,
    case when w.refusal is null and a.measure = 'rate' then b.target - a.target end as difference_pp,
    case w.refusal
        when 'related' then w.reason_zh
        when 'no_level' then joined([
            with_blank(with_blank(said.zh['compare.no_level'], 'region', side.region), 'raw', side.raw)
            for side in [
                {'region': a.region_zh, 'raw': a.target_raw, 'target': a.target},
                {'region': b.region_zh, 'raw': b.target_raw, 'target': b.target}
            ] if side.target is null
        ], said.zh['list.separate'])
        when 'basis' then with_blank(said.zh['compare.basis'], 'years', (a.year_to - a.year_from + 1)::varchar)
    end as reason_zh,
    case w.refusal
        when 'related' then w.reason_en
        when 'no_level' then joined([
            with_blank(with_blank(said.en['compare.no_level'], 'region', side.region), 'raw', side.raw)
            for side in [
                {'region': a.region_en, 'raw': a.target_raw, 'target': a.target},
                {'region': b.region_en, 'raw': b.target_raw, 'target': b.target}
            ] if side.target is null
        ], said.en['list.separate'])
        when 'basis' then with_blank(said.en['compare.basis'], 'years', (a.year_to - a.year_from + 1)::varchar)
    end as reason_en,
    case
        when not w.is_amount then null
        when w.not_per_head_zh is not null then w.not_per_head_zh
        when w.population_year is not null then null
        when w.uncounted_zh <> '' then with_blank(said.zh['compare.no_population'], 'region', w.uncounted_zh)
        else said.zh['compare.no_common_year']
    end as per_10k_reason_zh,
    case
        when not w.is_amount then null
        when w.not_per_head_en is not null then w.not_per_head_en
        when w.population_year is not null then null
        when w.uncounted_en <> '' then with_blank(said.en['compare.no_population'], 'region', w.uncounted_en)
        else said.en['compare.no_common_year']
    end as per_10k_reason_en,
    case when w.refusal is null then nullif(joined(list_filter([
        w.scope_zh,
        case
            when a.break_zh is not null
                then with_blank(with_blank(said.zh['compare.of'], 'region', a.region_zh), 'text', a.break_zh)
        end,
        case
            when b.break_zh is not null
                then with_blank(with_blank(said.zh['compare.of'], 'region', b.region_zh), 'text', b.break_zh)
        end,
        case when 'inferred' in (a.basis_source, b.basis_source)
            and a.target_basis = 'total' then with_blank(said.zh['compare.inferred'], 'regions', joined([
            side.region for side in [
                {'region': a.region_zh, 'source': a.basis_source}, {'region': b.region_zh, 'source': b.basis_source}
            ] if side.source = 'inferred'
        ], said.zh['list.comma'])) end
    ], lambda text: text is not null), said.zh['list.separate']), '') end as caution_zh,
    case when w.refusal is null then nullif(joined(list_filter([
        w.scope_en,
        case
            when a.break_en is not null
                then with_blank(with_blank(said.en['compare.of'], 'region', a.region_en), 'text', a.break_en)
        end,
        case
            when b.break_en is not null
                then with_blank(with_blank(said.en['compare.of'], 'region', b.region_en), 'text', b.break_en)
        end,
        case when 'inferred' in (a.basis_source, b.basis_source)
            and a.target_basis = 'total' then with_blank(said.en['compare.inferred'], 'regions', joined([
            side.region for side in [
                {'region': a.region_en, 'source': a.basis_source}, {'region': b.region_en, 'source': b.basis_source}
            ] if side.source = 'inferred'
        ], said.en['list.comma'])) end
    ], lambda text: text is not null), said.en['list.separate']), '') end as caution_en,
    -- who must and who intends to: no doubt about what is counted
    case when w.refusal is null and a.attribute <> b.attribute then with_blank(
        with_blank(
            said.zh['compare.attributes'], 'binding',
            case a.attribute when 'binding' then a.region_zh else b.region_zh end
        ),
        'expected', case a.attribute when 'binding' then b.region_zh else a.region_zh end
    ) end as attributes_zh,
    case when w.refusal is null and a.attribute <> b.attribute then with_blank(
        with_blank(
            said.en['compare.attributes'], 'binding',
            case a.attribute when 'binding' then a.region_en else b.region_en end
        ),
        'expected', case a.attribute when 'binding' then b.region_en else a.region_en end
    ) end as attributes_en,
    w.a_people as population, w.b_people as other_population, w.population_year, w.is_census,
    cast(greatest(w.a_people, w.b_people) / least(w.a_people, w.b_people) as decimal(12, 1)) as population_ratio,
    c.period_id, c.base_year, a.year_to as target_year,
    a.target_fact_id, b.target_fact_id as other_target_fact_id, a.base_used_fact_id,
    b.base_used_fact_id as other_base_used_fact_id,
    a.base_used_fact_ids, b.base_used_fact_ids as other_base_used_fact_ids,
    w.a_people_fact_id as population_fact_id, w.b_people_fact_id as other_population_fact_id
from weighed w
cross join words said
cross join chosen c
join mine a on a.target_fact_id = w.a_id
join theirs b on b.target_fact_id = w.b_id
where $theme_ids is null or a.theme_id = any($theme_ids)
order by w.refusal is not null, a.theme_place, a.indicator_place, b.is_reference, b.region_place
