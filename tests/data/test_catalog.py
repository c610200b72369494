"""The shipped catalogue as a whole: what one row cannot show to be wrong, and what is there for nothing.

Each test asks the built ledger for the rows that break one rule and expects none.
"""

import pytest

from data import store


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """A cursor on the shipped ledger, in a store without imports."""
    with store.reading(tmp_path_factory.mktemp("store")) as cursor:
        yield cursor


def rows(ledger, sql: str) -> list:
    return ledger.execute(sql).fetchall()


def test_every_indicator_has_a_fact(ledger):
    # an indicator without a figure would stand empty in every choice
    assert rows(ledger, """
        select indicator_id from indicators i where not exists (from facts f where f.indicator_id = i.indicator_id)
    """) == []  # fmt: skip


def test_every_unit_is_that_of_a_fact_or_an_indicator(ledger):
    used = "select unit from facts union select unit from indicators"
    assert rows(ledger, f"select unit from units where unit not in ({used})") == []


@pytest.mark.parametrize(
    ("table", "key", "using"),
    [
        ("documents", "document_id", "facts"),
        ("regions", "region_id", "facts"),
        ("themes", "theme_id", "indicators"),
        ("periods", "period_id", "documents"),
    ],
)
def test_nothing_in_the_catalogue_is_there_for_nothing(table, key, using, ledger):
    # 12fyp is there for bases, without a document of its own
    kept = "('12fyp')"
    unused = f"select {key} from {table} where {key} not in (select {key} from {using} where {key} is not null)"
    assert rows(ledger, f"{unused} and {key} not in {kept}") == []


def test_every_facts_file_holds_a_fact(ledger):
    with_facts = {document for (document,) in rows(ledger, "select distinct document_id from facts")}
    assert {file.stem for file in (store.SHIPPED / "facts").glob("*.csv")} == with_facts


def test_names_that_are_shown_alone_are_not_shared(ledger):
    # a legend or a source line with two equal names cannot be read
    for table in ("indicators", "documents", "regions"):
        for name in ("short_zh", "short_en"):
            assert rows(ledger, f"select {name} from {table} group by {name} having count(*) > 1") == [], (table, name)


@pytest.mark.parametrize("table", ["regions", "periods", "themes", "documents", "indicators", "series", "relations"])
def test_english_names_hold_no_chinese(table, ledger):
    english = rows(ledger, f"""
        select column_name from information_schema.columns
        where table_name = '{table}' and ends_with(column_name, '_en')
    """)  # fmt: skip
    assert english
    for (column,) in english:
        assert rows(ledger, f"select {column} from {table} where regexp_matches({column}, '[一-龥、，。（）]')") == []


def test_a_fact_is_of_the_region_of_its_document(ledger):
    assert rows(ledger, """
        select fact_id from facts f join documents d using (document_id) where f.region_id <> d.region_id
    """) == []  # fmt: skip


def test_no_result_is_of_a_year_after_its_document(ledger):
    assert rows(ledger, """
        select fact_id from facts join documents using (document_id)
        where role = 'actual' and year_to > try_cast(left(issued_on, 4) as integer)
    """) == []  # fmt: skip


def test_a_figure_of_a_text_shows_the_phrase_that_carries_it_or_says_that_it_was_not_seen(ledger):
    # of the indicator tables the cell itself is the phrase
    unseen = rows(ledger, "select fact_id from facts where place <> 'table' and evidence is null order by all")
    assert len(unseen) == 18
    assert rows(ledger, "select fact_id from facts where contains(note, '未见原文短语') order by all") == unseen


def test_a_locator_is_a_place_or_a_whole_title(ledger):
    # a title that breaks off tells nobody where to look
    assert rows(ledger, """
        select fact_id, locator from facts join documents using (document_id)
        where length(locator) >= 20 and starts_with(title_zh, locator) and locator <> title_zh
            or kind = 'press' and locator = title_zh
    """) == []  # fmt: skip


