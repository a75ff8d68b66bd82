"""Names beside an axis, and the signs of directions."""

from __future__ import annotations

import textwrap
from typing import Final

import altair as alt

TRIANGLES: Final = {1: "▲", -1: "▼", 0: "■"}
_BREADTH: Final = 16
_LINE: Final = 10.5


def wrapped(name: str, breadth: int = _BREADTH) -> str:
    """`name` in lines that leave room for the plot, also on a phone."""
    return "\n".join(textwrap.wrap(name, breadth))


def axis() -> alt.Axis:
    """An axis of wrapped names, each as high above its middle as below."""
    lines = "split(datum.value, '\\n').length"
    return alt.Axis(
        title=None,
        labelExpr="split(datum.label, '\\n')",
        labelFontSize=10.5,
        labelLineHeight=_LINE,
        labelLimit=200,
        labelOffset=alt.ConditionalAxisPropertynumbernull(  # type: ignore[no-untyped-call]
            condition=[{"test": f"{lines} == {count}", "value": -_LINE * (count - 1) / 2} for count in (2, 3, 4)],
            value=0,
        ),
    )
