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

-- a region's target for an indicator: that of the general plan before that of a special one
targets_chosen as (
    select
        r.*, r.target * r.factor as target_in_units, b.base_used_raw, b.base_used, b.base_used_comparator,
        b.comparison_basis, b.base_used_fact_id,
        b.base_used_fact_ids, b.base_used_year_from, b.base_used_year_to, b.target_on_basis, b.base_on_basis,
        b.is_redefined,
        case when not b.is_redefined then one_decimal(b.share) end as share_pct,
        case when not b.is_redefined then b.base_used end as own_base,
        case when b.comparison_basis in ('period_total', 'end_value') then b.base_used * r.factor end as base_in_units,
        n.short_zh as region_zh, n.short_en as region_en,
        k.reason_zh as break_zh, k.reason_en as break_en
    from plan_rows r
    join chosen c on c.period_id = r.period_id
    join target_bases b using (target_fact_id)
    join documents d on d.document_id = r.document_id
    join regions n on n.region_id = r.region_id
    left join (
        select indicator_id, region_id, any_value(reason_zh) as reason_zh, any_value(reason_en) as reason_en
        from series
        group by all
    ) k on k.indicator_id = r.indicator_id and k.region_id = r.region_id
    qualify row_number() over (partition by r.region_id, r.indicator_id order by d.kind, d.issued_on desc) = 1
),

mine as (
    select t.* from targets_chosen t join chosen c on c.region_id = t.region_id
),

theirs as (
    select t.* from targets_chosen t join others o on o.other_id = t.region_id
),

pairs as (
    select a.target_fact_id as a_id, b.target_fact_id as b_id, null as relation_id
    from mine a
    join theirs b on b.indicator_id = a.indicator_id
    union all
    -- related indicators, unless either stands in a pair of its own
    select a.target_fact_id, b.target_fact_id, x.relation_id
    from relations x
    join mine a on a.indicator_id in (x.indicator_id, x.other_indicator_id)
    join theirs b on b.indicator_id = case a.indicator_id
        when x.indicator_id then x.other_indicator_id
        else x.indicator_id
    end
    where x.indicator_id <> x.other_indicator_id and x.region_id is null
        and not exists (select 1 from theirs o where o.region_id = b.region_id and o.indicator_id = a.indicator_id)
        and not exists (select 1 from mine o where o.indicator_id = b.indicator_id)
),

-- whether the two may be compared, and why not
weighed as (
    select
        pairs.*, p.*,
        case
            when pairs.relation_id is not null then 'related'
            when a.target is null or b.target is null then 'no_level'
            when (a.target_basis = 'total') <> (b.target_basis = 'total')
                or 'each_year' in (a.target_basis, b.target_basis) and a.target_basis <> b.target_basis
                then 'basis'
            when a.target_basis = 'total' and a.year_to - a.year_from <> b.year_to - b.year_from then 'basis'
        end as refusal,
        h.reason_zh as not_per_head_zh, h.reason_en as not_per_head_en,
        case when p.population_year is null then case
            when not exists (select 1 from populations n where n.region_id = a.region_id)
                and not exists (select 1 from populations n where n.region_id = b.region_id)
                then a.region_zh || '、' || b.region_zh
            when not exists (select 1 from populations n where n.region_id = a.region_id) then a.region_zh
            when not exists (select 1 from populations n where n.region_id = b.region_id) then b.region_zh end
        end as uncounted_zh,
        case when p.population_year is null then case
            when not exists (select 1 from populations n where n.region_id = a.region_id)
                and not exists (select 1 from populations n where n.region_id = b.region_id)
                then a.region_en || ', ' || b.region_en
            when not exists (select 1 from populations n where n.region_id = a.region_id) then a.region_en
            when not exists (select 1 from populations n where n.region_id = b.region_id) then b.region_en end
        end as uncounted_en
    from pairs
    join mine a on a.target_fact_id = pairs.a_id
    join theirs b on b.target_fact_id = pairs.b_id
    left join people p on p.other_id = b.region_id
    left join relations h on h.indicator_id = a.indicator_id and h.other_indicator_id = b.indicator_id
        and h.kind = 'not_per_head' and h.region_id is null
),

