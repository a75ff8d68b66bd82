"""Layouts: how the text of a publisher is cut, one file a publisher in `layouts/`.

Belongs here: what a layout can say, and finding that of a publisher. Does not belong here: any fact about one publisher
(it stands in the YAML file named for it), and cutting a text (`article`).

A publisher is the host of the address below a title. `layouts/example.com.yml` is for `example.com` and all hosts below
it, such as `www.example.com`; whoever has none gets `general.yml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Final

from korea_trade import declarations
from korea_trade.errors import WarehouseError

_FOLDER: Final = Path(__file__).with_name("layouts")
_GENERAL: Final = "general"


@dataclass(frozen=True)
class Layout:
    """What of an article's text is no sentence of it. Each is a list of regular expressions.

    `footers` are lines that the publisher puts below or between its articles; `headers` are lines above the first
    sentence, such as a byline or the day; at a line of `ends` the article ends, whatever follows.
    """

    footers: tuple[re.Pattern[str], ...] = ()
    headers: tuple[re.Pattern[str], ...] = ()
    ends: tuple[re.Pattern[str], ...] = ()


def of(publisher: str, folder: Path = _FOLDER) -> Layout:
    """The layout of a publisher, or of the site that it is a part of; else the general one."""
    parts = publisher.lower().split(".")
    sites = [".".join(parts[at:]) for at in range(len(parts))]
    files = [folder / f"{site}.yml" for site in (*sites, _GENERAL)]
    return _read(next(file for file in files if file.is_file()))


@cache
def _read(file: Path) -> Layout:
    content = declarations.content(file, file.name) or {}
    known = [field.name for field in fields(Layout)]
    for key, patterns in content.items():
        if key not in known:
            raise WarehouseError(f"{file.name}: a layout has no key {key!r}; it has {', '.join(known)}")
        if not isinstance(patterns, list):
            raise WarehouseError(f"{file.name}, {key}: write a list of regular expressions")
    return Layout(**{key: tuple(_pattern(file, key, one) for one in patterns) for key, patterns in content.items()})


def _pattern(file: Path, key: str, pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise WarehouseError(f"{file.name}, {key}, value {pattern!r}: no regular expression ({error})") from error
