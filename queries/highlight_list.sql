-- What stands out at a month?
--   One row a matter, at most one of each sort, in a stated order: targets below the last result, a wrong base,
--   opposite directions, nearly there, two figures.
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

-- targets below what was achieved: not those below a printed base alone, nor where the method is in doubt
lower as (
    select k.*
    from known k
    join target_bases b on b.target_fact_id = k.fact_ids[1]
    where k.topic = 'below' and b.base_origin <> 'printed'
        and not exists (select 1 from series s where s.indicator_id = k.indicator_id and s.region_id = k.region_id)
),

floors as (
    -- where targets ask less than was achieved; of the rates the one that asks least
    select
        1 as place, 'floor' as sort, f.pair, 'highlight.floor' as token, 'periods' as page, f.region_id, f.indicator_id,
        f.fact_ids,
        map {
            'count': cast(
                (select count(distinct o.indicator_id) from lower o where o.region_id = f.region_id) as varchar
            ),
            'pair': f.pair
        } as blanks
    from lower f
    join indicators i on i.indicator_id = f.indicator_id
    join ordered_regions r on r.region_id = f.region_id
    where i.measure = 'rate' and i.direction = 'up' and not r.is_reference
    order by f.weight desc, f.finding_id
    limit 1
),

bases as (
    -- of printed bases that are not the result, the stock farthest from it
    select
        2, 'base', f.pair, 'highlight.base', 'periods', f.region_id, f.indicator_id, f.fact_ids,
        map {
            'count': cast(
                (select count(*) from known o where o.topic = 'base' and o.region_id = f.region_id) as varchar
            ),
            'pair': f.pair
        }
    from known f
    join indicators i on i.indicator_id = f.indicator_id
    join ordered_regions r on r.region_id = f.region_id
    where f.topic = 'base' and i.measure = 'stock' and not r.is_reference
    order by f.weight desc, f.finding_id
    limit 1
),

-- what each general plan's total is of its own last one, where nothing makes its method doubtful
asked as (
    select
        r.region_id, n.short_zh, n.short_en, n.place, r.indicator_id,
        b.share,
        list_concat([r.target_fact_id], b.base_used_fact_ids) as fact_ids
    from plan_rows r
    join chosen c using (period_id)
    join documents d on d.document_id = r.document_id and d.kind = 'five_year_plan'
    join target_bases b using (target_fact_id)
    join ordered_regions n on n.region_id = r.region_id
    where b.comparison_basis = 'period_total' and b.share is not null and not n.is_reference and not b.is_base_differing
        and not exists (select 1 from series s where s.indicator_id = r.indicator_id and s.region_id = r.region_id)
),

efforts as (
    -- the pair of regions whose new targets stand farthest apart, each measured by its own last result
    select
        3, 'effort', null, 'highlight.effort', 'cities', a.region_id, a.indicator_id,
        list_concat(a.fact_ids, b.fact_ids),
        map {
            'share': cast(round(a.share) as integer)::varchar, 'other_share': cast(round(b.share) as integer)::varchar,
            'region_zh': a.short_zh, 'region_en': a.short_en, 'other_zh': b.short_zh, 'other_en': b.short_en
        }
    from asked a
    join asked b on b.indicator_id = a.indicator_id and b.place > a.place
    where (a.share < 100) <> (b.share < 100)
    order by abs(a.share - b.share) desc, a.indicator_id
    limit 1
),

nearly as (
    -- of totals without a verdict, the one whose known part comes nearest
    select
        4, 'nearly', '≥' || plain_text(j.done) || ' / ' || plain_text(j.target), 'highlight.nearly', 'progress',
        j.region_id, j.indicator_id,
        list_concat([j.target_fact_id], j.used_fact_ids),
        map {
            'completion': cast(j.completion_pct as varchar), 'years': array_to_string(j.missing_years, '、'),
            'years_en': array_to_string(j.missing_years, ', ')
        }
    from judgements($as_of) j
    join chosen c using (period_id)
    where j.is_plan_row and j.is_nearly and j.completion_pct <= 100 and j.missing_years <> []
    order by j.completion_pct desc, j.target_fact_id
    limit 1
),

rivals as (
    select
        5, 'rival', f.pair, 'highlight.rival', 'evidence', f.region_id, f.indicator_id, f.fact_ids,
        map {'statement_zh': f.statement_zh, 'statement_en': f.statement_en, 'count': cast(count(*) over () as varchar)}
    from known f
    join ordered_regions r on r.region_id = f.region_id
    where f.topic = 'rival' and not r.is_reference
    order by f.weight desc, f.finding_id
    limit 1
),

found as (
    select * from floors
    union all select * from bases
    union all select * from efforts
    union all select * from nearly
    union all select * from rivals
)

select
    f.place, f.sort,
    coalesce(
        f.pair,
        filled(
            w.zh['highlight.pair'],
            map_concat(f.blanks, map {'region': f.blanks['region_zh'], 'other': f.blanks['other_zh']})
        )
    ) as pair_zh,
    coalesce(
        f.pair,
        filled(
            w.en['highlight.pair'],
            map_concat(f.blanks, map {'region': f.blanks['region_en'], 'other': f.blanks['other_en']})
        )
    ) as pair_en,
    filled(w.zh[f.token], map_concat(f.blanks, map {
        'name': i.short_zh, 'region': r.short_zh, 'period': c.name_zh, 'other': f.blanks['other_zh'],
            'statement': f.blanks['statement_zh']})) as statement_zh,
    filled(w.en[f.token], map_concat(f.blanks, map {
        'name': i.short_en, 'region': r.short_en, 'period': c.name_en, 'other': f.blanks['other_en'],
        'statement': f.blanks['statement_en'],
        'years': coalesce(f.blanks['years_en'], f.blanks['years'])})) as statement_en,
    f.page, f.region_id, f.indicator_id, f.fact_ids
from found f
cross join words w
cross join chosen c
join regions r on r.region_id = f.region_id
join indicators i on i.indicator_id = f.indicator_id
order by f.place
