-- What do the province and the nation above a region ask for the same indicator?
--   One row a level of government and indicator: its target for the period, of a table before one of a text.
-- $region_id: the region, null for the first
-- $indicator_ids: indicators, null for all
-- $period_id: the period, null for the one that holds the latest result
-- example: reference_list region_id=qingdao indicator_ids=surveyed_unemployment_rate
select * exclude (factor, indicator_place)
from references_above(
    coalesce(
        $region_id, (select region_id from ordered_regions where not is_reference order by place limit 1)
    ),
    coalesce($period_id, (select period_id from default_period))
)
where target is not null and ($indicator_ids is null or indicator_id = any($indicator_ids))
order by indicator_place, steps
