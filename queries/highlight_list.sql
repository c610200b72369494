-- What stands out at a month? One row a matter, at most one of each sort, in a stated order: target below the base, wrong base, opposite effort, nearly there, two figures.
-- $as_of: month YYYY-MM, null for the month of the latest result
-- $period_id: the period, null for the one that holds the latest result
-- example: highlight_list as_of=2025-12
with

chosen as (
    select * from spans where period_id = coalesce($period_id, (select period_id from default_period))
),

-- the findings of the period all of whose figures are out at the month
known as (
    select f.*
    from findings f
    join chosen c using (period_id)
    where f.month is null or f.month <= as_of_index($as_of)
),

floors as (
    -- of rates that ask less than was achieved, the one that asks least
    select 1 as place, 'floor' as sort, f.pair, f.statement_zh, f.statement_en, count(*) over (partition by f.region_id) as alike, 'periods' as page, f.region_id, f.indicator_id, f.fact_ids
    from known f
    join indicators i on i.indicator_id = f.indicator_id
    where f.topic = 'below' and i.measure = 'rate' and i.direction = 'up'
    order by f.weight desc, f.finding_id
    limit 1
),

bases as (
    -- of printed bases that repeat an old target, the one farthest from the result
    select 2, 'base', f.pair, f.statement_zh, f.statement_en, f.alike, 'periods', f.region_id, f.indicator_id, f.fact_ids
    from known f
    join indicators i on i.indicator_id = f.indicator_id
    where f.topic = 'base' and i.measure = 'stock'
    order by f.weight desc, f.finding_id
    limit 1
),

-- what each general plan's total is of its own last one
asked as (
    select
        r.region_id, n.short_zh as region, n.short_en as region_en, n.place, r.indicator_id, 100 * b.target_on_basis / b.base_on_basis as share,
        list_concat([r.target_fact_id], b.base_used_fact_ids) as fact_ids,
        exists (select 1 from series s where s.indicator_id = r.indicator_id and s.region_id = r.region_id) as is_broken
    from plan_rows r
    join chosen c using (period_id)
    join documents d on d.document_id = r.document_id and d.kind = 'five_year_plan'
    join target_bases b using (target_fact_id)
    join ordered_regions n on n.region_id = r.region_id
    where b.comparison_basis = 'period_total' and b.base_on_basis > 0 and not n.is_reference
),

efforts as (
    -- the pair of regions whose new targets stand farthest apart, each measured by its own last result
    select 3, 'effort',
        a.region || ' ' || cast(round(a.share) as integer) || '% ↔ ' || b.region || ' ' || cast(round(b.share) as integer) || '%',
        i.short_zh || '目标相当于上期结果：' || a.region || cast(round(a.share) as integer) || '%，' || b.region || cast(round(b.share) as integer) || '%' || case when a.is_broken or b.is_broken then '（口径有变，作参照）' else '' end,
        i.short_en || ' target as a share of the last result: ' || a.region_en || ' ' || cast(round(a.share) as integer) || '%, ' || b.region_en || ' ' || cast(round(b.share) as integer) || '%' || case when a.is_broken or b.is_broken then ' (methods changed)' else '' end,
        1, 'cities', a.region_id, a.indicator_id, list_concat(a.fact_ids, b.fact_ids)
    from asked a
    join asked b on b.indicator_id = a.indicator_id and b.place > a.place
    join indicators i on i.indicator_id = a.indicator_id
    where (a.share < 100) <> (b.share < 100)
    order by abs(a.share - b.share) desc
    limit 1
),

nearly as (
    -- of totals without a verdict, the one whose known part comes nearest
    select 4, 'nearly', '≥' || plain_text(j.done) || ' / ' || plain_text(j.target),
        r.short_zh || i.short_zh || '已知部分为目标的' || j.completion_pct || '%，缺' || array_to_string(j.missing_years, '、') || '年',
        r.short_en || ', ' || i.short_en || ': the known part is ' || j.completion_pct || '% of the target; no figure for ' || array_to_string(j.missing_years, ', '),
        1, 'progress', j.region_id, j.indicator_id, list_concat([j.target_fact_id], j.used_fact_ids)
    from judgements($as_of) j
    join regions r using (region_id)
    join indicators i using (indicator_id)
    join chosen c using (period_id)
    where j.place = 'table' and j.kind = 'total' and j.status = 'not_assessed' and j.completion_pct between 90 and 100 and j.missing_years <> []
    order by j.completion_pct desc, j.target_fact_id
    limit 1
),

rivals as (
    select 5, 'rival', f.pair, f.statement_zh, f.statement_en, f.alike, 'evidence', f.region_id, f.indicator_id, f.fact_ids
    from known f
    where f.topic = 'rival'
    order by f.weight desc, f.finding_id
    limit 1
)

select * from floors
union all select * from bases
union all select * from efforts
union all select * from nearly
union all select * from rivals
order by place
