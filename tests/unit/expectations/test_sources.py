"""Gate 1: the sources of the project pass, and each rule names the file and the line that break it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from expectations import sources
from expectations.suite import Batch, Expectation
from expectations.validation import Finding, Result
from korea_trade.statements import declaration

DECLARATION = declaration.load()
SUITE = sources.suite(DECLARATION)
BATCHES = {batch.name: batch for batch in SUITE.batches}
BROKEN_LINES = 1000  # where the copies with one wrong cell stand, behind every row of the sources

Change = Callable[..., Path]
Judge = Callable[..., list[Result]]
WithWrongCopies = Callable[..., Path]


def test_the_sources_of_the_project_pass(judge: Judge, ingested: Path) -> None:
    results = judge(SUITE, ingested)
    assert [result for result in results if result.outcome != "passed"] == []


# The rules that the declaration gives a column


def wrong_cell(expectation: Expectation) -> str:
    """A value, as SQL, that breaks the expectation and no other of the column."""
    if expectation.type == "expect_column_values_to_not_be_null":
        return "null"
    if expectation.type == "expect_column_values_to_be_between":
        return str(expectation.kwargs["min_value"] - 1)
    values = expectation.kwargs.get("value_set")
    is_number = isinstance(values, list) and isinstance(values[0], int)
    return "99" if is_number else f"'?{expectation.column}'"


def column_rules(batch: Batch) -> list[Expectation]:
    """The rules about one cell, as against those about the table, or about a condition that the batch works out."""
    table = DECLARATION.tables.get(batch.name, DECLARATION.tables["trade_totals"])
    names = {column.name for column in table.columns}
    of_a_cell = {
        "expect_column_values_to_not_be_null",
        "expect_column_values_to_be_between",
        "expect_column_values_to_match_regex",
        "expect_column_values_to_be_in_set",
    }
    return [each for each in batch.expectations if each.type in of_a_cell and each.kwargs["column"] in names]


@pytest.mark.parametrize("name", ["statements", *DECLARATION.tables])
def test_a_wrong_cell_fails_the_rule_of_its_column_and_no_other_row_does(
    judge: Judge, change: Change, ingested: Path, name: str
) -> None:
    rules = column_rules(BATCHES[name])
    table = DECLARATION.tables["trade_totals" if name == "statements" else name]
    retracted = "insert into raw.retractions values ('a01', '2024-01-01', 'a test', 'retractions.csv', 2)"
    seed = [retracted] if name == "retractions" else []
    copies = [
        f"""
        insert into raw.{table.name} by name
        select * replace ({wrong_cell(rule)} as {rule.kwargs["column"]}, {BROKEN_LINES + at} as source_line)
        from raw.{table.name} where source_line = 2
        """
        for at, rule in enumerate(rules)
    ]
    results = judge(SUITE, change(ingested, *seed, *copies), lambda one: one in rules, batch=name)
    assert [result.outcome for result in results] == ["failed"] * len(rules)
    for at, (rule, result) in enumerate(zip(rules, results, strict=True)):
        wrong = None if wrong_cell(rule) == "null" else wrong_cell(rule).strip("'")
        place = (table.name, table.file_name, BROKEN_LINES + at, rule.column)
        (finding,) = result.findings
        assert (finding.table, finding.file, finding.line, finding.column) == place
        assert (finding.value, finding.rule, finding.remedy) == (wrong, rule.rule, rule.remedy)


def test_every_rule_that_the_declaration_gives_is_a_rule_of_the_gate() -> None:
    for table in DECLARATION.tables.values():
        expected = sum(
            column.required
            + bool(column.vocabulary)
            + bool(column.pattern)
            + bool(column.references)
            + (column.minimum is not None)
            for column in table.columns
        )
        shared = [rule for rule in column_rules(BATCHES["statements"]) if rule.column != "repeats"]
        own = column_rules(BATCHES[table.name])
        assert len(own) + (len(shared) if table.kind == "statement" else 0) == expected


# The rules about a table


@pytest.mark.parametrize(
    ("sql", "value"),
    [
        ("alter table raw.items add column colour varchar", "colour VARCHAR"),
        ("alter table raw.items drop label", "label"),
        ("alter table raw.items alter is_group type varchar", "is_group VARCHAR"),
    ],
)
def test_other_columns_or_types_than_those_declared_are_named(
    judge: Judge, change: Change, ingested: Path, sql: str, value: str
) -> None:
    (result,) = judge(SUITE, change(ingested, sql), batch="columns and types")
    assert [(finding.table, finding.value) for finding in result.findings] == [("items", value)]


def test_a_theme_of_which_no_article_speaks_has_no_rows(judge: Judge, change: Change, ingested: Path) -> None:
    assert not judge(
        SUITE, change(ingested, "delete from raw.streaks"), lambda one: one.rule == "must have rows", "streaks"
    )


@pytest.mark.parametrize("name", ["aliases", "item_groups", "partner_blocs", "provinces"])
def test_a_reference_list_without_rows_fails_and_names_the_file_to_restore(
    judge: Judge, change: Change, ingested: Path, name: str
) -> None:
    (result,) = judge(
        SUITE, change(ingested, f"delete from raw.{name}"), lambda one: one.rule == "must have rows", name
    )
    assert str(result.findings[0]) == f"{name}, value '0': must have rows; restore {name}.csv"


def test_only_lists_of_what_need_not_happen_may_be_empty() -> None:
    assert {table.name for table in DECLARATION.tables.values() if table.may_be_empty} == {
        "retractions",
        "corrections",
        "reviewed_contradictions",
        "digit_exceptions",
        "agreement_partners",
        "changes",
    }


@pytest.mark.parametrize(
    ("name", "column"),
    [("articles", "article_no"), ("articles", "known_order"), ("partners", "iso_alpha2"), ("partners", "iso_alpha3")],
)
def test_a_value_that_stands_twice_where_it_may_once_is_named_on_both_lines(
    judge: Judge, change: Change, ingested: Path, name: str, column: str
) -> None:
    sql = f"""
        update raw.{name} set {column} = (select {column} from raw.{name} where source_line = 2) where source_line = 3
    """
    (result,) = judge(
        SUITE, change(ingested, sql), lambda one: (one.rule, one.column) == ("must be unique", column), batch=name
    )
    assert [(one.file, one.line, one.column) for one in result.findings] == [
        (f"{name}.csv", 2, column),
        (f"{name}.csv", 3, column),
    ]


def test_digits_of_another_script_match_no_pattern(judge: Judge, change: Change, ingested: Path) -> None:
    sql = "update raw.provinces set iso_3166_2 = 'KR-４１' where source_line = 3"
    (result,) = judge(SUITE, change(ingested, sql), lambda one: one.column == "iso_3166_2", batch="provinces")
    assert [(one.line, one.value) for one in result.findings] == [(3, "KR-４１")]


def test_no_pattern_leaves_open_which_digits_or_letters_it_means() -> None:
    patterns = [column.pattern for table in DECLARATION.tables.values() for column in table.columns if column.pattern]
    assert [pattern for pattern in patterns if "\\" in pattern] == []


def test_an_answer_with_the_option_of_another_question_is_named(judge: Judge, change: Change, ingested: Path) -> None:
    sql = "update raw.survey_answers set subject_id = 'cl_sales_h1_declined' where source_line = 3"
    (result,) = judge(SUITE, change(ingested, sql), lambda one: one.column == "subject_id", batch="options of answers")
    assert [(one.file, one.line, one.column, one.value) for one in result.findings] == [
        ("survey_answers.csv", 3, "subject_id", "cl_sales_h1_declined, which answers cl_sales_h1")
    ]


def test_an_alias_of_something_that_the_list_of_its_kind_lacks_is_named(
    judge: Judge, change: Change, ingested: Path
) -> None:
    sql = "update raw.aliases set alias_kind = 'partner' where source_line = 2"
    (result,) = judge(SUITE, change(ingested, sql), lambda one: one.column == "subject_id", batch="subjects of aliases")
    assert [(one.file, one.line, one.column, one.value) for one in result.findings] == [
        ("aliases.csv", 2, "subject_id", "semiconductors")
    ]


# The rules about a statement as a whole


# A rule, what is wrong with a statement, and the value that the finding shows.
WRONG_STATEMENTS = [
    ("must begin with article, paragraph and sentence", "statement_id = 'a09-p0-s1-x'", "a09-p0-s1-x"),
    ("must begin with article, paragraph and sentence", "paragraph = 99", "a01-p0-s1-exports-value"),
    ("must be listed in the reference list", "subject_id = 'nobody'", "nobody"),
    ("must be a group or a bloc", "member_of = 'nobody'", "nobody"),
    ("must be listed in the reference list", "subject_kind = 'item'", "all"),
    ("must be the unit of the measure", "unit = 'percent'", "percent"),
    ("must be stated where no note says", "certainty = 'inferred', note = null", "inferred"),
    ("must be listed in the statements", "repeats = 'a01-p0-s1-nothing'", "a01-p0-s1-nothing"),
    ("must not repeat itself", "repeats = statement_id", "True"),
    (
        "must stand before the statement that repeats it",
        "repeats = 'a01-p1-s1-exports-value', flow = 'balance'",
        "a01-p1-s1-exports-value",
    ),
    (
        "must have the same measure, flow, subject and period",
        "repeats = 'a03-p2-s4-exports-value'",
        "a03-p2-s4-exports-value",
    ),
    ("must be a figure of its unit", "read_problem = 'is no figure'", "is no figure"),
    ("must equal the figure as read", "value = 5660000000", "5660000000, but $56.6 bn reads 56600000000"),
    ("must reach the least plausible size", "value = 56.6", "56.6, of a measure from 100000000 to 10000000000000"),
    ("must reach the least plausible size", "value = -56.6", "56.6, of a measure from 100000000 to 10000000000000"),
    (
        "must not pass the greatest plausible size",
        "value = 56600000000000",
        "56600000000000, of a measure from 100000000 to 10000000000000",
    ),
]


@pytest.fixture(scope="module")
def wrong_statements(judge: Judge, with_wrong_copies: WithWrongCopies, ingested: Path) -> list[Result]:
    """The verdict on the wrong statements, each a copy of one right statement, all judged at once."""
    wrong = (wrong for _, wrong, _ in WRONG_STATEMENTS)
    database = with_wrong_copies(ingested, "raw.trade_totals", wrong, BROKEN_LINES)
    return judge(SUITE, database, lambda one: one.rule != "must be unique", batch="statements")


@pytest.mark.parametrize(
    ("at", "rule", "wrong", "value"), [(BROKEN_LINES + at, *row) for at, row in enumerate(WRONG_STATEMENTS)]
)
def test_a_wrong_statement_is_named_by_file_and_line(
    wrong_statements: list[Result], at: int, rule: str, wrong: str, value: str
) -> None:
    (result,) = (each for each in wrong_statements if each.rule.startswith(rule))
    assert result.outcome == "failed"
    (finding,) = (each for each in result.findings if each.line == at)
    assert (finding.table, finding.file, finding.value) == ("trade_totals", "trade_totals.csv", value)


def test_no_right_statement_is_named(wrong_statements: list[Result]) -> None:
    assert [str(one) for result in wrong_statements for one in result.findings if (one.line or 0) < BROKEN_LINES] == []


def test_each_rule_about_a_statement_has_a_wrong_one_that_fails_it() -> None:
    of_cells = column_rules(BATCHES["statements"])
    others = {rule.rule for rule in BATCHES["statements"].expectations if rule not in of_cells} - {"must be unique"}
    tested = {rule for rule, _, _ in WRONG_STATEMENTS}
    assert all(any(rule.startswith(start) for start in tested) for rule in others)


def test_two_statements_of_one_key_are_both_named_although_in_two_files(
    judge: Judge, change: Change, ingested: Path
) -> None:
    sql = """
        update raw.streaks set statement_id = (select statement_id from raw.trade_totals where source_line = 2)
        where source_line = 2
    """
    (result,) = judge(SUITE, change(ingested, sql), lambda one: one.rule == "must be unique", batch="statements")
    assert {(one.file, one.line) for one in result.findings} == {("trade_totals.csv", 2), ("streaks.csv", 2)}


def test_the_size_of_a_corrected_statement_is_that_of_its_correction(
    judge: Judge, change: Change, ingested: Path
) -> None:
    (result,) = judge(
        SUITE, change(ingested, "delete from raw.corrections"), lambda one: one.rule.startswith("must reach the least")
    )
    assert [(one.column, one.value) for one in result.findings] == [
        ("value", "638000, of a measure from 100000000 to 10000000000000")
    ]


def test_statements_that_repeat_each_other_in_a_circle_are_found(judge: Judge, change: Change, ingested: Path) -> None:
    sql = """
        update raw.trade_totals as one set repeats = other.statement_id from raw.trade_totals as other
        where other.repeats = one.statement_id
    """
    (result,) = judge(SUITE, change(ingested, sql), lambda one: one.rule.startswith("must stand before"))
    assert result.outcome == "failed"
    assert {one.column for one in result.findings} == {"repeats"}


# Corrections and retractions


@pytest.mark.parametrize(
    ("rule", "wrong", "column", "value"),
    [
        ("must be listed in the statements", "statement_id = 'a05-p8-s1-gone'", "statement_id", "a05-p8-s1-gone"),
        ("must equal the value of the statement as printed", "printed_value = 1", "printed_value", "1"),
        ("must be the unit of the statement", "unit = 'KRW'", "unit", "KRW"),
        ("must be a figure of its unit", "read_problem = 'is no figure'", "corrected_figure", "is no figure"),
        ("must equal the corrected figure as read", "corrected_value = 638", "corrected_value", "638"),
    ],
)
def test_a_wrong_correction_is_named_by_file_and_line(
    judge: Judge, change: Change, ingested: Path, rule: str, wrong: str, column: str, value: str
) -> None:
    database = change(ingested, f"update raw.corrections set {wrong}")
    (result,) = judge(SUITE, database, lambda one: one.rule == rule, batch="guards of corrections")
    (finding,) = result.findings
    place = (finding.file, finding.line, finding.column, finding.value)
    assert (result.outcome, *place) == ("failed", "corrections.csv", 2, column, value)


def test_a_correction_fails_once_the_statement_it_corrects_changes(
    judge: Judge, change: Change, ingested: Path
) -> None:
    sql = """
        update raw.trade_by_item set value = 6380000000
        where statement_id = (select statement_id from raw.corrections)
    """
    (result,) = judge(SUITE, change(ingested, sql), lambda one: one.column == "printed_value", "guards of corrections")
    assert [(one.file, one.line) for one in result.findings] == [("corrections.csv", 2)]


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A release that holds a statement which the sources have lost."""
    file = tmp_path / "published.duckdb"
    with duckdb.connect(file) as connection:
        connection.execute("""
            create table fct_statement as
            select 'streaks' as theme, 'streaks.csv' as source_file, 'a01-p2-s1-lost' as statement_id
            union all select 'trade_totals', 'trade_totals.csv', 'a01-p0-s1-exports-value'
        """)
    return file


