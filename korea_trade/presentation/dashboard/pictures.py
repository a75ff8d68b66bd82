"""Charts as pictures, for places that show no page: PNG, small, in the light scheme, with their finding above."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, Final

import vl_convert

from korea_trade.presentation.dashboard import drawing, theme
from korea_trade.presentation.dashboard.chart import Chart
from korea_trade.presentation.look import palette

_WIDTH: Final = 600
_TITLE_BREADTH: Final = 82
_SIGNS: Final = {
    "stated": "● stated",
    "derived": "◇ derived",
    "corrected": "■ corrected",
    "official": "line: official",
    "pressed": "outlined: printed by the press",
    "gap": "shaded: nobody reported",
    "rise": "blue, above: rise",
    "fall": "orange, below: fall",
    "diverging": "blue: rise, orange: fall",
    "open": "▷ goes on as far as is known",
    "unknown": "○ month beyond unknown",
    "unequal": "equals sign struck through: contradicts another print",
}


def png(spec: Mapping[str, Any], finding: str, below: Sequence[str]) -> bytes:
    """`spec` as a PNG, with its finding as title and the lines `below` it."""
    fixed = json.loads(json.dumps(spec).replace('"width": "container"', f'"width": {_WIDTH}'))
    fixed["title"] = {
        "text": textwrap.wrap(finding, _TITLE_BREADTH),
        "subtitle": below,
        "fontSize": 14,
    }
    fixed["padding"] = 14
    config = {**theme.config(palette.LIGHT), "background": palette.LIGHT.card}
    return vl_convert.vegalite_to_png(fixed, vl_version=drawing.VEGA_LITE, config=config, scale=0.75)


def lines(chart: Chart) -> list[str]:
    """What stands below the finding of `chart`: its subject and its signs."""
    told = [_SIGNS[name] for name in chart.legend if name in _SIGNS]
    return [chart.subject, *(["   ".join(told)] if told else [])]
