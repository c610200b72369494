-- The ledger's tables: the only DDL for stored rows. Keys, checks and foreign keys prove every fact.
-- Column meanings: data/README.md.

create table regions (
    region_id        varchar primary key check (regexp_full_match(region_id, '[a-z][a-z0-9_-]*')),
    name_zh          varchar not null,
    name_en          varchar not null,
    short_zh         varchar not null,
    short_en         varchar not null,
    adcode           varchar unique check (regexp_full_match(adcode, '[0-9]{6}')),
    level            enum ('nation', 'province', 'prefecture', 'county') not null,
    parent_region_id varchar, -- of regions; faults.sql proves it
    place            smallint not null check (place >= 0), -- places.sql gives it; a row may ask for one
    province_zh      varchar,
    province_en      varchar
);

create table periods (
    period_id varchar primary key check (regexp_full_match(period_id, '[a-z0-9][a-z0-9-]*')),
    name_zh   varchar not null,
    name_en   varchar not null,
    year_from smallint not null,
    year_to   smallint not null check (year_to >= year_from)
);

create table themes (
    theme_id varchar primary key,
    place    smallint not null, -- places.sql makes them 1, 2, 3 …
    name_zh  varchar not null,
    name_en  varchar not null
);

create table units (
    unit      varchar primary key,
    dimension varchar not null,
    factor    decimal(20, 0) not null check (factor > 0), -- wide enough that 7.56万亿元 in yuan does not overflow
    name_en   varchar not null
);

create table documents (
    document_id     varchar primary key check (regexp_full_match(document_id, '[a-z0-9][a-z0-9-]*')),
    title_zh        varchar not null,
    title_en        varchar not null,
    short_zh        varchar not null,
    short_en        varchar not null,
    issuer          varchar not null,
    document_number varchar,
    issued_on       varchar check (regexp_full_match(issued_on, '[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?')),
    kind            enum (
        'five_year_plan', 'special_plan', 'annual_plan', 'implementation_plan', 'statistical_release', 'census', 'press'
    ) not null,
    region_id       varchar not null references regions,
    period_id       varchar references periods,
    url             varchar check (regexp_matches(url, '^https?://')),
    note            varchar,
    licence         varchar,
    entered_by      varchar, -- who typed in what no document prints: results of the own bureau
    sha256          varchar check (regexp_full_match(sha256, '[0-9a-f]{64}')), -- of the original, in texts/
    file_name       varchar
);

create table indicators (
    indicator_id varchar primary key check (regexp_full_match(indicator_id, '[a-z][a-z0-9_]*')),
    name_zh      varchar not null unique,
    name_en      varchar not null unique,
    short_zh     varchar not null,
    short_en     varchar not null,
    theme_id     varchar not null references themes,
    measure      enum ('period_total', 'stock', 'rate', 'year_flow', 'growth_rate', 'amount') not null,
    direction    enum ('up', 'down', 'none') not null,
    unit         varchar not null references units,
    definition   varchar,
    -- of indicators; faults.sql proves both, for one statement cannot insert rows that refer to each other
    part_of      varchar,
    listed_under varchar
);

create table series (
    series_id    varchar primary key,
    indicator_id varchar not null references indicators,
    region_id    varchar not null references regions,
    certainty    enum ('recorded', 'suspected') not null,
    name_zh      varchar not null,
    name_en      varchar not null,
    reason_zh    varchar not null,
    reason_en    varchar not null
);

create table relations (
    relation_id        varchar primary key,
    kind               enum (
        'different_scope', 'not_per_head', 'flow_and_stock', 'count_and_rate', 'redefined', 'lookalike',
        'moved_to_text', 'dropped'
    ) not null,
    indicator_id       varchar not null references indicators,
    other_indicator_id varchar not null references indicators,
    region_id          varchar references regions,
    reason_zh          varchar not null,
    reason_en          varchar not null
);

create table notations (
    document_id varchar not null references documents,
    table_no    smallint not null,
    mark        varchar not null,
    meaning     varchar not null,
    note        varchar,
    primary key (document_id, table_no, mark)
);

