"""Values in rows below each other, in groups: a stem from nought, a point, the interval and the number.

Belongs here: the way of drawing that counts, shares and lengths have in common. The name of a row stands above its
stem, not beside it, so that it has the whole width, also on a phone.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, Final

import altair as alt

from presentation.dashboard import theme
from presentation.dashboard.chart import Drawing, Rows
from presentation.dashboard.charts import months

_STEP: Final = 36
_TITLE_BREADTH: Final = 36


def grouped(
    rows: Rows,
    tooltip: Sequence[alt.Tooltip],
    *,
    x: str,
    unit: str,
    domain: Sequence[float],
    grouping: Sequence[str] = (),
    ticks: Sequence[float] | None = None,
    text: str = "value_text",
) -> Drawing:
    """`rows` in their order; `x` in `unit`, from `domain[0]` to `domain[1]`, with `text` beside it.

    Rows that have the columns `grouping` in common stand together under the first of them as title and the others below.
    """
    groups = [(key, list(group)) for key, group in groupby(rows, key=lambda row: [row[name] for name in grouping])]
    scale = alt.Scale(domain=list(domain), nice=False)
    drawn = []
    for number, (key, group) in enumerate(groups, start=1):
        is_last = number == len(groups)
        axis = alt.Axis(
            title=unit if is_last else None,
            labels=is_last,
            ticks=is_last,
            format=",~f",
            grid=True,
            labelOverlap=True,
            **({"values": list(ticks)} if ticks else {"tickCount": 4}),
        )
        panel = _group(group, tooltip, alt.X(f"{x}:Q", scale=scale, axis=axis), x, text)
        title = {"title": _title(*key)} if key else {}
        drawn.append(panel.properties(width="container", height=alt.Step(_STEP), **title))
    return alt.vconcat(*drawn, spacing=14)


def _title(title: str, *below: str) -> alt.Title:
    lines = [line for text in below for line in textwrap.wrap(text, _TITLE_BREADTH + 4)]
    return alt.Title(textwrap.wrap(title, _TITLE_BREADTH), **({"subtitle": lines} if lines else {}))


def _group(rows: Rows, tooltip: Sequence[alt.Tooltip], x: alt.X, field: str, text: str) -> alt.LayerChart:
    shown = [{**months.plain(row), "row": number, "nought": 0} for number, row in enumerate(rows)]
    base = alt.Chart(alt.Data(values=shown)).encode(y=alt.Y("row:O", axis=None))
    at = base.encode(x=x)
    layers = [
        at.mark_rule(style="stem", yOffset=8, aria=False).encode(x2="nought"),
        at.mark_point(size=60, strokeWidth=1.75, yOffset=8).encode(
            shape=alt.Shape("basis:N", scale=theme.BASIS_SHAPE, legend=None),
            stroke=alt.Stroke("basis:N", scale=theme.BASIS_COLOUR, legend=None),
            fill=theme.BASIS_FILL,
            description="description:N",
            tooltip=list(tooltip),
        ),
        base.mark_text(style="name", align="left", baseline="bottom", yOffset=0, dy=-1, aria=False).encode(
            x=alt.value(0), text="label:N"
        ),
        at.mark_text(style="number", align="left", baseline="middle", dx=9, yOffset=8, aria=False)
        .encode(text=f"{text}:N")
        .transform_filter(f"datum['{field}'] >= 0"),
        at.mark_text(style="number", align="right", baseline="middle", dx=-9, yOffset=8, aria=False)
        .encode(text=f"{text}:N")
        .transform_filter(f"datum['{field}'] < 0"),
    ]
    return alt.layer(*layers)


def with_room(values: Sequence[float], share: float = 0.28) -> list[float]:
    """The domain of `values` and nought, with room for a number beyond each end."""
    low, high = min(0.0, *values), max(0.0, *values)
    room = (high - low) * share or 1.0
    return [low - room if low < 0 else 0.0, high + room if high > 0 else 0.0]


def values(rows: Sequence[Mapping[str, Any]], name: str) -> list[float]:
    """The column `name` of `rows`."""
    return [row[name] for row in rows]
