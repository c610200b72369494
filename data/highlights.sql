-- What may stand out of each period, whatever month is asked for: highlight_list takes the first of each sort whose
-- figures are out by then.

create table highlight_candidates as
with

-- targets below what was achieved, not those below a printed base alone, nor where the method is in doubt: of the rates
-- the one that asks least. Printed bases that are not the result: the stock farthest from it. Two figures for one
-- thing. A result of more than twice its target, which may be counted otherwise.
found as (
    select
        case f.topic when 'below' then 1 when 'base' then 2 when 'rival' then 5 else 6 end as place,
        case f.topic when 'below' then 'floor' else f.topic end as sort,
        case f.topic when 'below' then 'periods' when 'base' then 'periods' else 'evidence' end as page,
        f.period_id, f.month, f.region_id, f.indicator_id, f.fact_ids, f.pair, f.weight, f.finding_id as tie,
        not r.is_reference and case f.topic
            when 'below' then i.measure = 'rate' and i.direction = 'up'
            when 'base' then i.measure = 'stock'
            else true
        end as is_told,
        -- which of them are counted together, and as what
        case when f.topic not in ('rival', 'double') then f.region_id end as counted_in,
        case f.topic when 'below' then f.indicator_id else f.rowid::varchar end as counted_as,
        map {'statement_zh': f.statement_zh, 'statement_en': f.statement_en} as blanks
    from (select *, rowid from findings) f
    join indicators i on i.indicator_id = f.indicator_id
    join ordered_regions r on r.region_id = f.region_id
    left join target_bases b on b.target_fact_id = f.fact_ids[1] and f.topic = 'below'
    where case f.topic
        when 'below' then b.base_origin <> 'printed' and not exists (
            select 1 from series s where s.indicator_id = f.indicator_id and s.region_id = f.region_id
        )
        when 'base' then true
        when 'rival' then not r.is_reference
        when 'double' then not r.is_reference
        else false
    end
),

-- what each general plan's total is of its own last one, where nothing makes its method doubtful
asked as (
    select
        r.period_id, r.region_id, n.short_zh, n.short_en, n.place, r.indicator_id,
        b.share,
        list_concat([r.target_fact_id], b.base_used_fact_ids) as fact_ids
    from plan_rows r
    join documents d on d.document_id = r.document_id and d.kind = 'five_year_plan'
    join target_bases b using (target_fact_id)
    join ordered_regions n on n.region_id = r.region_id
    where b.comparison_basis = 'period_total' and b.share is not null and not n.is_reference and not b.is_base_differing
        and not exists (select 1 from series s where s.indicator_id = r.indicator_id and s.region_id = r.region_id)
),

-- the pair of regions whose new targets stand farthest apart, each measured by its own last result
efforts as (
    select
        3 as place, 'effort' as sort, 'cities' as page, a.period_id, null as month, a.region_id, a.indicator_id,
        list_concat(a.fact_ids, b.fact_ids) as fact_ids, null as pair, abs(a.share - b.share) as weight,
        a.indicator_id as tie, true as is_told, null as counted_in, null as counted_as,
        map {
            'share': cast(round(a.share) as integer)::varchar, 'other_share': cast(round(b.share) as integer)::varchar,
            'region_zh': a.short_zh, 'region_en': a.short_en, 'other_zh': b.short_zh, 'other_en': b.short_en
        } as blanks
    from asked a
    join asked b on b.indicator_id = a.indicator_id and b.period_id = a.period_id and b.place > a.place
    where (a.share < 100) <> (b.share < 100)
    qualify row_number() over (partition by a.period_id order by abs(a.share - b.share) desc, a.indicator_id) = 1
),

all_found as (
    select * from found
    union all select * from efforts
)

select
    f.* exclude (pair, blanks),
    coalesce(f.pair, filled(
        w.zh['highlight.pair'],
        map_concat(f.blanks, map {'region': f.blanks['region_zh'], 'other': f.blanks['other_zh']})
    )) as pair_zh,
    coalesce(f.pair, filled(
        w.en['highlight.pair'],
        map_concat(f.blanks, map {'region': f.blanks['region_en'], 'other': f.blanks['other_en']})
    )) as pair_en,
    -- how many there are is known once a month is chosen
    filled(w.zh['highlight.' || f.sort], map_concat(f.blanks, map {
        'name': i.short_zh, 'region': r.short_zh, 'period': s.name_zh, 'other': f.blanks['other_zh'],
        'statement': f.blanks['statement_zh'], 'pair': f.pair, 'count': '{count}'
    })) as statement_zh,
    filled(w.en['highlight.' || f.sort], map_concat(f.blanks, map {
        'name': i.short_en, 'region': r.short_en, 'period': s.name_en, 'other': f.blanks['other_en'],
        'statement': f.blanks['statement_en'], 'pair': f.pair, 'count': '{count}'
    })) as statement_en
from all_found f
cross join words w
join spans s on s.period_id = f.period_id
join regions r on r.region_id = f.region_id
join indicators i on i.indicator_id = f.indicator_id;
