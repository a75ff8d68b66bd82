"""Gate 1, sources to staging: is what was loaded what the declaration promises, and does the double entry agree?

Belongs here: closed vocabularies, provenance, references, double entry, plausible magnitudes, guards of corrections and
statements that have gone missing since the last release. Does not belong here: the structure of the files (the reader
refuses them before) and anything that needs a model.
"""

from __future__ import annotations

from collections.abc import Iterator

from expectations.suite import (
    Batch,
    Expectation,
    Query,
    Suite,
    equal,
    holds,
    matches,
    no_problem,
    not_null,
    one_of,
    reference,
    row_count,
    unique,
    vocabulary,
)
from korea_trade.series import observed
from korea_trade.statements import units
from korea_trade.statements.declaration import Column, Declaration, SourceTable
from korea_trade.statements.reader import sql_types

# Where a statement stands in the order in which everything became known; no two stand at one place.
_PLACE = "(known_order, paragraph, sentence, statement.source_file, statement.source_line)"

# More findings than a person reads help nobody.
_SHOWN = 100


def suite(declaration: Declaration) -> Suite:
    """The suite over schema `raw`; the attached database `previous` holds the statements of the last release."""
    return Suite(
        gate="sources",
        schema="raw",
        batches=(
            _columns(declaration),
            _statements(declaration),
            *(_own_columns(table, declaration) for table in declaration.statement_tables),
            *(_reference(table, declaration) for table in declaration.reference_tables),
            _survey_answers(),
            _aliases(declaration),
            _corrections(declaration),
            _retractions(declaration),
            _released_statements(declaration),
            _observed(),
        ),
    )


def _shared(declaration: Declaration) -> list[Column]:
    first, *others = (table.columns for table in declaration.statement_tables)
    return [column for column in first if all(column in columns for columns in others)]


def _union(declaration: Declaration) -> str:
    names = ", ".join(column.name for column in _shared(declaration))
    return " union all ".join(
        f"select '{table.name}' as table_name, source_file, source_line, {names}, "
        f"read_value, read_problem from raw.{table.name}"
        for table in declaration.statement_tables
    )


def _subjects(declaration: Declaration) -> str:
    listed = [
        f"select '{kind}' as subject_kind, {place.split('.')[1]} as subject_id from raw.{place.split('.')[0]}"
        for kind, place in declaration.subjects.items()
    ]
    return " union all ".join(["select 'total', 'all'", *listed])


def _statements(declaration: Declaration) -> Batch:
    of_any = [unit.name for unit in units.load().values() if unit.of_any]
    sql = f"""
        with statement as ({_union(declaration)}),
        subject (subject_kind, subject_id) as ({_subjects(declaration)}),
        article as (select article_id, known_order from raw.articles),
        first as (
            select
                statement_id as repeats,
                min({_PLACE}) as place,
                min_by((measure, flow, subject_kind, subject_id, period), {_PLACE}) as cell
            from statement
            left join article using (article_id)
            group by statement_id
        )
        select
            statement.*,
            starts_with(
                statement_id, concat(article_id, '-p', paragraph, '-s', sentence, '-')
            ) as names_its_place,
            subject.subject_id is not null as subject_is_listed,
            measures.unit = statement.unit or statement.unit in {tuple(of_any)} as unit_fits_measure,
            repeats = statement_id as repeats_itself,
            {_PLACE} > first.place or repeats = statement_id as repeats_an_earlier_one,
            (measure, flow, subject_kind, subject_id, period) = first.cell as repeats_its_own_cell,
            format('{{:.15g}}, but {{}} reads {{:.15g}}', value, figure, statement.read_value) as double_entry,
            case when statement.unit = measures.unit
                then abs(coalesce(corrections.corrected_value, value)) end as magnitude,
            magnitude >= measures.plausible_least as is_large_enough,
            magnitude <= measures.plausible_most as is_small_enough,
            format(
                '{{:.15g}}, of a measure from {{:.15g}} to {{:.15g}}',
                magnitude, measures.plausible_least, measures.plausible_most
            ) as plausibility
        from statement
        left join subject using (subject_kind, subject_id)
        left join raw.measures on measures.measure_id = statement.measure
        left join raw.corrections using (statement_id)
        left join first using (repeats)
        left join article using (article_id)
    """
    return Batch(
        "statements",
        sql,
        (
            *_column_rules(_shared(declaration), declaration),
            unique("statement_id"),
            holds(
                "names_its_place",
                "statement_id",
                "must begin with article, paragraph and sentence of its row",
                "make key and place agree",
            ),
            holds(
                "subject_is_listed",
                "subject_id",
                "must be listed in the reference list of its subject_kind",
                "correct the subject or list it",
            ),
            holds(
                "unit_fits_measure",
                "unit",
                f"must be the unit of the measure, or one of {', '.join(of_any)}",
                "correct unit or measure",
            ),
            reference("repeats", Query(f"select statement_id from ({_union(declaration)})"), "the statements"),
            one_of("repeats_itself", [False], "must not repeat itself", "name the earlier statement"),
            holds(
                "repeats_an_earlier_one",
                "repeats",
                "must stand before the statement that repeats it, in the order in which articles became known",
                "name the first statement of the fact",
            ),
            holds(
                "repeats_its_own_cell",
                "repeats",
                "must have the same measure, flow, subject and period",
                "name a statement of the same fact, or correct the row",
            ),
            no_problem(
                "read_problem",
                "figure",
                "must be a figure of its unit",
                "enter the figure as printed, or correct the unit",
            ),
            equal(
                "value",
                "read_value",
                "must equal the figure as read",
                "find out which entry is right",
                shows="double_entry",
            ),
            holds(
                "is_large_enough",
                "value",
                "must reach the least plausible size of its measure",
                "check the unit of the figure; correct a slip of the print in corrections.csv",
                shows="plausibility",
            ),
            holds(
                "is_small_enough",
                "value",
                "must not pass the greatest plausible size of its measure",
                "check the unit of the figure; correct a slip of the print in corrections.csv",
                shows="plausibility",
            ),
        ),
    )