def test_a_statement_that_was_published_and_is_gone_is_named(judge: Judge, ingested: Path, published: Path) -> None:
    (result,) = judge(SUITE, ingested, batch="statements of the last release", published=published)
    rule, remedy = "was published and is gone", "restore the row, or retract it in retractions.csv with a reason"
    lost = Finding("streaks", "streaks.csv", None, "statement_id", "a01-p2-s1-lost", rule, remedy)
    assert (result.outcome, result.findings) == ("failed", (lost,))


def test_a_retracted_statement_may_be_gone(judge: Judge, change: Change, ingested: Path, published: Path) -> None:
    sql = "insert into raw.retractions values ('a01-p2-s1-lost', '2024-04-02', 'a test', 'retractions.csv', 2)"
    (result,) = judge(SUITE, change(ingested, sql), batch="statements of the last release", published=published)
    assert result.outcome == "passed"


# Errors of a check are no failures of the data


def outcomes(results: list[Result]) -> dict[tuple[str, str], Any]:
    return {(result.type.removeprefix("expect_"), result.column): result.outcome for result in results}


def test_a_missing_table_makes_its_checks_errors(judge: Judge, change: Change, ingested: Path) -> None:
    results = judge(SUITE, change(ingested, "drop table raw.item_groups"), batch="item_groups")
    assert {result.outcome for result in results} == {"errored"}
    assert all("item_groups" in (result.error or "") and not result.findings for result in results)


