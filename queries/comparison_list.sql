-- Which targets of two regions may be compared, on which basis, with which caution? One row a pair of targets of the same or a related indicator.
-- $region_id: region A, null for qingdao
-- $other_region_id: region B, null for zhoushan
-- $period_id: the plans' period, null for 14fyp
-- $population: census (2020 census) or latest (latest year-end), null for census
-- $theme_ids: themes, null for all
-- example: comparison_list region_id=qingdao other_region_id=zhoushan
with

people as (
    select region_id, value_in_units / 10000 as ten_thousands, year_to as population_year
    from measured_facts
    where indicator_id = 'resident_population' and role = 'actual' and series is null
        and year_to = case when coalesce($population, 'census') = 'census' then 2020 else (
            -- the latest year that both regions have
            select max(year) from (
                select year_to as year from facts
                where indicator_id = 'resident_population' and role = 'actual' and series is null
                    and region_id in (coalesce($region_id, 'qingdao'), coalesce($other_region_id, 'zhoushan'))
                group by year_to having count(distinct region_id) = 2
            )
        ) end
    qualify row_number() over (partition by region_id order by year_to desc, reliability) = 1
),

-- a region's target for an indicator: that of the general plan before that of a special one
targets as (
    select
        r.*, b.base_used_raw, b.base_used, b.base_used_comparator, b.comparison_basis, b.base_used_fact_id,
        f.basis_source, m.value_in_units / p.ten_thousands as per_10k, u.value_in_units / p.ten_thousands as base_per_10k,
        case when x.relation_id is null and b.comparison_basis in ('period_total', 'per_year', 'end_value')
            then one_decimal(100 * case b.comparison_basis when 'per_year' then r.target / 5 else r.target end / b.base_used) end as share_pct,
        case when x.relation_id is null then b.base_used end as own_base,
        k.reason_zh as break_zh, k.reason_en as break_en
    from table_rows r
    join table_bases b using (target_fact_id)
    join facts f on f.fact_id = r.target_fact_id
    join documents d on d.document_id = r.document_id
    join measured_facts m on m.fact_id = r.target_fact_id
    left join measured_facts u on u.fact_id = b.base_used_fact_id and b.comparison_basis in ('period_total', 'end_value')
        and u.year_to >= 2020 -- results of 2015 are not set over the people of 2020
    left join people p on p.region_id = r.region_id
    left join relations x on x.kind = 'redefined' and x.region_id = r.region_id and x.other_indicator_id = r.indicator_id and x.indicator_id <> x.other_indicator_id
    left join (
        select indicator_id, region_id, any_value(reason_zh) as reason_zh, any_value(reason_en) as reason_en from series group by all
    ) k on k.indicator_id = r.indicator_id and k.region_id = r.region_id
    where r.period_id = coalesce($period_id, '14fyp')
    qualify row_number() over (partition by r.region_id, r.indicator_id order by d.kind, d.issued_on desc) = 1
),

pairs as (
    select a.target_fact_id as a_id, b.target_fact_id as b_id, null as relation_id
    from targets a
    join targets b on b.indicator_id = a.indicator_id
    where a.region_id = coalesce($region_id, 'qingdao') and b.region_id = coalesce($other_region_id, 'zhoushan')
    union all
    -- related indicators, unless either stands in a pair of its own
    select a.target_fact_id, b.target_fact_id, x.relation_id
    from relations x
    join targets a on a.indicator_id in (x.indicator_id, x.other_indicator_id) and a.region_id = coalesce($region_id, 'qingdao')
    join targets b on b.indicator_id = case a.indicator_id when x.indicator_id then x.other_indicator_id else x.indicator_id end
        and b.region_id = coalesce($other_region_id, 'zhoushan')
    where x.indicator_id <> x.other_indicator_id and x.region_id is null
        and not exists (select 1 from targets o where o.region_id = b.region_id and o.indicator_id = a.indicator_id)
        and not exists (select 1 from targets o where o.region_id = a.region_id and o.indicator_id = b.indicator_id)
)