def _own_columns(table: SourceTable, declaration: Declaration) -> Batch:
    shared = _shared(declaration)
    own = [column for column in table.columns if column not in shared]
    return Batch(
        table.name,
        f"select '{table.name}' as table_name, * from raw.{table.name}",
        tuple(_column_rules(own, declaration)),
    )


def _reference(table: SourceTable, declaration: Declaration) -> Batch:
    return Batch(
        table.name,
        f"select '{table.name}' as table_name, * from raw.{table.name}",
        (*_some_rows(table), *_column_rules(table.columns, declaration)),
    )


def _columns(declaration: Declaration) -> Batch:
    declared = ", ".join(
        [
            *(
                f"('{table.name}', '{table.file_name}', '{column}', '{kind}')"
                for table in declaration.tables.values()
                for column, kind in sql_types(table).items()
            ),
            *(f"('observed', 'observed', '{column}', '{kind}')" for column, (kind, _) in observed.COLUMNS.items()),
        ]
    )
    sql = f"""
        with declared (table_name, source_file, column_name, data_type) as (values {declared}),
        loaded as (
            select table_name, column_name, data_type
            from information_schema.columns
            where table_catalog = 'build' and table_schema = 'raw'
        )
        select
            table_name,
            declared.source_file,
            null as source_line,
            concat_ws(' ', column_name, loaded.data_type) as column_loaded,
            loaded.data_type is not distinct from declared.data_type as is_as_declared
        from declared
        full join loaded using (table_name, column_name)
    """
    rule = "must be a declared column with the declared type"
    return Batch(
        "columns and types",
        sql,
        (holds("is_as_declared", "column_loaded", rule, "materialize the table again"),),
    )


def _some_rows(table: SourceTable) -> Iterator[Expectation]:
    if not table.may_be_empty:
        yield row_count(1, "must have rows", f"restore {table.file_name}")


def _column_rules(declared: list[Column] | tuple[Column, ...], declaration: Declaration) -> Iterator[Expectation]:
    for column in declared:
        if column.required:
            yield not_null(column.name)
        if column.vocabulary:
            terms = declaration.vocabularies[column.vocabulary]
            yield vocabulary(column.name, [int(term) for term in terms] if column.type == "integer" else terms)
        if column.pattern:
            yield matches(column.name, column.pattern)
        if column.references:
            target, key = column.references.split(".")
            yield reference(column.name, Query(f"select {key} from raw.{target}"), f"{target}.csv")
        if column.unique:
            yield unique(column.name)
        if column.minimum is not None:
            yield _minimum(column.name, column.minimum)


def _minimum(name: str, least: float) -> Expectation:
    kwargs = {"column": name, "min_value": least}
    rule = f"must be at least {least:g}"
    return Expectation("expect_column_values_to_be_between", kwargs, name, rule, "correct the number")


def _survey_answers() -> Batch:
    sql = """
        select
            'survey_answers' as table_name,
            survey_answers.*,
            survey_answers.question_id = survey_options.question_id as answers_its_question,
            concat(subject_id, ', which answers ', survey_options.question_id) as option_given
        from raw.survey_answers
        left join raw.survey_options on subject_kind = 'survey_option' and option_id = subject_id
    """
    rule = "must be an option of the question"
    remedy = "correct the question or the option"
    return Batch(
        "options of answers", sql, (holds("answers_its_question", "subject_id", rule, remedy, shows="option_given"),)
    )


