-- The places of regions and themes, from the raw rows (without fault) and what they ask for.

-- A region keeps the place that its row asks for, and so its colour, whatever else is imported; cities and references
-- (nations and provinces) are counted apart. Of two that ask for one place the first row has it; the others, and those
-- that ask for none, take the smallest free ones in the order of the rows.
with asked as (
    select
        region_id, coalesce(any_value(level), 'prefecture') in ('nation', 'province') as is_reference, min(seq) as seq,
        arg_min(place::integer, seq) as place -- the first that is given
    from raw_regions
    group by region_id
),

kept as (
    select * from asked
    where place is not null
    qualify row_number() over (partition by is_reference, place order by seq) = 1
),

others as (
    select region_id, is_reference, row_number() over (partition by is_reference order by seq) as nth
    from asked
    anti join kept using (region_id)
),

free as (
    select is_reference, place, row_number() over (partition by is_reference order by place) as nth
    from (
        select is_reference, unnest(range(count(*))) as place
        from asked
        group by is_reference
    )
    anti join kept using (is_reference, place)
),

given as (
    select region_id, place from kept
    union all select region_id, place from others join free using (is_reference, nth)
)

update raw_regions set place = given.place
from given
where given.region_id = raw_regions.region_id;

-- Themes stand in the order of the places that they ask for, then of the rows: many may ask for one.
with asked as (
    select theme_id, min(seq) as seq, arg_min(place::integer, seq) as place
    from raw_themes
    group by theme_id
)

update raw_themes set place = given.place
from (select theme_id, row_number() over (order by place, seq) as place from asked) given
where given.theme_id = raw_themes.theme_id;
