-- Units that rows use and no catalogue names: those of known_units.csv, and any unit with a scale of unit_scales.csv
-- before it (万, 亿), so many times as much.
insert into raw_units (file, line, import_id, seq, unit, dimension, factor, name_en)
with

named as (
    select unit, dimension, factor, coalesce(name_en, unit) as name_en, 0 as place
    from raw_units
    where unit is not null and dimension is not null and regexp_full_match(factor, '[1-9][0-9]{0,7}')
    union all
    select unit, dimension, factor, name_en, 1 from known_units
),

asked as (
    select
        o.unit, cast(p.times as decimal(20, 0)) as times, coalesce(p.prefix_en, '') as prefix_en,
        n.dimension, n.factor, n.name_en
    from (select unit from raw_facts union select unit from raw_indicators) o
    cross join unit_scales p
    join named n on o.unit = coalesce(p.scale, '') || n.unit
    where o.unit not in (select unit from raw_units where unit is not null)
    qualify row_number() over (partition by o.unit order by length(p.scale) nulls first, n.place) = 1
)

select
    'known_units.csv', 1, 'shipped', 9000000000000000 + row_number() over (order by unit), unit, dimension,
    cast(cast(factor as decimal(20, 0)) * times as varchar), prefix_en || name_en
from asked;
