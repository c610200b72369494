-- Which office answers for each target of a plan, from where do the figures come, until when, and what is due?
--   One row a target: the plan's rows, then those of other documents of its region and period that name an office.
-- $as_of: month YYYY-MM, null for the month of the latest result
-- $region_ids: regions, null for all
-- $document_ids: plans, null for all
-- $period_ids: periods of the targets, or spans that none holds; null for all
-- $is_due: true for what is lacking at the month, null for all
-- example: duty_list region_ids=qingdao document_ids=qingdao-hrss-14fyp period_ids=14fyp
select
    -- an office that a document prints in traditional script is the same office in simplified script
    t.* exclude (is_plan_row, table_no, row_order) replace (simplified_text(t.office) as office),
    i.name_zh as indicator_zh, i.name_en as indicator_en,
    u.name_en as unit_en, d.short_zh as document_zh, d.short_en as document_en,
    s.short_zh as last_document_zh, s.short_en as last_document_en, s.issuer as last_issuer
from duties($as_of, $region_ids) t
join indicators i using (indicator_id)
join units u on u.unit = t.unit
join documents d on d.document_id = t.document_id
left join documents s on s.document_id = t.last_document_id
where ($region_ids is null or t.region_id = any($region_ids))
    and ($document_ids is null or t.document_id = any($document_ids) or not t.is_plan_row)
    and ($period_ids is null or t.period_id = any($period_ids))
    and ($is_due is null or $is_due = (len(t.lacking_years) > 0))
order by t.region_id, t.is_plan_row desc, t.document_id, t.table_no nulls last, t.row_order nulls last, t.row_no,
    t.target_fact_id