def test_a_list_that_cannot_be_read_makes_the_checks_against_it_errors(
    judge: Judge, change: Change, ingested: Path
) -> None:
    results = judge(SUITE, change(ingested, "drop table raw.survey_questions"), batch="survey_options")
    assert {result.outcome for result in results} == {"errored"}


def test_a_missing_column_is_an_error_of_its_own_rules_and_of_no_others(
    judge: Judge, change: Change, ingested: Path
) -> None:
    found = outcomes(judge(SUITE, change(ingested, "alter table raw.streaks drop status"), batch="streaks"))
    assert found["column_values_to_not_be_null", "status"] == "errored"
    assert found["column_values_to_be_in_set", "status"] == "errored"
    assert found["column_values_to_not_be_null", "direction"] == "passed"


def test_a_column_of_another_type_makes_its_check_an_error(judge: Judge, change: Change, ingested: Path) -> None:
    sql = "alter table raw.articles alter article_no type varchar using 'first'"
    results = judge(SUITE, change(ingested, sql), batch="articles")
    found = outcomes(results)
    assert found["column_values_to_be_between", "article_no"] == "errored"
    assert found["column_values_to_not_be_null", "article_no"] == "passed"
    (errored,) = (result for result in results if result.outcome == "errored")
    assert errored.error
    assert errored.findings == ()


