-- Where does an indicator's own path lead, with which band, and why has it none? One row a region and indicator.
--   References, never proposals: a band fails when policy or definition changes.
-- $as_of: month YYYY-MM up to which figures count, null for the month of the latest result
-- $region_ids: regions, null for all
-- $indicator_ids: indicators, null for all
-- $first_year: of a flow, the first year that is added up; null for the first that is not over
-- $to_year: the year at whose end the path is read, null for the last of the period after the latest result
-- example: path_list region_ids=china indicator_ids=new_urban_jobs to_year=2030
select
    p.region_id, r.short_zh as region_zh, r.short_en as region_en, p.indicator_id, i.short_zh, i.short_en, i.measure,
    i.direction, i.unit, u.name_en as unit_en, p.* exclude (region_id, indicator_id)
from paths(
    $as_of, whole_year($as_of), cast($first_year as integer),
    coalesce(cast($to_year as integer), next_last_year($as_of)), $region_ids, $indicator_ids
) p
join ordered_regions r on r.region_id = p.region_id
join indicators i on i.indicator_id = p.indicator_id
join units u on u.unit = i.unit
order by r.is_reference, r.place, i.rowid
