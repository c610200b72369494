-- The faults of the CSV rows, read as text before any row is stored: one select a fault.
-- Every branch gives file, line, fault, found, mend_zh, mend_en. Tables named raw_<table> hold the columns of the
-- CSV as text with file, line, import and `seq`, the order of all rows; raw_cells holds the same, one cell a row. What
-- schema.sql says of keys, references, types and required columns is read from there (keys.sql), for every table.

with types as (
    select
        table_name as tab, column_name as col, data_type as type,
        regexp_extract_all(data_type, '''([^'']+)''', 1) as allowed,
        data_type like 'DECIMAL%' and data_type not like '%,0)' as has_decimals
    from information_schema.columns
    where table_catalog = current_database() and not starts_with(table_name, 'raw_') and data_type <> 'VARCHAR'
),

forms (tab, col, form, written_zh, written_en) as (
    values
        (
            'regions', 'region_id', '[a-z][a-z0-9_-]*', '用小写字母、数字、下划线和连字符，以字母开头',
            'in small letters, digits, underscores and hyphens, a letter first'
        ),
        ('periods', 'period_id', '[a-z0-9][a-z0-9-]*', '用小写字母、数字和连字符', 'in small letters, digits and hyphens'),
        ('documents', 'document_id', '[a-z0-9][a-z0-9-]*', '用小写字母、数字和连字符', 'in small letters, digits and hyphens'),
        (
            'indicators', 'indicator_id', '[a-z][a-z0-9_]*', '用小写字母、数字和下划线，以字母开头',
            'in small letters, digits and underscores, a letter first'
        ),
        ('regions', 'adcode', '[0-9]{6}', '作六位数字，不知道就留空', 'as six digits, or left empty'),
        (
            'documents', 'url', 'https?://.*', '以 http:// 或 https:// 开头，没有就留空',
            'beginning with http:// or https://, or left empty'
        ),
        (
            'documents', 'issued_on', '[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?',
            '作 2021、2021-10 或 2021-10-25，不知道就留空', 'as 2021, 2021-10 or 2021-10-25, or left empty'
        ),
        ('facts', 'chapter', '[0-9]+([.][0-9]+)*', '作阿拉伯数字：三、（六）是 3.6', 'in arabic numbers: 三、（六） is 3.6'),
        (
            'documents', 'sha256', '[0-9a-f]{64}', '作64位小写十六进制数，没有就留空',
            'as 64 hexadecimal digits in small letters, or left empty'
        ),
        (
            'offices', 'due_on', '([0-9]{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])',
            '作 2027-01-15，每年同一天作 01-15', 'as 2027-01-15, or 01-15 for every year'
        ),
        (
            'offices', 'set_on',
            '[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(T[0-2][0-9]:[0-5][0-9]:[0-5][0-9])?',
            '作 2026-03-31，不写就是最早', 'as 2026-03-31; left empty it is the earliest'
        ),
        ('rulings', 'as_of', '[0-9]{4}-(0[1-9]|1[0-2])', '作 2025-12', 'as 2025-12'),
        ('remarks', 'as_of', '[0-9]{4}-(0[1-9]|1[0-2])', '作 2025-12', 'as 2025-12'),
        (
            'rulings', 'ruled_on',
            '[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(T[0-2][0-9]:[0-5][0-9]:[0-5][0-9])?',
            '作 2026-03-31', 'as 2026-03-31'
        ),
        (
            'remarks', 'written_on',
            '[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(T[0-2][0-9]:[0-5][0-9]:[0-5][0-9])?',
            '作 2026-03-31', 'as 2026-03-31'
        )
),

-- The same key again in one file or import, or any fact again; then cells that differ between imports.
repeated as (
    select tab, file, line, seq, key, first_value(file || ':' || line) over same as other, null as col
    from keys
    window same as (partition by tab, key, case when tab <> 'facts' then import_id end order by seq)
    qualify row_number() over same > 1
    union all
    select tab, file, line, seq, key, first_value(file || ':' || line) over same, col
    from (select * from keys where tab <> 'facts' qualify count(*) over (partition by tab, key) > 1)
    join raw_cells using (tab, file, line, import_id, seq)
    -- a place is only asked for, see places.sql
    where val is not null and col <> 'place'
    window same as (partition by tab, key, col order by seq)
    qualify val <> first_value(val) over same
),

spans as (
    select file, line, year_from, year_to, through_month, 1949 as first, 2100 as last from raw_facts
    union all select file, line, year_from, year_to, null, 1, 9999 from raw_periods
),