def test_a_retracted_statement_that_still_stands_is_named(judge: Judge, change: Change, ingested: Path) -> None:
    sql = """
        insert into raw.retractions
        select statement_id, date '2024-01-01', 'a test', 'retractions.csv', 2 from raw.streaks limit 1
    """
    (result,) = judge(SUITE, change(ingested, sql), batch="withdrawals")
    assert [(finding.file, finding.line) for finding in result.findings] == [("retractions.csv", 2)]


# The rules about an observed value


# A rule, what is wrong with a value, and the column and the value that the finding shows.
WRONG_VALUES = [
    ("must be the first day of a month", "month = '2023-01-02'", "month", "2023-01-02"),
    ("must be one of exports, imports", "flow = 'balance'", "flow", "balance"),
    ("must be listed in items.csv", "item_id = 'unobtainium'", "item_id", "unobtainium"),
    ("must be listed in partners.csv", "partner_id = 'atlantis'", "partner_id", "atlantis"),
    ("must be 0 or more", "value_usd = -1", "value_usd", "-1"),
    ("must not pass the greatest plausible size", "value_usd = 1e15", "value_usd", "1e+15"),
    ("must not be empty", "source = ' '", "source", " "),
]


@pytest.mark.parametrize(("rule", "wrong", "column", "value"), WRONG_VALUES)
def test_a_wrong_observed_value_is_named_by_file_and_line(
    judge: Judge, change: Change, ingested: Path, rule: str, wrong: str, column: str, value: str
) -> None:
    right = "'2023-01-01', 'exports', 'semiconductors', 'china', 'item_partner', 'semiconductors/china', 5e9, 'a', "
    right += "'ministry_items', null, '2023-02-01', 'inferred', 1"
    sql = [
        f"insert into raw.observed values ({right}, 'observed/a.csv', 2), ({right}, 'observed/a.csv', 3)",
        f"update raw.observed set {wrong} where source_line = 3",
    ]
    failed = [one for one in judge(SUITE, change(ingested, *sql), batch="observed series") if one.outcome != "passed"]
    (result,) = failed
    assert result.rule.startswith(rule)
    assert [(one.file, one.line, one.column, one.value) for one in result.findings] == [
        ("observed/a.csv", 3, column, value)
    ]


