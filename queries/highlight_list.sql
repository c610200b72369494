-- What stands out at a month?
--   One row a matter, at most one of each sort, in a stated order: targets below the last result, a wrong base,
--   opposite directions, nearly there, two figures, more than twice the target.
-- $as_of: month YYYY-MM, null for the month of the latest result
-- $period_id: the period, null for the one that holds the latest result
-- example: highlight_list as_of=2025-12
with

chosen as (
    select * from spans where period_id = coalesce($period_id, (select period_id from default_period))
),

-- the first of each sort all of whose figures are out at the month, and how many there are with it
known as (
    select h.*, count(distinct h.counted_as) over (partition by h.sort, h.counted_in) as alike
    from highlight_candidates h
    join chosen c using (period_id)
    where h.month is null or h.month <= as_of_index($as_of)
    qualify h.is_told and row_number() over (partition by h.sort, h.is_told order by h.weight desc, h.tie) = 1
),

-- of totals without a verdict, the one whose known part comes nearest
nearly as (
    select
        '≥' || plain_text(j.done) || ' / ' || plain_text(j.target) as pair, j.region_id, j.indicator_id,
        list_concat([j.target_fact_id], j.used_fact_ids) as fact_ids,
        map {
            'completion': cast(j.completion_pct as varchar), 'years': array_to_string(j.missing_years, '、'),
            'years_en': array_to_string(j.missing_years, ', ')
        } as blanks,
        c.name_zh, c.name_en
    from judgements($as_of) j
    join chosen c using (period_id)
    where j.is_plan_row and j.is_nearly and j.completion_pct <= 100 and j.missing_years <> []
    order by j.completion_pct desc, j.target_fact_id
    limit 1
)

select
    place, sort, pair_zh, pair_en, with_blank(statement_zh, 'count', alike::varchar) as statement_zh,
    with_blank(statement_en, 'count', alike::varchar) as statement_en, page, region_id, indicator_id, fact_ids
from known
union all
select
    4, 'nearly', n.pair, n.pair,
    filled(w.zh['highlight.nearly'], map_concat(n.blanks, map {
        'name': i.short_zh, 'region': r.short_zh, 'period': n.name_zh
    })),
    filled(w.en['highlight.nearly'], map_concat(n.blanks, map {
        'name': i.short_en, 'region': r.short_en, 'period': n.name_en, 'years': n.blanks['years_en']
    })),
    'progress', n.region_id, n.indicator_id, n.fact_ids
from nearly n
cross join words w
join regions r on r.region_id = n.region_id
join indicators i on i.indicator_id = n.indicator_id
order by place
