"""Of gate 1: can a theme hold such a statement at all?

Belongs here: the combinations of theme, measure, flow, unit and kind of subject that `declaration.yml` allows, what
can be negative, and which claims have a threshold. Does not belong here: the size of a value (`statements`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from expectations.sources import tables
from expectations.suite import Batch, holds
from korea_trade.statements.declaration import Content, Declaration

_SIGNED_UNITS = ("direction", "percentage_point")


def combinations(declaration: Declaration) -> Batch:
    """What theme, measure, flow, unit and kind of subject say together."""
    sql = f"""
        select
            statement.*,
            {_of_theme(declaration, "measure", lambda content: content.measures)} as theme_has_measure,
            {_of_theme(declaration, "statement.unit", lambda content: content.units)} as theme_has_unit,
            {_of_theme(declaration, "subject_kind", lambda content: content.subject_kinds)} as theme_has_subject,
            {tables.allowed("flow", "measure", declaration.flows_of_measures)} as measure_has_flow,
            {tables.allowed("subject_kind", "measure", declaration.subject_kinds_of_measures)} as measure_has_subject,
            value >= 0
            or flow = 'balance'
            or measures.change_of is not null
            or statement.unit in {_SIGNED_UNITS}
            or measure in ({", ".join(f"'{name}'" for name in declaration.signed_measures)}) as sign_fits_measure,
            concat(measure, ' in ', table_name) as measure_given,
            concat(statement.unit, ' in ', table_name) as unit_given,
            concat(subject_kind, ' in ', table_name) as subject_given,
            concat(flow, ' of ', measure) as flow_given,
            concat(subject_kind, ' of ', measure) as subject_of_measure_given
        from ({tables.statements(declaration)}) as statement
        left join raw.measures on measures.measure_id = statement.measure
    """
    declared = "correct the row, move it to its theme, or allow it in declaration.yml"
    return Batch(
        "what a theme can hold",
        sql,
        (
            holds("theme_has_measure", "measure", "must be a measure of its theme", declared, "measure_given"),
            holds("theme_has_unit", "unit", "must be a unit of its theme", declared, "unit_given"),
            holds(
                "theme_has_subject", "subject_kind", "must be a kind of subject of its theme", declared, "subject_given"
            ),
            holds("measure_has_flow", "flow", "must be a flow that the measure can have", declared, "flow_given"),
            holds(
                "measure_has_subject",
                "subject_kind",
                "must be a kind of subject that the measure can have",
                declared,
                "subject_of_measure_given",
            ),
            holds(
                "sign_fits_measure",
                "value",
                "must not be negative: it is no balance, no change and no direction",
                "enter a share, a count or a level as positive, or correct the measure",
            ),
        ),
    )


def thresholds() -> Batch:
    """A run over a threshold says which, and no other does; of records only a first time can be over one."""
    sql = """
        select
            'streaks' as table_name, source_file, source_line, threshold,
            (threshold is not null) = (condition in ('threshold', 'growth_threshold')) as threshold_fits_claim,
            concat(coalesce(format('{:.15g}', threshold), 'none'), ' for ', condition) as threshold_given
        from raw.streaks
        union all
        select
            'records', source_file, source_line, threshold,
            threshold is null or claim = 'first_time',
            concat(format('{:.15g}', threshold), ' for ', claim)
        from raw.records
    """
    rule = "must stand where the claim is of a threshold, and only there"
    remedy = "correct the threshold, or the condition or the claim"
    return Batch(
        "thresholds of claims",
        sql,
        (holds("threshold_fits_claim", "threshold", rule, remedy, shows="threshold_given"),),
    )


def _of_theme(declaration: Declaration, column: str, terms: Callable[[Content], Sequence[str]]) -> str:
    lists = {table.name: terms(table.content) for table in declaration.statement_tables}
    return tables.allowed(column, "table_name", lists)
