-- The faults of the CSV rows, read as text before any row is stored: one select a fault.
-- Every branch gives file, line, fault, found, mend_zh, mend_en. Tables named raw_<table> hold the columns of the
-- CSV as text with file and line.

-- A key that stands twice.
with keys as (
    select file, line, 'regions' as tab, region_id as key from raw_regions
    union all select file, line, 'periods', period_id from raw_periods
    union all select file, line, 'themes', theme_id from raw_themes
    union all select file, line, 'units', unit from raw_units
    union all select file, line, 'documents', document_id from raw_documents
    union all select file, line, 'indicators', indicator_id from raw_indicators
    union all select file, line, 'series', series_id from raw_series
    union all select file, line, 'relations', relation_id from raw_relations
    union all select file, line, 'facts', fact_id from raw_facts
),

references_to as (
    select file, line, 'indicator_id' as col, indicator_id as key, 'indicators' as tab from raw_facts
    union all select file, line, 'document_id', document_id, 'documents' from raw_facts
    union all select file, line, 'region_id', region_id, 'regions' from raw_facts
    union all select file, line, 'unit', unit, 'units' from raw_facts
    union all select file, line, 'series', series, 'series' from raw_facts
    union all select file, line, 'region_id', region_id, 'regions' from raw_documents
    union all select file, line, 'period_id', period_id, 'periods' from raw_documents
    union all select file, line, 'theme_id', theme_id, 'themes' from raw_indicators
    union all select file, line, 'unit', unit, 'units' from raw_indicators
    union all select file, line, 'part_of', part_of, 'indicators' from raw_indicators
    union all select file, line, 'listed_under', listed_under, 'indicators' from raw_indicators
    union all select file, line, 'indicator_id', indicator_id, 'indicators' from raw_series
    union all select file, line, 'region_id', region_id, 'regions' from raw_series
    union all select file, line, 'indicator_id', indicator_id, 'indicators' from raw_relations
    union all select file, line, 'other_indicator_id', other_indicator_id, 'indicators' from raw_relations
    union all select file, line, 'region_id', region_id, 'regions' from raw_relations
    union all select file, line, 'document_id', document_id, 'documents' from raw_notations
),

needed as (
    select file, line, unnest([
        {col: 'fact_id', val: fact_id}, {col: 'document_id', val: document_id}, {col: 'region_id', val: region_id},
        {col: 'indicator_id', val: indicator_id}, {col: 'role', val: role}, {col: 'place', val: place},
        {col: 'locator', val: locator}, {col: 'label_raw', val: label_raw}, {col: 'value_raw', val: value_raw},
        {col: 'unit', val: unit}, {col: 'year_from', val: year_from}, {col: 'year_to', val: year_to},
        {col: 'basis', val: basis}, {col: 'basis_source', val: basis_source}, {col: 'reliability', val: reliability}
    ], recursive := true)
    from raw_facts
),

numbers as (
    select file, line, unnest([
        {col: 'value', val: value, dec: true}, {col: 'value_high', val: value_high, dec: true},
        {col: 'year_from', val: year_from, dec: false}, {col: 'year_to', val: year_to, dec: false},
        {col: 'through_month', val: through_month, dec: false}, {col: 'table_no', val: table_no, dec: false}
    ], recursive := true)
    from raw_facts
),

words as (
    select file, line, unnest([
        {col: 'role', val: role, allowed: ['baseline', 'target', 'actual', 'completion_rate', 'standard']},
        {col: 'place', val: place, allowed: ['table', 'box', 'text']},
        {col: 'comparator', val: comparator, allowed: ['eq', 'ge', 'gt', 'le', 'lt', 'approx']},
        {col: 'basis', val: basis, allowed: ['total', 'each_year', 'at_end', 'average', 'pooled', 'unknown']},
        {col: 'basis_source', val: basis_source, allowed: ['printed', 'text', 'inferred']},
        {col: 'attribute', val: attribute, allowed: ['binding', 'expected']},
        {col: 'modality', val: modality, allowed: ['commitment', 'strive']},
        {col: 'intent', val: intent, allowed: ['raise', 'hold_floor', 'hold_ceiling']},
        {col: 'test', val: test, allowed: ['sum', 'end_value', 'every_year', 'mean_of_years']},
        {col: 'data_status', val: data_status, allowed: ['final', 'preliminary', 'estimate', 'revised']},
        {col: 'reliability', val: reliability, allowed: ['A', 'B', 'C']}
    ], recursive := true)
    from raw_facts
)

select file, line, 'duplicate_id' as fault, key as found,
    '编号重复，请改成不同的编号或删去一行' as mend_zh, 'this id stands twice: give one row another id or delete it' as mend_en