-- by how many people each target of a pair is divided: none where the pair is refused, may not be set per head, or is
-- no total
divided as (
    select
        w.*,
        case
            when w.refusal is null and i.measure in ('period_total', 'stock') and w.not_per_head_zh is null
                then w.a_people
        end as a_divisor,
        case
            when w.refusal is null and i.measure in ('period_total', 'stock') and w.not_per_head_zh is null
                then w.b_people
        end as b_divisor
    from weighed w
    join mine a on a.target_fact_id = w.a_id
    join indicators i on i.indicator_id = a.indicator_id
)

select
    i.theme_id, t.name_zh as theme_zh, t.name_en as theme_en, a.indicator_id, b.indicator_id as other_indicator_id,
    i.name_zh as indicator_zh, i.name_en as indicator_en, i.short_zh, i.short_en, o.short_zh as other_short_zh,
    o.short_en as other_short_en,
    i.measure, i.direction, a.unit, u.name_en as unit_en, b.unit as other_unit, v.name_en as other_unit_en, a.region_id,
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
    case when w.refusal is not null then null when i.measure = 'rate' then 'points'
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
    case when w.refusal is null and i.measure in ('period_total', 'stock') and a.target_in_units > 0
        then cast(b.target_in_units / a.target_in_units as decimal(18, 6)) end as ratio,
    case when a.target_in_units > 0
        then cast((b.target_in_units / w.b_divisor) / (a.target_in_units / w.a_divisor) as decimal(18, 6))
            end as ratio_per_10k,
    -- what is divided in a ratio: both in the first region's unit; times the factor it is counted in units
    b.target_in_units / a.factor as other_target_in_own_unit, a.factor as unit_factor,
    case when i.measure <> 'rate' then a.share_pct end as share_pct,
    case when o.measure <> 'rate' then b.share_pct end as other_share_pct,
    case when w.refusal is null and i.measure = 'rate' then b.target - a.target end as difference_pp,
    case w.refusal
        when 'related' then x.reason_zh
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
        when 'related' then x.reason_en
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
        when w.refusal is not null or i.measure not in ('period_total', 'stock') then null
        when w.not_per_head_zh is not null then w.not_per_head_zh
        when w.population_year is not null then null
        when w.uncounted_zh is not null then with_blank(said.zh['compare.no_population'], 'region', w.uncounted_zh)
        else said.zh['compare.no_common_year']
    end as per_10k_reason_zh,
    case
        when w.refusal is not null or i.measure not in ('period_total', 'stock') then null
        when w.not_per_head_en is not null then w.not_per_head_en
        when w.population_year is not null then null
        when w.uncounted_en is not null then with_blank(said.en['compare.no_population'], 'region', w.uncounted_en)
        else said.en['compare.no_common_year']
    end as per_10k_reason_en,
    case when w.refusal is null then nullif(joined(list_filter([
        s.reason_zh,
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
        s.reason_en,
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
from divided w
cross join words said
cross join chosen c
join mine a on a.target_fact_id = w.a_id
join theirs b on b.target_fact_id = w.b_id
join indicators i on i.indicator_id = a.indicator_id
join indicators o on o.indicator_id = b.indicator_id
join themes t on t.theme_id = i.theme_id
join units u on u.unit = a.unit
join units v on v.unit = b.unit
join ordered_regions q on q.region_id = b.region_id
left join relations x on x.relation_id = w.relation_id
left join relations s on s.indicator_id = a.indicator_id and s.other_indicator_id = a.indicator_id
    and s.kind = 'different_scope' and s.region_id is null
where $theme_ids is null or i.theme_id = any($theme_ids)
order by w.refusal is not null, t.place, i.rowid, q.is_reference, q.place
