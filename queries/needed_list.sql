-- What does each later target that is stated ask of an indicator a year, a region's own or that of a level above it?
--   One row a target, which is null for a goal in words. Totals and amounts of a level above stand beside a region's
--   only as shares of their last results.
-- $as_of: month YYYY-MM, null for the month of the latest result
-- $region_id: region, null for the first
-- $indicator_ids: indicators, null for all
-- $to_year: the year to which the levels above are asked for their targets, null for the end of the next period
-- $drafts: drafts of the next targets, each indicator:number; null for none
-- example: needed_list region_id=qingdao indicator_ids=unemployment_insured drafts=unemployment_insured:300
with

asked as (
    select
        coalesce(
            $region_id, (select region_id from ordered_regions where not is_reference order by place limit 1)
        ) as region_id,
        coalesce(cast($to_year as integer), next_last_year($as_of)) as last_year
),

own as (
    select k.*
    from asked a, lateral (
        -- one that is given is said as such: the figures of others are not read
        from reckonings(
            $as_of, [case when $region_id is null then a.region_id else $region_id end], null, null, null, a.last_year,
            $drafts
        )
    ) k
),

stated as (
    select
        'own' as whose, t.region_id, r.short_zh as region_zh, r.short_en as region_en, t.indicator_id, t.kind,
        t.year_from, t.year_to, t.target_raw, t.target, t.comparator, t.unit, t.factor, null as share_pct,
        t.document_id, d.short_zh as document_zh, d.short_en as document_en, t.target_fact_id, 0 as steps
    from judged_targets t
    join asked a using (region_id)
    join documents d using (document_id)
    join ordered_regions r on r.region_id = t.region_id
    where (t.target is not null and t.form = 'level' or t.form = 'words') and t.year_to > whole_year($as_of)
    union all by name
    select
        'above' as whose, b.* exclude (
            level, short_zh, short_en, measure, direction, place, unit_en, need_per_year, base_used_fact_ids,
            indicator_place
        )
    from asked a, lateral (
        from references_above(
            a.region_id, (select period_id from spans where year_to = a.last_year order by place limit 1)
        )
    ) b
),

beside as (
    select
        s.*, k.direction, k.measure, k.result, k.result_comparator, k.result_through, k.pace, k.pace_comparator,
        k.draft,
        k.unit as own_unit, n.name_en as unit_en, as_of_index(k.result_through) as result_month,
        s.unit = '%' as is_share,
        s.unit = k.unit and s.kind = 'level' and (s.whose = 'own' or s.unit = '%') as is_beside,
        is_beside and is_surely_reached(s.target, k.result, k.result_comparator, k.direction) as is_reached,
        case
            when is_reached then null
            when s.kind = 'each_year' then cast(s.target as double)
            when s.kind = 'total' and s.whose = 'own' then cast(s.target as double) / (s.year_to - s.year_from + 1)
            when is_beside and k.measure <> 'growth_rate' and k.result_comparator in ('eq', 'approx')
                and not k.is_result_mean
                and month_index(s.year_to, 12) > as_of_index(k.result_through)
                then (s.target - k.result) / ((month_index(s.year_to, 12) - as_of_index(k.result_through)) / 12.0)
        end as need_a_year,
        percent_of(k.draft_beside, k.result_beside) as draft_share_pct, k.result_comparator as share_comparator,
        k.draft_beside, k.next_years
    from stated s
    join own k on k.indicator_id = s.indicator_id
    join units n on n.unit = s.unit
)

select
    whose, region_id, region_zh, region_en, indicator_id, kind, year_from, year_to, target_raw, target, comparator,
    unit, unit_en, share_pct, need_a_year, pace, pace_comparator,
    case when need_a_year * pace > 0 and unit = own_unit
        then one_decimal(percent_of(need_a_year, pace)) end as need_of_pace_pct,
    is_reached, case when is_reached then abs(cast(result as double) - target) end as room, result, result_comparator,
    result_through, draft, one_decimal(draft_share_pct) as draft_share_pct,
    case
        when draft is null then null
        when kind = 'level' and unit = own_unit and (is_share or whose = 'own')
            then is_surely_less(draft, target, 'eq', direction)
        when kind = 'each_year' and unit = own_unit then is_surely_less(draft_beside, target, 'eq', direction)
        when share_pct is not null and share_comparator in ('eq', 'ge', 'gt')
            then is_surely_less(draft_share_pct, share_pct, 'eq', direction)
    end as is_draft_below,
    document_id, document_zh, document_en, target_fact_id
from beside
where ($indicator_ids is null or indicator_id = any($indicator_ids))
order by indicator_id, whose desc, steps, year_to, target_fact_id
