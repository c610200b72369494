-- What is asked of the counties and districts of a region in each year, and does it add up to the region's own figure?
--   One row an indicator, year and region, the region itself first.
-- $as_of: month YYYY-MM, null for the month of the latest result
-- $region_id: the region whose parts are asked for
-- $year_from: the first year, null for all
-- $year_to: the last year, null for all
-- example: yearly_part_list region_id=qingdao
select
    y.* exclude (place, plan_in_units, parts_gap_in_units), r.short_zh as region_zh, r.short_en as region_en,
    i.name_zh as indicator_zh, i.name_en as indicator_en, u.name_en as unit_en,
    cast(y.plan_in_units / u.factor as decimal(18, 6)) as plan,
    -- the parts less the whole, in the unit of the row
    cast(y.parts_gap_in_units / u.factor as decimal(18, 6)) as parts_gap,
    d.short_zh as document_zh, d.short_en as document_en
from yearly_parts($as_of, $region_id) y
join regions r using (region_id)
join indicators i using (indicator_id)
left join units u on u.unit = coalesce(y.unit, y.value_unit)
left join documents d on d.document_id = y.document_id
where ($year_from is null or y.year >= $year_from) and ($year_to is null or y.year <= $year_to)
order by y.indicator_id, y.year, y.is_whole desc, y.place, y.region_id
