-- Who answers for what a plan asks for: the office that the documents name or that was filled in, where the figures
-- come from, until when they are due, and what is due at a month.

create macro duties(as_of, regions) as table
with

-- the offices that documents name for an indicator, in whichever target
named as (
    select
        region_id, indicator_id, string_agg(distinct responsible, '；' order by responsible) as office_printed,
        list(fact_id order by fact_id) as office_fact_ids, list(distinct document_id) as documents
    from facts
    where role = 'target' and responsible is not null and is_asked(regions, region_id)
    group by all
),

-- the document of the last result: from there the next one may be expected
last_known as (
    select region_id, indicator_id, shown, unit, year, through_month, fact_id, document_id
    from dated_results
    where is_result and is_chosen and month <= as_of_index(as_of) and is_asked(regions, region_id)
    qualify row_number() over (partition by region_id, indicator_id order by month desc, is_flow) = 1
),

lacking as (
    select target_fact_id, list(distinct year order by year) as lacking_years
    from missing_results(as_of, regions)
    where is_asked(regions, region_id)
    group by target_fact_id
    union all
    -- of what no table has, the last year once it is over
    select target_fact_id, [year_to]
    from judgements(as_of)
    where not is_plan_row and is_over and done is null and form not in ('relative', 'words')
)

select
    j.region_id, j.document_id, j.period_id, j.indicator_id, j.target_fact_id, j.attribute::varchar as attribute,
    j.unit, j.target_raw, j.year_from, j.year_to, j.is_plan_row, j.table_no, j.row_order, j.row_no,
    o.office as office_set, n.office_printed, coalesce(o.office, n.office_printed) as office,
    coalesce(n.office_fact_ids, []) as office_fact_ids,
    case when o.office is not null then 'set' when n.office_printed is not null then 'printed' else 'open' end
        as office_from,
    o.source, k.document_id as last_document_id, k.shown as last_raw, k.unit as last_unit, k.year as last_year,
    k.through_month as last_month, k.fact_id as last_fact_id, o.due_on,
    coalesce(l.lacking_years, []) as lacking_years,
    -- since when the first of them is due: its day, else the month after its year
    case when l.lacking_years is not null then
        coalesce(due_date(o.due_on, l.lacking_years[1], 12), (l.lacking_years[1] + 1)::varchar || '-01')
    end as due_since,
    -- and the last of them
    case when l.lacking_years is not null then due_date(o.due_on, list_last(l.lacking_years), 12) end as due_next
from judgements(as_of) j
left join named n on n.region_id = j.region_id and n.indicator_id = j.indicator_id
left join offices_now o on o.region_id = j.region_id and o.indicator_id = j.indicator_id
left join last_known k on k.region_id = j.region_id and k.indicator_id = j.indicator_id
left join lacking l on l.target_fact_id = j.target_fact_id
where is_asked(regions, j.region_id) and (j.is_plan_row or list_contains(n.documents, j.document_id))
-- what a text says twice is one duty
qualify row_number() over (
    partition by j.region_id, j.document_id, j.period_id, j.indicator_id
    order by j.is_plan_row desc, j.year_to desc, j.target_fact_id
) = 1;
