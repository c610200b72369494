-- Which regions are in the ledger?
--   One row a region: cities in the order that fixes their colours, then provinces and the nation, which are
--   references.
-- example: region_list
select
    r.region_id, r.name_zh, r.name_en, r.short_zh, r.short_en, r.adcode, r.level, r.parent_region_id, r.is_reference,
    r.place,
    exists (select 1 from facts f where f.region_id = r.region_id) as has_facts,
    exists (select 1 from plan_tables t where t.region_id = r.region_id) as has_plans
from ordered_regions r
order by r.is_reference, r.place
