-- Which years may be set to 100? One row a year of which figures may be set beside others, that with most of a later
--   year first. series: how many pairs of a region and an indicator have an exact figure of the year and one of
--   another; later: of those, one of a later year.
-- $region_ids: regions, null for all
-- $indicator_ids: indicators, null for all
-- $as_of: month YYYY-MM up to which figures count, null for the month of the latest result
-- example: base_year_list region_ids=qingdao
with

usable as (
    from year_figures($as_of, $region_ids, $indicator_ids) where is_usable and redefined_zh is null
)

select b.year_to as year, count(distinct (b.region_id, b.indicator_id)) as series,
    count(distinct (b.region_id, b.indicator_id)) filter (f.year_to > b.year_to) as later
from usable b
join usable f on f.region_id = b.region_id and f.indicator_id = b.indicator_id and f.fact_id <> b.fact_id
    and f.series is not distinct from b.series and f.basis = b.basis
where b.is_rate or b.value > 0
group by b.year_to
order by later desc, series desc, year