-- Which row refers to another of its own table.
links as (
    select 'part_of' as col, file, line, indicator_id as id, part_of as to_id from raw_indicators
    union all select 'listed_under', file, line, indicator_id, listed_under from raw_indicators
    union all select 'parent_region_id', file, line, region_id, parent_region_id from raw_regions
    union all select 'supersedes', file, line, fact_id, supersedes from raw_facts where supersedes is not null
)

select
    file, line, 'duplicate_id' as fault, key as found,
    '编号与 ' || min(other) || ' 重复' || coalesce('，列 ' || string_agg(distinct col, '、' order by col) || ' 又不相同', '')
        || '；请改成不同的编号、改成一致或删去一行' as mend_zh,
    min(other) || ' has this id too' || coalesce(' and another ' || string_agg(distinct col, ', ' order by col), '')
        || ': give one row another id, make them alike or delete one' as mend_en
from repeated
group by tab, seq, file, line, key

union all
-- one name that is nowhere is one fault of an import, however many rows use it; all units are one
select
    arg_min(file, seq), arg_min(line, seq), 'unknown_' || col,
    if(col = 'unit', string_agg(distinct val, ', ' order by val), min(val)),
    '列 ' || col || ' 的值在 ' || to_tab || '.csv 中没有，请先登记或改正写法'
        || case when count(*) > 1 then '（等 ' || count(*) || ' 行）' else '' end,
    'column ' || col || ' names what ' || to_tab || '.csv does not have: add it there or correct the spelling'
        || case when count(*) > 1 then ' (and ' || count(*) - 1 || ' more rows)' else '' end
from raw_cells
join references_to using (tab, col)
where val is not null and not exists (select 1 from keys k where k.tab = to_tab and k.key = val)
group by import_id, col, to_tab, if(col = 'unit', null, val)

union all
select file, line, 'missing_' || col, '', '列 ' || col || ' 不能为空，请补填', 'column ' || col || ' must be filled in'
from raw_cells
where val is null and is_required

union all
select c.file, c.line, 'duplicate_' || c.col, c.val,
    '列 ' || c.col || ' 与 ' || first_value(c.file || ':' || c.line) over same || ' 相同，请改其中一行',
    'column ' || c.col || ' says the same as ' || first_value(c.file || ':' || c.line) over same
        || ': change one of them'
from raw_cells c
join (
    select table_name as tab, unnest(constraint_column_names) as col
    from duckdb_constraints()
    where constraint_type = 'UNIQUE'
) u using (tab, col)
join keys k using (tab, seq)
where c.val is not null
window same as (partition by c.tab, c.col, c.val order by c.seq)
qualify k.key <> first_value(k.key) over same

union all
select file, line, 'not_a_number', col || '=' || val,
    '列 ' || col || ' 只能填' || if(has_decimals, '', '整') || '数（不带单位、千分位和空格，不过大）；原样写法请填入 value_raw',
    'column ' || col || ' takes a ' || if(has_decimals, '', 'whole ')
        || 'number without unit or separators, and none too large; the printed form belongs in value_raw'
from raw_cells
join types using (tab, col)
where val is not null and len(allowed) = 0 and not case
    when has_decimals then regexp_full_match(val, '-?[0-9]{1,11}([.][0-9]{1,6})?')
    when type = 'SMALLINT' then regexp_full_match(val, '[0-9]+') and try_cast(val as smallint) is not null
    else regexp_full_match(val, '[0-9]{1,15}')
end

union all
select file, line, 'not_above_zero', col || '=' || val, '列 ' || col || ' 要大于0', 'column ' || col || ' must be above 0'
from raw_cells
where (tab, col) in (('units', 'factor'), ('facts', 'table_no')) and regexp_full_match(val, '0+')

union all
select file, line, 'unknown_word', col || '=' || val,
    '列 ' || col || ' 只能填：' || array_to_string(allowed, '、'),
    'column ' || col || ' takes one of: ' || array_to_string(allowed, ', ')
from raw_cells
join types using (tab, col)
where len(allowed) > 0 and not list_contains(allowed, val)

union all
select
    file, line,
    case when ends_with(col, '_id') then 'bad_id' when col = 'issued_on' then 'bad_date' else 'bad_' || col end, val,
    '列 ' || col || ' 写' || if(starts_with(written_zh, '作'), '', '法：') || written_zh,
    'column ' || col || ' is written ' || written_en
