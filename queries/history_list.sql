-- What has been published of an indicator in a region, from first to last? One row a figure that stands for its time.
--   Of several for the same time and series the longest coverage, then the most reliable.
-- $region_ids: regions, null for all
-- $indicator_ids: indicators, null for all
-- $as_of: month YYYY-MM up to which figures count, null for the month of the latest result
-- example: history_list region_ids=qingdao indicator_ids=new_urban_jobs
select * exclude (is_range)
from histories($as_of)
where ($region_ids is null or region_id = any($region_ids))
    and ($indicator_ids is null or indicator_id = any($indicator_ids))
order by region_id, indicator_id, year_to, year_from, through_month, fact_id