def test_the_press_is_no_issuing_authority(ledger):
    # A is the authority itself, B the press that quotes it
    assert rows(ledger, """
        select fact_id from facts join documents using (document_id) where kind = 'press' and reliability = 'A'
    """) == []  # fmt: skip


def test_a_figure_whose_indicator_its_own_source_does_not_name_is_in_doubt(ledger):
    doubtful = {fact_id for (fact_id,) in rows(ledger, "select fact_id from facts where starts_with(note, '存疑：')")}
    assert {"china-daily-2021-08-19.text1-2.actual.2021", "qingdao-hrss-2025-03-14.text1-2.actual.2025"} <= doubtful
    said_late = "select fact_id from facts where contains(note, '存疑') and not starts_with(note, '存疑：')"
    assert rows(ledger, said_late) == []


def test_a_target_in_the_text_has_basis_and_span_of_its_row_in_the_table(ledger):
    twins = rows(ledger, """
        select t.fact_id, t.basis = r.basis, t.test is not distinct from r.test
        from facts t
        join facts r on r.document_id = t.document_id and r.indicator_id = t.indicator_id and r.role = 'target'
            and r.place = 'table' and r.year_to = t.year_to
        where t.place = 'text' and t.role = 'target' and t.indicator_id = 'surveyed_unemployment_rate'
    """)  # fmt: skip
    assert len(twins) == 2
    assert all(same_basis and same_test for _, same_basis, same_test in twins)


def test_a_series_is_used_and_only_for_its_own_indicator_and_region(ledger):
    assert rows(ledger, """
        select series_id from series s where not exists (from facts f where f.series = s.series_id)
    """) == []  # fmt: skip
    assert rows(ledger, """
        select fact_id from facts f join series s on s.series_id = f.series
        where (f.indicator_id, f.region_id) <> (s.indicator_id, s.region_id)
    """) == []  # fmt: skip


def test_the_basis_of_a_fact_fits_what_its_indicator_measures(ledger):
    # a rate or a stock has no total, no total stands at the end of a year; a yearly mean is a result that says so
    assert rows(ledger, """
        select fact_id, measure, basis from facts join indicators using (indicator_id)
        where measure in ('rate', 'stock', 'growth_rate') and basis = 'total'
            or measure in ('period_total', 'year_flow') and basis in ('at_end', 'pooled')
            or measure in ('period_total', 'year_flow') and basis = 'average'
                and (role <> 'actual' or year_from = year_to or not contains(value_raw, '年均'))
    """) == []  # fmt: skip


def test_the_cells_of_a_row_of_an_indicator_table_agree_in_what_they_share(ledger):
    # a cell of another row would be joined to the wrong target
    assert rows(ledger, """
        select document_id, table_no, row_no from facts where place = 'table' group by all
        having count(distinct role) < count(*) or bool_and(role <> 'target')
            or count(distinct (region_id, indicator_id, label_raw, unit, attribute, locator)) > 1
    """) == []  # fmt: skip


def test_only_a_target_has_a_form_and_one_without_a_number_says_why(ledger):
    # a blank is read by its dash; words without their form would look like a number that is lacking
    assert rows(ledger, """
        select fact_id, value_raw, target_form from facts
        where target_form is not null and role <> 'target'
            or coalesce(target_form, 'level') in ('words', 'relative') and value is not null
            or role = 'target' and place = 'table' and value is null and target_form is null
                and not regexp_full_match(value_raw, '[—-]+')
    """) == []  # fmt: skip


def test_a_part_is_measured_like_its_whole_and_no_part_contains_itself(ledger):
    # part_of means that the parts may be summed
    assert rows(ledger, """
        select p.indicator_id from indicators p join indicators w on w.indicator_id = p.part_of
        where p.measure <> w.measure or p.unit <> w.unit or p.theme_id <> w.theme_id
            or p.measure in ('rate', 'growth_rate')
    """) == []  # fmt: skip
    assert rows(ledger, """
        with recursive up as (
            select indicator_id as start, part_of as whole, 1 as steps from indicators
            union all
            select start, part_of, steps + 1 from up join indicators on indicator_id = whole where steps < 9
        )
        select start from up where start = whole
    """) == []  # fmt: skip