from keys
-- the shipped row stays (its file has no import before it), the import is to be mended
qualify row_number() over (partition by tab, key order by len(string_split(file, '/')), file, line) > 1

union all
select r.file, r.line, 'unknown_' || r.col, r.key,
    '列 ' || r.col || ' 的值在 ' || r.tab || '.csv 中没有，请先登记或改正写法',
    'column ' || r.col || ' names what ' || r.tab || '.csv does not have: add it there or correct the spelling'
from references_to r
where r.key is not null and not exists (select 1 from keys k where k.tab = r.tab and k.key = r.key)

union all
select file, line, 'missing_' || col, '', '列 ' || col || ' 不能为空，请补填', 'column ' || col || ' must be filled in'
from needed
where val is null

union all
select file, line, 'not_a_number', col || '=' || val,
    '列 ' || col || ' 只能填数字（不带单位、千分位和空格）；原样写法请填入 value_raw',
    'column ' || col || ' takes a number without unit or separators; the printed form belongs in value_raw'
from numbers
where val is not null
    and (not regexp_full_match(val, '-?[0-9]{1,12}([.][0-9]{1,6})?') or (not dec and not regexp_full_match(val, '[0-9]+')))

union all
select file, line, 'unknown_word', col || '=' || val,
    '列 ' || col || ' 只能填：' || array_to_string(allowed, '、'), 'column ' || col || ' takes one of: ' || array_to_string(allowed, ', ')
from words
where val is not null and not list_contains(allowed, val)

union all
select file, line, 'impossible_span', year_from || '—' || year_to,
    'year_from 不能晚于 year_to，年份应在1949与2100之间，through_month 应在1与12之间',
    'year_from may not be after year_to, years lie between 1949 and 2100, through_month between 1 and 12'
from raw_facts
where try_cast(year_from as integer) > try_cast(year_to as integer)
    or try_cast(year_from as integer) not between 1949 and 2100
    or try_cast(year_to as integer) not between 1949 and 2100
    or try_cast(through_month as integer) not between 1 and 12

union all
select file, line, 'value_without_sign', coalesce(value, '') || ' ' || coalesce(comparator, ''),
    'value 与 comparator 要么都填，要么都空', 'value and comparator are both filled in or both empty'
from raw_facts
where (value is null) <> (comparator is null)

union all
select file, line, 'range_upside_down', coalesce(value, '') || '—' || value_high,
    'value_high 是区间的上端，应大于 value；只有一个数时留空',
    'value_high is the upper end of the range and must exceed value; one number alone belongs in value'
from raw_facts
where try_cast(value_high as decimal(18, 6)) <= try_cast(value as decimal(18, 6)) or (value is null and value_high is not null)

union all
select file, line, 'long_evidence', left(evidence, 12) || '…',
    'evidence 最多40字，只摘含数字的短语', 'evidence holds at most 40 characters: keep the phrase that carries the figure'
from raw_facts
where length(evidence) > 40

union all
select file, line, 'misplaced_id', fact_id,
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
select f.file, f.line, 'unit_of_another_kind', f.unit,
    '单位 ' || f.unit || ' 与指标单位 ' || i.unit || ' 不是同类（如人次不是人），请核对单位或指标',
    'unit ' || f.unit || ' is of another kind than the indicator''s ' || i.unit || ' (attendances are not persons): check unit or indicator'
from raw_facts f
join raw_indicators i on i.indicator_id = f.indicator_id
join raw_units u on u.unit = f.unit
join raw_units v on v.unit = i.unit
where u.dimension <> v.dimension and f.role <> 'completion_rate'
    -- a yearly growth is in percent of whatever grows
    and not (f.target_form is not distinct from 'growth' and u.dimension = 'percent')

union all
select f.file, f.line, 'duplicate_fact', f.label_raw || ' ' || f.value_raw,
    '同一文件同一处的同一个数录了两次，请删去一行', 'the same figure of the same place stands twice: delete one row'
from raw_facts f
qualify row_number() over (
    partition by document_id, place, locator, label_raw, role, year_from, year_to, coalesce(through_month, '12'), value_raw
    order by len(string_split(f.file, '/')), f.file, f.line
) > 1 and count(*) over (partition by fact_id) = 1

union all
select file, line, 'bad_date', issued_on,
    'issued_on 写作 2021、2021-10 或 2021-10-25，不知道就留空', 'issued_on is written 2021, 2021-10 or 2021-10-25, or left empty'
from raw_documents
where not regexp_full_match(issued_on, '[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?')

order by file, line, fault