-- Which office reports an indicator, from which source, and when: 2027-01-15, or 01-15 of every year after. What was
-- set last counts; a row that says nothing takes back those before it.
create table offices (
    region_id    varchar not null references regions,
    indicator_id varchar not null references indicators,
    office       varchar,
    source       varchar,
    due_on       varchar check (regexp_full_match(due_on, '([0-9]{4}-)?[0-9]{2}-[0-9]{2}')),
    set_on       varchar not null check (
        regexp_full_match(set_on, '[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2})?')
    ),
    primary key (region_id, indicator_id, set_on)
);

-- Under which names an indicator was met and accepted.
create table labels (
    label        varchar not null,
    indicator_id varchar not null references indicators,
    primary key (label, indicator_id)
);

-- A verdict set by hand: shown beside the one that is found, never counted; without a status it is taken back. The
-- latest said counts. faults.sql proves the target, for facts come after.
create table rulings (
    target_fact_id varchar not null,
    region_id      varchar not null references regions,
    as_of          varchar not null check (regexp_full_match(as_of, '[0-9]{4}-[0-9]{2}')),
    status         enum (
        'reached_early', 'exceeded', 'met', 'missed', 'ahead', 'on_time', 'slightly_behind', 'behind', 'within_limit',
        'over_limit', 'reached_within', 'not_assessed'
    ),
    reason         varchar not null,
    office         varchar not null,
    ruled_on       varchar not null check (
        regexp_full_match(ruled_on, '[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2})?')
    ),
    primary key (target_fact_id, as_of, ruled_on)
);

-- Why a target stands as it does and what is done about it, in the words of an office.
create table remarks (
    target_fact_id varchar not null,
    region_id      varchar not null references regions,
    as_of          varchar not null check (regexp_full_match(as_of, '[0-9]{4}-[0-9]{2}')),
    cause          varchar,
    measures       varchar,
    office         varchar,
    written_on     varchar not null check (
        regexp_full_match(written_on, '[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2})?')
    ),
    primary key (target_fact_id, as_of, written_on)
);

create table facts (
    fact_id       varchar primary key,
    document_id   varchar not null references documents,
    region_id     varchar not null references regions,
    indicator_id  varchar not null references indicators,
    role          enum ('baseline', 'target', 'actual', 'completion_rate', 'standard') not null,
    place         enum ('table', 'box', 'text') not null,
    table_no      smallint check (table_no > 0),
    row_no        varchar,
    chapter       varchar check (regexp_full_match(chapter, '[0-9]+([.][0-9]+)*')),
    responsible   varchar,
    locator       varchar not null,
    label_raw     varchar not null,
    value_raw     varchar not null,
    value         decimal(18, 6),
    value_high    decimal(18, 6) check (value_high > value),
    comparator    enum ('eq', 'ge', 'gt', 'le', 'lt', 'approx'),
    unit          varchar not null references units,
    year_from     smallint not null check (year_from between 1949 and 2100),
    year_to       smallint not null check (year_to between 1949 and 2100),
    through_month smallint not null default 12 check (through_month between 1 and 12),
    basis         enum ('total', 'each_year', 'at_end', 'average', 'pooled', 'unknown') not null,
    basis_source  enum ('printed', 'text', 'inferred') not null,
    series        varchar references series,
    attribute     enum ('binding', 'expected'),
    modality      enum ('commitment', 'strive'),
    target_form   enum ('level', 'change', 'growth', 'relative', 'words'),
    reference_year smallint check (reference_year between 1949 and 2100),
    intent        enum ('raise', 'hold_floor', 'hold_ceiling'),
    test          enum ('sum', 'end_value', 'every_year', 'mean_of_years'),
    data_status   enum ('final', 'preliminary', 'estimate', 'revised') not null default 'final',
    evidence      varchar check (length(evidence) <= 40),
    note          varchar,
    reliability   enum ('A', 'B', 'C') not null,
    supersedes    varchar, -- of facts; faults.sql proves it
    change_kind   enum ('correction', 'revision', 'adjustment'),
    import_id     varchar not null,
    check ((supersedes is null) = (change_kind is null)),
    check (year_from <= year_to),
    check ((value is null) = (comparator is null)),
    check (starts_with(fact_id, document_id || '.' || place)),
    check (place = 'text' or (table_no is not null and row_no is not null)),
    check (place <> 'text' or table_no is null)
);

-- One figure a cell: the same place of a document says one thing of one span once.
create unique index facts_cell on facts (
    document_id, place, locator, label_raw, role, year_from, year_to, through_month, value_raw
);
