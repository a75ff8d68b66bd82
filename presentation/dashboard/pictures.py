"""Charts as pictures, for places that show no page: PNG, small, in the light scheme, with their finding above."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping
from typing import Any, Final

import altair as alt
import vl_convert

from presentation.dashboard import theme

_WIDTH: Final = 620
_TITLE_BREADTH: Final = 82
# The schema that Altair writes for is the compiler that reads it.
VEGA_LITE: Final = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])


def png(spec: Mapping[str, Any], finding: str, subject: str) -> bytes:
    """`spec` as a PNG, with its finding as title and its subject below."""
    fixed = json.loads(json.dumps(spec).replace('"width": "container"', f'"width": {_WIDTH}'))
    fixed["title"] = {"text": textwrap.wrap(finding, _TITLE_BREADTH), "subtitle": subject, "fontSize": 14}
    fixed["padding"] = 14
    config = {**theme.config(theme.LIGHT), "background": theme.LIGHT.card}
    return vl_convert.vegalite_to_png(fixed, vl_version=VEGA_LITE, config=config, scale=0.8)
