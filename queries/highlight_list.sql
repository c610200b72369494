-- What stands out at a month? One row a matter, at most one of each sort, in a stated order: target below the base, wrong base, opposite effort, nearly there, two figures.
-- $as_of: month YYYY-MM, null for the month of the latest result
-- $period_id: the period, null for 14fyp
-- example: highlight_list as_of=2025-12
with

floors as (
    -- of rates that ask less than was achieved, the one that asks least
    select 1 as place, 'floor' as sort, f.pair, f.statement_zh, f.statement_en, count(*) over (partition by f.region_id) as alike, 'periods' as page, f.region_id, f.indicator_id
    from findings f
    join facts t on t.fact_id = f.fact_ids[1]
    join indicators i on i.indicator_id = f.indicator_id
    join periods p on p.period_id = coalesce($period_id, '14fyp') and t.year_to between p.year_from and p.year_to
    where f.topic = 'below' and i.measure = 'rate' and i.direction = 'up'
    order by f.weight desc
    limit 1
),

bases as (
    -- of printed bases that repeat an old target, the one farthest from the result
    select 2, 'base', f.pair, f.statement_zh, f.statement_en, f.alike, 'periods', f.region_id, f.indicator_id
    from findings f
    join indicators i on i.indicator_id = f.indicator_id
    where f.topic = 'base' and i.measure = 'stock'
    order by f.weight desc
    limit 1
),

efforts as (
    -- the pair of regions whose new targets stand farthest apart, each measured by its own last result
    select 3, 'effort',
        a.region || ' ' || cast(round(a.share) as integer) || '% ↔ ' || b.region || ' ' || cast(round(b.share) as integer) || '%',
        i.short_zh || '目标相当于上期结果：' || a.region || cast(round(a.share) as integer) || '%，' || b.region || cast(round(b.share) as integer) || '%' || case when a.is_broken or b.is_broken then '（口径有变，作参照）' else '' end,
        i.short_en || ' target as a share of the last result: ' || a.region_en || ' ' || cast(round(a.share) as integer) || '%, ' || b.region_en || ' ' || cast(round(b.share) as integer) || '%' || case when a.is_broken or b.is_broken then ' (methods changed)' else '' end,
        1, 'cities', a.region_id, a.indicator_id
    from (
        select r.region_id, n.short_zh as region, n.short_en as region_en, r.indicator_id, 100 * r.target / b.base_used as share,
            exists (select 1 from series s where s.indicator_id = r.indicator_id and s.region_id = r.region_id) as is_broken
        from table_rows r
        join table_bases b using (target_fact_id)
        join regions n using (region_id)
        where r.period_id = coalesce($period_id, '14fyp') and b.comparison_basis = 'period_total'
    ) a
    join (
        select r.region_id, n.short_zh as region, n.short_en as region_en, r.indicator_id, 100 * r.target / b.base_used as share,
            exists (select 1 from series s where s.indicator_id = r.indicator_id and s.region_id = r.region_id) as is_broken
        from table_rows r
        join table_bases b using (target_fact_id)
        join regions n using (region_id)
        where r.period_id = coalesce($period_id, '14fyp') and b.comparison_basis = 'period_total'
    ) b on b.indicator_id = a.indicator_id and b.region_id > a.region_id
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
        1, 'progress', j.region_id, j.indicator_id
    from judgements($as_of) j
    join regions r using (region_id)
    join indicators i using (indicator_id)
    join periods p on p.period_id = coalesce($period_id, '14fyp') and j.year_to between p.year_from and p.year_to
    where j.place = 'table' and j.kind = 'total' and j.status = 'not_assessed' and j.completion_pct between 90 and 100 and j.missing_years <> []
    order by j.completion_pct desc
    limit 1
),

rivals as (
    select 5, 'rival', f.pair, f.statement_zh, f.statement_en, f.alike, 'evidence', f.region_id, f.indicator_id
    from findings f
    where f.topic = 'rival'
    order by f.weight desc
    limit 1
)

select * from floors
union all select * from bases
union all select * from efforts
union all select * from nearly
union all select * from rivals
order by place
