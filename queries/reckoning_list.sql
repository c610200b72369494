-- What would a next target mean beside the way so far: last target, last result, pace, own path, and what a draft asks?
--   One row an indicator of a region's plans. References, never proposals.
-- $as_of: month YYYY-MM, null for the month of the latest result
-- $region_ids: regions, null for all
-- $document_ids: plans whose indicators are asked for, null for all
-- $indicator_ids: indicators, null for all
-- $first_year: the first year of the next targets, null for that of the next period
-- $to_year: their last year, null for that of the next period
-- $drafts: drafts of the next targets, each indicator:number; null for none
-- example: reckoning_list region_ids=qingdao indicator_ids=unemployment_insured drafts=unemployment_insured:320
select * exclude (is_reference, region_place, theme_place, indicator_place)
from reckonings($as_of, $region_ids, $document_ids, null, $first_year, $to_year, $drafts)
where ($region_ids is null or region_id = any($region_ids))
    and ($indicator_ids is null or indicator_id = any($indicator_ids))
order by is_reference, region_place, theme_place, indicator_place