def _aliases(declaration: Declaration) -> Batch:
    sql = f"""
        with subject (subject_kind, subject_id) as ({_subjects(declaration)})
        select
            'aliases' as table_name,
            aliases.*,
            (alias_kind, subject_id) in (select (subject_kind, subject_id) from subject) as is_listed
        from raw.aliases
    """
    rule = "must be listed in the reference list of its alias_kind"
    return Batch("subjects of aliases", sql, (holds("is_listed", "subject_id", rule, "correct it or list it"),))


def _corrections(declaration: Declaration) -> Batch:
    sql = f"""
        select
            'corrections' as table_name,
            corrections.*,
            statement.value as value_now,
            statement.unit as unit_now
        from raw.corrections
        left join ({_union(declaration)}) as statement using (statement_id)
    """
    return Batch(
        "guards of corrections",
        sql,
        (
            reference("statement_id", Query(f"select statement_id from ({_union(declaration)})"), "the statements"),
            equal(
                "printed_value",
                "value_now",
                "must equal the value of the statement as printed",
                "the statement has changed: review the correction",
            ),
            equal("unit", "unit_now", "must be the unit of the statement", "correct the unit"),
            no_problem("read_problem", "corrected_figure", "must be a figure of its unit", "correct the figure"),
            equal("corrected_value", "read_value", "must equal the corrected figure as read", "correct one of them"),
        ),
    )


def _retractions(declaration: Declaration) -> Batch:
    sql = f"""
        select
            'retractions' as table_name,
            retractions.*,
            statement_id not in (select statement_id from ({_union(declaration)})) as is_withdrawn
        from raw.retractions
    """
    rule = "must no longer stand in a source table"
    return Batch("withdrawals", sql, (holds("is_withdrawn", "statement_id", rule, "remove row or retraction"),))


def _released_statements(declaration: Declaration) -> Batch:
    sql = """
        select
            statement.theme as table_name,
            statement.source_file,
            null as source_line,
            statement.statement_id
        from previous.statements as statement
        where not exists (from raw.retractions where retractions.statement_id = statement.statement_id)
    """
    return Batch(
        "statements of the last release",
        sql,
        (
            one_of(
                "statement_id",
                Query(f"select statement_id from ({_union(declaration)})"),
                "was published and is gone",
                "restore the row, or retract it in retractions.csv with a reason",
            ),
        ),
    )


def _observed() -> Batch:
    """Only rows that break a rule leave the database, for there may be millions that break none."""
    conditions = {
        "month_is_a_first_day": "day(observed.month) = 1",
        "flow_is_known": f"observed.flow in {observed.FLOWS}",
        "item_is_listed": "observed.item_id is null or items.item_id is not null",
        "partner_is_listed": "observed.partner_id is null or partners.partner_id is not null",
        "value_is_a_level": "isfinite(observed.value_usd) and observed.value_usd >= 0",
        "value_is_plausible": "observed.value_usd <= measures.plausible_most",
        "source_is_cited": "trim(observed.source) <> ''",
    }
    sql = f"""
        with judged as (
            select
                'observed' as table_name,
                observed.*,
                {", ".join(f"coalesce({sql}, false) as {name}" for name, sql in conditions.items())}
            from raw.observed
            left join raw.items using (item_id)
            left join raw.partners using (partner_id)
            left join raw.measures on measures.measure_id = 'value'
        )
        select * from judged where not ({" and ".join(conditions)}) limit {_SHOWN}
    """
    return Batch(
        "observed series",
        sql,
        (
            holds("month_is_a_first_day", "month", "must be the first day of a month", "materialize the table again"),
            holds("flow_is_known", "flow", f"must be one of {', '.join(observed.FLOWS)}", "correct it"),
            holds("item_is_listed", "item_id", "must be listed in items.csv", "correct it or add it to items.csv"),
            holds(
                "partner_is_listed",
                "partner_id",
                "must be listed in partners.csv",
                "correct it or add it to partners.csv",
            ),
            holds("value_is_a_level", "value_usd", "must be 0 or more", "enter a level of trade as positive"),
            holds(
                "value_is_plausible",
                "value_usd",
                "must not pass the greatest plausible size of the measure value",
                "check the unit, values are in full US dollars",
            ),
            holds("source_is_cited", "source", "must not be empty", "cite where the value was published"),
        ),
    )
