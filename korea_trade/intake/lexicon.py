"""The words that the grammar knows: the names of `sources/aliases.csv` and the words of `lexicon.yml` beside this file.

Belongs here: one pattern for each kind of word, made once for a folder of sources. Does not belong here: any word (it
stands in one of the two files) and what follows from it (`grammar`).
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from korea_trade.intake import periods
from korea_trade.statements.files import table_files

_FILE: Final = Path(__file__).with_name("lexicon.yml")
# Kinds of aliases whose words are about trade itself; the others name a subject of the kind.
_WORDS: Final = ("flow", "direction")
# Words that stand for one another behind the name of a thing.
_GOODS: Final = re.compile(r"(?<=\s)(?:products|goods|items)$")
# Where a word can begin, and which words begin with a comma; one alternative less is a quarter of the time of reading.
_BEGINS: Final = r"(?<![\w$])(?<!non-)(?<!re-)(?<!ex-)"
_COMMA: Final = re.compile(r"(?:\(\?:)*,")
_SUBJECTS: Final = ("item", "partner")


@dataclass(frozen=True)
class Lexicon:
    """`patterns`: one regular expression a kind of word; `meanings`: for each named word, in small letters, its key."""

    patterns: dict[str, tuple[re.Pattern[str], ...]]
    meanings: dict[str, dict[str, str]]
    neutral: frozenset[str]
    boundary: frozenset[str]


@cache
def load(sources: Path) -> Lexicon:
    """The lexicon of a folder of sources."""
    meanings: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for path in table_files(sources, "aliases"):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                meanings[row["alias_kind"]][_folded(row["alias"])] = row["subject_id"]
    for name, meant in list(meanings["item"].items()):
        if match := _GOODS.search(name):
            for word in ("products", "goods", "items"):
                meanings["item"].setdefault(name[: match.start()] + word, meant)
        if name.endswith("s") and " " in name and not name.endswith(("ss", "ies", "ics")):
            meanings["item"].setdefault(name.removesuffix("s"), meant)  # "display panel exports"
    words = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # "on" is a word here
    neutral, boundary = (frozenset(words.pop(name)) for name in ("neutral_before_flow", "before_a_flow"))
    patterns = {
        kind: tuple(_pattern([word.replace("{month}", periods.MONTH)]) for word in each) for kind, each in words.items()
    }
    for kind in (*_WORDS, *_SUBJECTS, "organisation"):
        patterns[kind] = (_pattern([_name(alias) for alias in meanings[kind]]),)
    return Lexicon(patterns, dict(meanings), neutral, boundary)


def _folded(name: str) -> str:
    return " ".join(name.lower().replace("’", "'").replace("-", " ").split())


def key(lexicon: Lexicon, kind: str, text: str) -> str:
    """The key that `text` names among the aliases of its kind."""
    return lexicon.meanings[kind][_folded(text)]


def _name(alias: str) -> str:
    """The alias as it may be written: a blank for a hyphen and the other way round."""
    return r"[\s-]".join(re.escape(part) for part in re.split(r"[\s-]", alias))


def _pattern(words: list[str]) -> re.Pattern[str]:
    longest = sorted(set(words), key=len, reverse=True)
    # A name ends where a word ends; a possessive belongs to it.
    begins = _BEGINS if not any(_COMMA.match(word) for word in words) else f"(?:{_BEGINS}|(?=,))"
    return re.compile(rf"{begins}(?:{'|'.join(longest) or '(?!)'})(?![\w])", re.IGNORECASE)