from raw_cells
join forms using (tab, col)
where not regexp_full_match(val, form)

union all
select file, line, 'impossible_span', coalesce(year_from, '') || '—' || coalesce(year_to, ''),
    'year_from 不能晚于 year_to，数据的年份应在1949与2100之间，through_month 应在1与12之间',
    'year_from may not be after year_to, years of a fact lie between 1949 and 2100, through_month between 1 and 12'
from spans
where try_cast(year_from as smallint) > try_cast(year_to as smallint)
    or try_cast(year_from as smallint) not between first and last
    or try_cast(year_to as smallint) not between first and last
    or try_cast(through_month as smallint) not between 1 and 12

union all
select file, line, 'change_without_reference_year', value_raw,
    'target_form 为 change 时要填 reference_year：比哪一年提高或下降',
    'a target_form of change needs its reference_year: the year that the change starts from'
from raw_facts
where target_form = 'change' and reference_year is null

union all
select file, line, 'impossible_reference_year', reference_year,
    'reference_year 应在1949与2100之间，不能晚于 year_to',
    'reference_year lies between 1949 and 2100 and may not be after year_to'
from raw_facts
where try_cast(reference_year as smallint) not between 1949 and 2100
    or try_cast(reference_year as smallint) > try_cast(year_to as smallint)

union all
select file, line, 'value_in_words', target_form || ' ' || value,
    'target_form 为 ' || target_form || ' 的目标只有文字：value 与 comparator 留空，原样写法填入 value_raw',
    'a target_form of ' || target_form
        || ' is words only: leave value and comparator empty, the printed form belongs in value_raw'
from raw_facts
where target_form in ('words', 'relative') and value is not null

union all
select file, line, 'form_without_value', target_form || ' ' || value_raw,
    'target_form 为 ' || target_form || ' 时要填 value；只有原文印“—”的格可以留空，纯文字的目标填 words',
    'a target_form of ' || target_form
        || ' needs a value; only a printed blank (—) has none, and a target in words takes words'
from raw_facts
where target_form in ('level', 'change', 'growth') and value is null and not regexp_full_match(value_raw, '[—–－-]+')

union all
select file, line, 'value_without_sign', coalesce(value, '') || ' ' || coalesce(comparator, ''),
    'value 与 comparator 要么都填，要么都空', 'value and comparator are both filled in or both empty'
from raw_facts
where (value is null) <> (comparator is null)

union all
-- 28.1 is not 82.1; print may say 万 or 亿 where the unit does, and scales in words of its own
select file, line, 'value_not_printed', value_raw || ' ' || value,
    'value 与 value_raw 的数字不一致，请对照原文改正其中一个',
    'value is not the number that value_raw prints: correct one of them by the document'
from (
    select
        *, cast(regexp_extract_all(
            regexp_replace(translate(value_raw, '０１２３４５６７８９．，', '0123456789.,'), ',([0-9]{3})', '\1', 'g'),
            '[0-9]+(?:[.][0-9]+)?'
        ) as double[]) as numbers,
        abs(try_cast(value as double)) as held,
        [1, 1e4, 1e8, 1e12, 1e-4, 1e-8] || if(
            regexp_matches(value_raw, '[百千A-Za-z]'), [1e1, 1e2, 1e3, 1e5, 1e6, 1e7, 1e9, 1e-1, 1e-2, 1e-3, 1e-5, 1e-6],
            []
        ) as scales
    from raw_facts
)
where regexp_full_match(value, '-?[0-9]{1,12}([.][0-9]{1,6})?') and held > 0 and len(numbers) > 0
    and not list_bool_or(list_transform(
    numbers, lambda number: list_bool_or(list_transform(scales, lambda scale: abs(number * scale / held - 1) < 1e-9))
))

union all
select file, line, 'superseded_without_kind', coalesce(supersedes, change_kind),
    'supersedes 与 change_kind 要么都填，要么都空：替换哪一个数，是更正、修订还是调整',
    'supersedes and change_kind are both filled in or both empty: which figure is replaced, and why'
from raw_facts
where (supersedes is null) <> (change_kind is null)

union all
select f.file, f.line, 'superseded_by_another_thing', f.supersedes,
    '被替换的数说的不是同一项（地区、指标、类型、年份、月份或单位类别不同），请核对 supersedes',
    'the figure that is replaced speaks of another thing (region, indicator, role, years or month): check supersedes'