select
    i.theme_id, t.name_zh as theme_zh, t.name_en as theme_en, a.indicator_id, b.indicator_id as other_indicator_id,
    i.name_zh as indicator_zh, i.name_en as indicator_en, i.short_zh, i.short_en, o.short_zh as other_short_zh, o.short_en as other_short_en,
    i.measure, i.direction, a.unit, u.name_en as unit_en, a.region_id, b.region_id as other_region_id,
    a.attribute, b.attribute as other_attribute,
    a.target_raw, a.target, a.target_comparator, b.target_raw as other_target_raw, b.target as other_target, b.target_comparator as other_target_comparator,
    a.base_used_raw, a.own_base as base_used, a.base_used_comparator,
    b.base_used_raw as other_base_used_raw, b.own_base as other_base_used, b.base_used_comparator as other_base_used_comparator,
    pairs.relation_id is null as is_comparable,
    case when pairs.relation_id is not null then null when i.measure = 'rate' then 'points'
        when a.target_basis = 'total' then 'period_total' else 'end_value' end as comparison_basis,
    case when pairs.relation_id is null and i.measure in ('period_total', 'stock') then one_decimal(a.per_10k) end as per_10k,
    case when pairs.relation_id is null and i.measure in ('period_total', 'stock') then one_decimal(b.per_10k) end as other_per_10k,
    case when pairs.relation_id is null and i.measure in ('period_total', 'stock') then one_decimal(a.base_per_10k) end as base_per_10k,
    case when pairs.relation_id is null and i.measure in ('period_total', 'stock') then one_decimal(b.base_per_10k) end as other_base_per_10k,
    case when pairs.relation_id is null and i.measure in ('period_total', 'stock') then cast(b.target / a.target as decimal(12, 3)) end as ratio,
    case when pairs.relation_id is null and i.measure in ('period_total', 'stock') then cast(b.per_10k / a.per_10k as decimal(12, 3)) end as ratio_per_10k,
    case when i.measure <> 'rate' then a.share_pct end as share_pct, case when o.measure <> 'rate' then b.share_pct end as other_share_pct,
    case when pairs.relation_id is null and i.measure = 'rate' then b.target - a.target end as difference_pp,
    case when pairs.relation_id is not null then x.reason_zh end as reason_zh,
    case when pairs.relation_id is not null then x.reason_en end as reason_en,
    nullif(concat_ws('；',
        case when pairs.relation_id is null then s.reason_zh end,
        case when pairs.relation_id is null and coalesce(a.break_zh, b.break_zh) is not null then '两市统计方法有变化或疑有变化：' || concat_ws('；', a.break_zh, b.break_zh) end,
        case when pairs.relation_id is null and 'inferred' in (a.basis_source, b.basis_source) and a.target_basis = 'total' then '累计口径为推定' end,
        case when pairs.relation_id is null and a.attribute <> b.attribute then '一市为约束性，一市为预期性' end
    ), '') as caution_zh,
    nullif(concat_ws('; ',
        case when pairs.relation_id is null then s.reason_en end,
        case when pairs.relation_id is null and coalesce(a.break_en, b.break_en) is not null then 'Counting methods changed or may have changed: ' || concat_ws('; ', a.break_en, b.break_en) end,
        case when pairs.relation_id is null and 'inferred' in (a.basis_source, b.basis_source) and a.target_basis = 'total' then 'That it is a five-year total is inferred' end,
        case when pairs.relation_id is null and a.attribute <> b.attribute then 'Binding in one city, expected in the other' end
    ), '') as caution_en,
    pa.ten_thousands as population, pb.ten_thousands as other_population, pa.population_year,
    cast(greatest(pa.ten_thousands, pb.ten_thousands) / least(pa.ten_thousands, pb.ten_thousands) as decimal(12, 1)) as population_ratio,
    a.target_fact_id, b.target_fact_id as other_target_fact_id, a.base_used_fact_id, b.base_used_fact_id as other_base_used_fact_id
from pairs
join targets a on a.target_fact_id = pairs.a_id
join targets b on b.target_fact_id = pairs.b_id
join indicators i on i.indicator_id = a.indicator_id
join indicators o on o.indicator_id = b.indicator_id
join themes t on t.theme_id = i.theme_id
join units u on u.unit = a.unit
left join people pa on pa.region_id = a.region_id
left join people pb on pb.region_id = b.region_id
left join relations x on x.relation_id = pairs.relation_id
left join relations s on s.indicator_id = a.indicator_id and s.other_indicator_id = a.indicator_id and s.kind = 'different_scope'
where $theme_ids is null or i.theme_id = any($theme_ids)
order by pairs.relation_id is not null, t.place, i.rowid
