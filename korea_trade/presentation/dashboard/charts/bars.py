"""Values in rows below each other, in groups: a stem from nought, a point, the interval and the number.

Belongs here: the way of drawing that counts, shares and lengths have in common. The name of a row stands above its
stem, not beside it, so that it has the whole width, also on a phone.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any, Final, Literal

import altair as alt

from korea_trade.presentation.dashboard import theme
from korea_trade.presentation.dashboard.chart import TOOLTIP, Drawing, Rows, below_each_other, specification
from korea_trade.presentation.dashboard.charts import disputed, months

_STEP: Final = 38
_BELOW: Final = 9
_TITLE_BREADTH: Final = 36


def grouped(
    rows: Rows,
    *,
    x: str,
    unit: str,
    domain: Sequence[float] | None = None,
    grouping: Sequence[str] = (),
    ticks: Sequence[float] | None = None,
) -> Drawing:
    """`rows` in their order; `x` in `unit`, from `domain[0]` to `domain[1]`, else with room for what there is.

    Rows that have the columns `grouping` in common stand together, under the first of them as title, the others below.
    """
    domain = domain or with_room(rows, x)
    groups = [(key, list(group)) for key, group in groupby(rows, key=lambda row: [row[name] for name in grouping])]
    last = len(groups) - 1
    # All groups look alike but for the last, which has the axis for all.
    looks = [specification(_panel(_x(x, domain, ticks, unit if has_axis else None), x)) for has_axis in (False, True)]
    panels = [
        {**looks[number == last], "data": {"name": f"rows{number}"}, **({"title": _title(*key)} if key else {})}
        for number, (key, _) in enumerate(groups)
    ]
    data = {f"rows{number}": _values(group) for number, (_, group) in enumerate(groups)}
    return Drawing(below_each_other(panels, 14), data)


def _x(field: str, domain: Sequence[float], ticks: Sequence[float] | None, unit: str | None) -> alt.X:
    axis = alt.Axis(
        title=unit,
        labels=unit is not None,
        ticks=unit is not None,
        format=",~f",
        grid=True,
        labelOverlap=True,
        values=list(ticks) if ticks else alt.Undefined,
        tickCount=alt.Undefined if ticks else 4,
    )
    return alt.X(f"{field}:Q", scale=alt.Scale(domain=list(domain), nice=False), axis=axis)


def _values(rows: Rows) -> list[dict[str, Any]]:
    return [
        {**months.plain(row), "row": number, "nought": 0, "is_solid": int(row["basis"] != "derived")}
        for number, row in enumerate(rows)
    ]


def _title(title: str, *below: str) -> dict[str, list[str]]:
    lines = [line for text in below for line in textwrap.wrap(text, _TITLE_BREADTH + 4)]
    return {"text": textwrap.wrap(title, _TITLE_BREADTH), **({"subtitle": lines} if lines else {})}


def _panel(x: alt.X, field: str) -> alt.LayerChart | alt.FacetChart:
    base = alt.Chart(alt.NamedData(name="rows")).encode(y=alt.Y("row:O", axis=None))
    at = base.encode(x=x)
    layers = [
        at.mark_rule(style="stem", yOffset=_BELOW, aria=False).encode(x2=alt.X2("nought")),
        at.mark_point(size=60, strokeWidth=1.75, yOffset=_BELOW, tooltip=TOOLTIP).encode(
            **theme.basis_encoding(),
            description=alt.Description("description:N"),
        ),
        base.mark_text(
            style="name",
            align="left",
            baseline="bottom",
            dy=-1,
            fontSize=alt.ExprRef("width < 320 ? 11 : 12"),
            limit=alt.ExprRef("width * 0.88"),
            aria=False,
        ).encode(x=alt.value(0), text=alt.Text("label:N")),
        *_numbers(at.transform_filter(f"datum['{field}'] >= 0"), "left", 1),
        *_numbers(at.transform_filter(f"datum['{field}'] < 0"), "right", -1),
    ]
    return alt.layer(*layers).properties(width="container", height=alt.Step(_STEP))


def _numbers(at: alt.Chart, align: Literal["left", "right"], outwards: int) -> Iterator[alt.Chart]:
    """The numbers beyond their points, and between both the sign of those that are disputed."""
    dx = disputed.shifted(9 * outwards, disputed.ROOM * outwards)
    yield at.mark_text(style="number", align=align, baseline="middle", dx=dx, yOffset=_BELOW, aria=False).encode(
        text=alt.Text("value_text:N")
    )
    yield disputed.sign(at, across=15 * outwards, down=_BELOW)


def with_room(rows: Rows, name: str) -> list[float]:
    """The domain of the column `name` and nought, with room for a number beyond each end."""
    values = [row[name] for row in rows]
    low, high = min(0.0, *values), max(0.0, *values)
    room = (high - low) * 0.35 or 1.0
    return [low - room if low < 0 else 0.0, high + room if high > 0 else 0.0]


# Shares end at 100; beyond it there is room for a number.
shares: Final = partial(grouped, x="value", domain=(0, 122), ticks=(0, 25, 50, 75, 100))
