"""Is what a statement is about named in its article?

Belongs here: the names of subjects in the reference lists against the text of an article. Does not belong here: where
a figure stands in it (`verification`), and finding what a sentence is about, which the intake does.

A text goes on about what it named sentences before, so a name anywhere in the article will do: its label, an alias, or
each word of the label, whatever the text has between them. Of some kinds a text tells the subject in words of its own
and names none ("those that were affected"); only kinds whose subjects have names are asked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Set
from typing import Any, Final

from korea_trade.statements.declaration import Declaration
from korea_trade.statements.reader import Problem

KINDS: Final = ("item", "partner", "province")
_WORD: Final = re.compile(r"[^\W_]+")
# What only tells a label from others is not printed: "Automobiles (customs statistics)".
_REMARK: Final = re.compile(r" \(.*| such as .*")

Record = Mapping[Hashable, Any]
Subject = tuple[str, str]


def unnamed(rows: Iterable[Record], names: Mapping[Subject, Iterable[str]], text: str) -> Iterator[Problem]:
    """Each of the `rows` of one article about a subject that `text` never names; `names` are those of the lists."""
    plain = _plain(text)
    words = set(map(_stem, plain.split()))
    for row in rows:
        subject = ((row["subject_kind"] or "").removeprefix("without_"), row["subject_id"])
        if subject not in names or any(_is_in(_plain(name), plain, words) for name in names[subject]):
            continue
        rule = "the article never names this subject"
        remedy = "correct the subject, or add what the article calls it to aliases.csv"
        yield Problem(row["source_file"], rule, remedy, row["source_line"], "subject_id", row["subject_id"])


def names(declaration: Declaration, lists: Mapping[str, Iterable[Record]]) -> Mapping[Subject, set[str]]:
    """What the reference lists call each subject of the kinds that have names; `lists` are their rows by table."""
    found: defaultdict[Subject, set[str]] = defaultdict(set)
    for kind in KINDS:
        table, key = declaration.subjects[kind].split(".")
        for row in lists[table]:
            found[kind, row[key]].add(_REMARK.sub("", row["label"]))
    for row in lists["aliases"]:
        if (subject := (row["alias_kind"], row["subject_id"])) in found:
            found[subject].add(row["alias"])
    return found


def _is_in(name: str, text: str, words: Set[str]) -> bool:
    """Whether `text` has the name, or its words apart; to one in another script a language may add endings."""
    if not name.isascii():
        return name.strip() in text
    return name in text or set(map(_stem, name.split())) <= words


def _plain(text: str) -> str:
    """Words in small letters between single blanks, one before and one after them."""
    return f" {' '.join(_WORD.findall(text.lower()))} "


def _stem(word: str) -> str:
    return word.removesuffix("s")