def test_an_indicator_listed_under_another_cannot_be_summed_with_it(ledger):
    # where it could, it would be part_of
    assert rows(ledger, """
        select p.indicator_id from indicators p join indicators w on w.indicator_id = p.listed_under
        where p.part_of is not null or p.indicator_id = p.listed_under or p.measure <> 'rate'
    """) == []  # fmt: skip


def test_a_relation_joins_two_indicators_of_the_kind_that_it_names(ledger):
    # a different scope of one indicator is a caution: its regions count it differently
    assert rows(ledger, """
        select relation_id, kind, a.measure, b.measure
        from relations r
        join indicators a on a.indicator_id = r.indicator_id
        join indicators b on b.indicator_id = r.other_indicator_id
        where case kind
            when 'different_scope' then a.measure <> b.measure or a.unit <> b.unit
            when 'lookalike' then a.indicator_id = b.indicator_id or a.measure <> b.measure
            when 'flow_and_stock' then (a.measure, b.measure) <> ('period_total', 'stock')
            when 'count_and_rate' then a.measure = 'rate' or b.measure <> 'rate'
            when 'redefined' then r.region_id is null
            when 'moved_to_text' then r.region_id is null or a.indicator_id <> b.indicator_id
            when 'dropped' then r.region_id is null or a.indicator_id <> b.indicator_id
        end
    """) == []  # fmt: skip


def test_a_pair_is_related_once_in_one_way(ledger):
    # the other direction is the same relation
    assert rows(ledger, """
        select least(indicator_id, other_indicator_id), greatest(indicator_id, other_indicator_id), kind
        from relations group by all having count(*) > 1
    """) == []  # fmt: skip


def test_an_indicator_that_moved_to_the_text_stands_there_as_a_target(ledger):
    assert rows(ledger, """
        select relation_id from relations r
        where kind = 'moved_to_text' and not exists (
            from facts f
            where f.indicator_id = r.other_indicator_id and f.region_id = r.region_id
                and f.place = 'text' and f.role = 'target' and f.year_to > 2020
        )
    """) == []  # fmt: skip


def test_a_redefined_indicator_has_targets_before_and_after_in_its_region(ledger):
    assert rows(ledger, """
        select relation_id from relations r
        where kind = 'redefined' and not (
            exists (from facts f where f.indicator_id = r.indicator_id and f.region_id = r.region_id
                    and f.role = 'target' and f.year_to <= 2020)
            and exists (from facts f where f.indicator_id = r.other_indicator_id and f.region_id = r.region_id
                        and f.role = 'target' and f.year_to > 2020))
    """) == []  # fmt: skip


def test_every_indicator_table_that_prints_brackets_has_its_note_on_them_and_no_other_has(ledger):
    bracketed = """
        select document_id, table_no from facts
        where place = 'table' and regexp_matches(value_raw, '^[\\[{(（]')
    """
    noted = "select document_id, table_no from notations"
    assert rows(ledger, bracketed) != []
    assert rows(ledger, f"({bracketed}) except ({noted})") == []
    assert rows(ledger, f"({noted}) except ({bracketed})") == []


def test_the_unit_of_a_figure_in_a_plan_is_printed_after_it_or_its_note_speaks_of_the_unit(ledger):
    # 10万名 as 万人 or 人次 as 人 would be a hundred or ten thousand times wrong, or another thing
    assert rows(ledger, r"""
        select fact_id, evidence, unit
        from facts
        where evidence is not null and value is not null and coalesce(note, '') not like '%单位%'
            and not contains(
                regexp_replace(translate(evidence, '萬億個', '万亿个'), '\s|以上|左右', '', 'g'),
                regexp_extract(value_raw, '([0-9.]+)[^0-9]*$', 1) || unit
            )
    """) == []  # fmt: skip