from raw_facts f
join raw_facts o on o.fact_id = f.supersedes
where o.region_id <> f.region_id or o.indicator_id <> f.indicator_id or o.role <> f.role or o.year_to <> f.year_to
    or coalesce(o.through_month, '12') <> coalesce(f.through_month, '12')

union all
select o.file, o.line, 'target_of_another_region', o.region_id,
    '这个目标是 ' || f.region_id || ' 的，请核对 region_id 和 target_fact_id',
    'the target is one of ' || f.region_id || ': check region_id and target_fact_id'
from (
    select file, line, target_fact_id, region_id from raw_rulings
    union all select file, line, target_fact_id, region_id from raw_remarks
) o
join raw_facts f on f.fact_id = o.target_fact_id
where f.region_id <> o.region_id

union all
select file, line, 'superseded_twice', supersedes,
    '这个数已由 ' || first_value(file || ':' || line) over same || ' 替换；请改为替换那一个数',
    'this figure is replaced at ' || first_value(file || ':' || line) over same || ' already: replace that one'
from raw_facts
where supersedes is not null
window same as (partition by supersedes order by seq)
qualify row_number() over same > 1

union all
select file, line, 'range_upside_down', coalesce(value, '') || '—' || value_high,
    'value_high 是区间的上端，应大于 value；只有一个数时留空',
    'value_high is the upper end of the range and must exceed value; one number alone belongs in value'
from raw_facts
where try_cast(value_high as decimal(18, 6)) <= try_cast(value as decimal(18, 6))
    or (value is null and value_high is not null)

union all
select file, line, 'long_evidence', left(evidence, 12) || '…',
    'evidence 最多40字，只摘含数字的短语', 'evidence holds at most 40 characters: keep the phrase that carries the figure'
from raw_facts
where length(evidence) > 40

union all
select file, line, 'misplaced_id', coalesce(fact_id, ''),
    'fact_id 应以 document_id.place 开头，document_id 应与文件名一致',
    'fact_id must begin with document_id.place, and document_id must be the name of the file'
from raw_facts
where not starts_with(fact_id, document_id || '.' || place) or not ends_with(file, '/' || document_id || '.csv')

union all
select file, line, 'place_without_number', place,
    '表格和专栏中的数要填 table_no 与 row_no，正文中的数不填 table_no',
    'a figure in a table or box needs table_no and row_no; one in the text has no table_no'
from raw_facts
where (place <> 'text' and (table_no is null or row_no is null)) or (place = 'text' and table_no is not null)

union all
-- two imports may bring one unit
select distinct f.file, f.line, 'unit_of_another_kind', f.unit,
    '单位 ' || f.unit || ' 与指标单位 ' || i.unit || ' 不是同类（如人次不是人），请核对单位或指标',
    'unit ' || f.unit || ' is of another kind than the indicator''s ' || i.unit
        || ' (attendances are not persons): check unit or indicator'
from raw_facts f
join raw_indicators i on i.indicator_id = f.indicator_id
join raw_units u on u.unit = f.unit
join raw_units v on v.unit = i.unit
where u.dimension <> v.dimension and f.role <> 'completion_rate'
    -- a yearly growth is in percent of whatever grows
    and not (f.target_form is not distinct from 'growth' and u.dimension = 'percent')

union all
select f.file, f.line, 'duplicate_fact', f.label_raw || ' ' || f.value_raw,
    '与 ' || first_value(file || ':' || line) over same || ' 是同一文件同一处的同一个数，请删去一行',
    'the same figure of the same place stands at ' || first_value(file || ':' || line) over same || ': delete one row'
from raw_facts f
window same as (
    partition by document_id, place, locator, label_raw, role, year_from, year_to, coalesce(through_month, '12'),
        value_raw
    order by seq
)
qualify row_number() over same > 1 and count(*) over (partition by fact_id) = 1

union all
select file, line, 'circular_reference', id,
    '列 ' || col || ' 一路找下去又回到本行，请改正其中一行',
    'column ' || col || ' leads back to this row: correct one of the rows on the way'
from (
    with recursive reached as (
        select col, id, to_id from links where to_id is not null
        union
        select r.col, r.id, l.to_id
        from reached r
        join links l on l.col = r.col and l.id = r.to_id
        where l.to_id is not null
    )

    select l.col, l.file, l.line, l.id from links l join reached r on r.col = l.col and r.id = l.id and r.to_id = l.id
    where l.to_id is not null
)

order by file, line, fault
