-- Of how many years is an indicator known in a region? One row an indicator and region, those of most years first.
--   Counted are years with a figure of their own; a region of which only totals of several years are known has 0.
--   comparable: the years whose figures may be set beside each other: exact ones of one method, the method of most.
-- $region_ids: regions, null for all
-- $indicator_ids: indicators, null for all
-- $as_of: month YYYY-MM up to which figures count, null for the month of the latest result
-- example: history_summary region_ids=zhoushan
with

by_method as (
    select region_id, indicator_id, count(distinct year_to) as years
    from year_figures($as_of, $region_ids, $indicator_ids)
    where is_usable and redefined_zh is null
    group by region_id, indicator_id, series, basis
)

select
    h.region_id, h.indicator_id, i.short_zh, i.short_en,
    count(distinct h.year_to) filter (h.year_from = h.year_to) as years,
    coalesce(
        (
            select max(m.years) from by_method m
            where m.region_id = h.region_id and m.indicator_id = h.indicator_id
        ), 0) as comparable,
    min(h.year_to) filter (h.year_from = h.year_to) as own_first_year,
    max(h.year_to) filter (h.year_from = h.year_to) as own_last_year,
    min(h.year_from) as first_year, max(h.year_to) as last_year, count(*) as figures
from histories($as_of) h
join indicators i on i.indicator_id = h.indicator_id
join themes t on t.theme_id = i.theme_id
where ($region_ids is null or h.region_id = any($region_ids))
    and ($indicator_ids is null or h.indicator_id = any($indicator_ids))
group by h.region_id, h.indicator_id, i.short_zh, i.short_en, t.place, i.rowid
order by years desc, figures desc, t.place, i.rowid, h.region_id
