"""How the templates of all pages are rendered: escaped, strict, with the base of their style at hand."""

from __future__ import annotations

from pathlib import Path

import jinja2

from korea_trade.presentation.look import palette


def environment(folder: Path) -> jinja2.Environment:
    """An environment for the templates in `folder`; each finds `base.css.j2` and the palettes `light` and `dark`."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([folder, Path(__file__).parent]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.globals |= {"light": palette.LIGHT, "dark": palette.DARK, "font": palette.FONT}
    return environment
