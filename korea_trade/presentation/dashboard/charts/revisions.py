"""How official figures move after their first print, a line a month: the fan."""

from __future__ import annotations

from typing import Final

import altair as alt

from korea_trade.presentation import wording
from korea_trade.presentation.dashboard import theme
from korea_trade.presentation.dashboard.chart import TOOLTIP, Chart, Column, Drawing, Rows, specification
from korea_trade.presentation.dashboard.charts import months


def finding(rows: Rows) -> str:
    """How far the last known figure of each month lies from its first print."""
    last = [row for row in rows if row["is_last"]]
    mean = sum(abs(row["value"]) for row in last) / len(last)
    most = max(last, key=lambda row: abs(row["value"]))
    return (
        f"First prints of {wording.count(len(last), 'month')} moved by {mean:.1f} % on average, "
        f"that of {most['series']} by {most['value_text']}"
    )


def _draw(rows: Rows) -> Drawing:
    furthest = max((row for row in rows if row["is_last"]), key=lambda row: abs(row["value"]))
    data = [
        {**months.plain(row), "is_solid": 1, "said": row["series"] if row is furthest else "", "line": row["series"]}
        for row in rows
    ]
    base = alt.Chart(alt.NamedData(name="rows")).encode(
        x=alt.X(
            "months_after:Q",
            scale=alt.Scale(nice=False, domainMin=1),
            axis=alt.Axis(title="Months after the month", format="d", tickMinStep=1),
        ),
        y=alt.Y("value:Q", axis=alt.Axis(title="Percent of the first print", titleX=-30, format="+~f")),
    )
    layers = [
        alt.Chart(alt.NamedData(name="nought")).mark_rule(style="zero", aria=False).encode(y=alt.YDatum(0)),
        base.mark_line(style="official", opacity=0.7, aria=False).encode(detail=alt.Detail("line:N")),
        base.mark_point(size=22, strokeWidth=1.5, tooltip=TOOLTIP).encode(
            **theme.basis_encoding(), description=alt.Description("description:N")
        ),
        base.mark_text(style="number", align="left", dx=7, aria=False).encode(text=alt.Text("said:N")),
    ]
    return Drawing(
        specification(alt.layer(*layers).properties(width="container", height=230)), {"rows": data, "nought": [{}]}
    )


REVISIONS: Final = Chart(
    name="revisions",
    subject="Official exports as revised since their first print, percent",
    note="A line a month, for the months of which the first print is known.",
    legend=("official",),
    own_columns=(Column("level_text", "Level, USD"), Column("months_after", "Months after")),
    finding=finding,
    draw=_draw,
)
