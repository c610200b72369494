-- Units that rows use and no catalogue names: 万, 亿 or 万亿 before one that it does name, so many times as much.
insert into raw_units (file, line, import_id, seq, unit, dimension, factor, name_en)
select u.file, u.line, u.import_id, 9000000000000000 + row_number() over (order by s.unit), s.unit, u.dimension,
    cast(cast(u.factor as decimal(20, 0)) * s.times as varchar), s.prefix_en || coalesce(u.name_en, u.unit)
from (
    select distinct o.unit, p.times, p.prefix_en, substr(o.unit, length(p.prefix) + 1) as counted
    from (select unit from raw_facts union select unit from raw_indicators) o
    join (
        values ('万亿', 1000000000000, 'trillion '), ('万', 10000, '10k '), ('亿', 100000000, '100m ')
    ) as p (prefix, times, prefix_en) on starts_with(o.unit, p.prefix)
    where o.unit not in (select unit from raw_units where unit is not null)
    qualify row_number() over (partition by o.unit order by length(p.prefix) desc) = 1
) s
join (select * from raw_units qualify row_number() over (partition by unit order by seq) = 1) u on u.unit = s.counted
where regexp_full_match(u.factor, '[1-9][0-9]{0,7}') and u.dimension is not null;
