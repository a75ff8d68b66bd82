"""Of gate 1: does a statement agree with itself and with the lists that it names?

Belongs here: key and place, subject, unit, repeats, double entry, plausible size. Does not belong here: what the
declaration allows a theme (`themes`), periods (`periods`), bases (`bases`) and sentences (`sentences`).
"""

from __future__ import annotations

from expectations.sources import columns, tables
from expectations.suite import Batch, Query, equal, holds, no_problem, one_of, reference, unique
from korea_trade.statements import units
from korea_trade.statements.declaration import Declaration

# Where a statement stands in the order in which everything became known; no two stand at one place.
_PLACE = "(known_order, paragraph, sentence, statement.source_file, statement.source_line)"


def statements(declaration: Declaration) -> Batch:
    of_any = [unit.name for unit in units.load().values() if unit.of_any]
    sql = f"""
        with statement as ({tables.statements(declaration)}),
        subject (subject_kind, subject_id) as ({tables.subjects(declaration)}),
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
            member_of is null or exists (
                from subject as listed
                where listed.subject_kind = statement.subject_kind and listed.subject_id = member_of
            ) as group_is_listed,
            measures.unit = statement.unit or statement.unit in {tuple(of_any)} as unit_fits_measure,
            certainty = 'stated' or statement.note is not null as tells_why_not_stated,
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
            *columns.rules(tables.shared_columns(declaration), declaration),
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
                "group_is_listed",
                "member_of",
                "must be a group or a bloc of the reference list of the subject",
                "correct the group or list it",
            ),
            holds(
                "unit_fits_measure",
                "unit",
                f"must be the unit of the measure, or one of {', '.join(of_any)}",
                "correct unit or measure",
            ),
            holds(
                "tells_why_not_stated",
                "certainty",
                "must be stated where no note says what was inferred or how the print is garbled",
                "say it in the note, or correct the certainty",
            ),
            reference(
                "repeats", Query(f"select statement_id from ({tables.statements(declaration)})"), "the statements"
            ),
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