@pytest.mark.parametrize(
    ("month", "item", "value", "told"),
    [
        ("2023-03-01", "null", 55e6, "all trade of a month was never below 1,000,000,000 US dollars since 1990"),
        ("2023-03-01", "null", 0, "all trade of a month is 0"),
        ("2023-01-01", "'steel'", 1e12, "a part is above its whole, all, 50,000,000,000 at observed/a.csv:2"),
        ("2090-01-01", "null", 50e9, "the figure of 2090-01 is of days that have not ended"),
    ],
)
def test_a_value_that_cannot_be_right_is_named_with_what_it_disagrees_with(
    judge: Judge, change: Change, ingested: Path, month: str, item: str, value: float, told: str
) -> None:
    def row(month: str, item: str, value: float, line: int) -> str:
        subject = "'total', 'all'" if item == "null" else f"'item', {item}"
        cells = f"'exports', {item}, null, {subject}, {value}, 'a', 'customs', null"
        return f"('{month}', {cells}, '{month}'::date + interval 1 month, 'inferred', 1, 'observed/a.csv', {line})"

    rows = f"{row('2023-01-01', 'null', 50e9, 2)}, {row(month, item, value, 3)}"
    changed = change(ingested, f"insert into raw.observed values {rows}")
    (result,) = judge(SUITE, changed, batch="plausible series")
    assert [(one.file, one.line) for one in result.findings] == [("observed/a.csv", 3)]
    assert told in str(result.findings[0])
