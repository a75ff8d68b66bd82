"""Charts as they stand in the page: drawn before it is shipped, so that they are there at once, without a script and on
paper.

Belongs here: drawing a specification as SVG of a given width, in the colours of whatever scheme the reader has. Does
not belong here: what a chart shows (`charts`), and pictures for places that show no page (`pictures`).
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from typing import Any, Final

import altair as alt
import vl_convert

from korea_trade.presentation.dashboard import theme
from korea_trade.presentation.look import palette

# The schema that Altair writes for is the compiler that reads it.
VEGA_LITE: Final = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
# Widths in pixels, of a chart that has the page to itself, of one of two beside each other, and on a phone.
WHOLE: Final = 1140
HALF: Final = 560
NARROW: Final = 320
_BASE: Final = "https://vega.github.io/vega-datasets/"
_SIZE: Final = re.compile(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"')
_SAID_BY_THE_PAGE: Final = re.compile(
    r' (?:font-family="[^"]*"|(?:(?:fill|stroke)-)?opacity="1"|pointer-events="none"(?= display="none"))'
)
# What Vega draws behind and before each group, also where it shows nothing.
_UNSEEN: Final = re.compile(r'<path class="(?:back|fore)ground"(?![^>]* (?:fill|stroke)=)[^>]*/>')
# Where something stands, as against what it says.
_PLACE: Final = re.compile(r' (?:d|transform|x|y|x1|x2|y1|y2|width|height)="[^"]*"')
_LONG: Final = re.compile(r"\d+\.\d{3,}")
# What axes take beside the plot, near enough: a drawing is scaled to the width of its place.
_BESIDE: Final = 60


def svg(name: str, spec: Mapping[str, Any], width: int) -> bytes:
    """`spec` of the chart `name` as SVG (UTF-8) about `width` pixels wide; each mark of a row is a link to it."""
    fixed = json.loads(json.dumps(_linked(dict(spec))).replace('"width": "container"', f'"width": {width - _BESIDE}'))
    drawn = vl_convert.vegalite_to_svg(fixed, vl_version=VEGA_LITE, config=_CONFIG)
    head = f'<svg role="graphics-document" aria-label="{html.escape(spec["description"])}"'
    return _fit_for_page(f"{name}-{width}", drawn).replace("<svg", head, 1).encode()


def _linked(spec: Any) -> Any:
    """`spec` in which what told a row to the pointer leads to it."""
    if isinstance(spec, list):
        return [_linked(each) for each in spec]
    if not isinstance(spec, dict):
        return spec
    found = {key: value if key == "datasets" else _linked(value) for key, value in spec.items()}
    mark = found.get("mark")
    if isinstance(mark, dict) and "tooltip" in mark:
        found["mark"] = {key: value for key, value in mark.items() if key != "tooltip"}
        found["encoding"] = {**found["encoding"], "href": {"field": "href", "type": "nominal"}}
    return found


def _fit_for_page(name: str, drawn: str) -> str:
    """Links within the page, no name twice in it, a size that follows the width of its place, and nothing said twice.

    The style sheet names the font, and a hundredth of a pixel is enough.
    """
    drawn = _UNSEEN.sub("", _SAID_BY_THE_PAGE.sub("", drawn))
    drawn = _PLACE.sub(lambda place: _LONG.sub(lambda number: f"{float(number[0]):.2f}", place[0]), drawn)
    drawn = drawn.replace(f'xlink:href="{_BASE}#', 'tabindex="-1" href="#')
    numbers = dict.fromkeys(re.findall(r'\bid="([^"]+)"', drawn))
    for number, old in enumerate(numbers):
        drawn = drawn.replace(f'id="{old}"', f'id="{name}-{number}"').replace(f"url(#{old})", f"url(#{name}-{number})")
    return _SIZE.sub(lambda size: size[0].replace(f' width="{size[1]}" height="{size[2]}"', ""), drawn, count=1)


# A reader's font may be wider than the one that was measured.
_CONFIG: Final = {**theme.config(palette.PAGE), "padding": {"left": 18, "right": 14, "top": 4, "bottom": 4}}
