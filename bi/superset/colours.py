"""The colours of rises and falls in a heat map.

Belongs here: one diverging scale with a break at nought, so that the slightest fall is not taken for a rise. Does not
belong here: where it is used (`assets/`). Superset draws a scale as a gradient between its colours: with so many
of them the break lies within half a hundredth of the scale.
"""

from __future__ import annotations

from typing import Any, Final

_STEPS: Final = 100
_DEEPEST_FALL, _LIGHTEST_FALL = (0x9C, 0x42, 0x0B), (0xFB, 0xDF, 0xC8)
_LIGHTEST_RISE, _DEEPEST_RISE = (0xD3, 0xE4, 0xF6), (0x17, 0x52, 0x94)


def _shades(first: tuple[int, ...], last: tuple[int, ...]) -> list[str]:
    return [
        "#" + "".join(f"{round(a + (b - a) * step / (_STEPS - 1)):02x}" for a, b in zip(first, last, strict=True))
        for step in range(_STEPS)
    ]


RISE_AND_FALL: Final[dict[str, Any]] = {
    "id": "rise_and_fall",
    "label": "Rise and fall",
    "description": "Orange for a fall and blue for a rise, with a break at nought",
    "isDiverging": True,
    "colors": _shades(_DEEPEST_FALL, _LIGHTEST_FALL) + _shades(_LIGHTEST_RISE, _DEEPEST_RISE),
}
