"""A token of a sentence, its kind and code, and the topic that names and flows make.

Belongs here: what every step of the reading passes on. Does not belong here: which words make a token (`tokens`), and
in what order rules read them (`paraphrase`, `insertions`, `beside`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

# The code of each kind of token.
CODES: Final = {
    "topic": "T", "unknown_topic": "X", "amount": "M", "bare_amount": "M", "other_amount": "m", "rate": "P",
    "points": "O", "streak": "S", "ended_streak": "Z", "fold": "K", "members": "N", "horizon": "h",
    "since_record": "H", "things": "I", "rank": "Q", "direction": "D", "level": "L", "turned": "U", "base_year": "B",
    "base_month": "b", "base_quarter": "q", "base_other": "q", "period": "Y", "day": "j", "compare": "c",
    "after": "a", "threshold": "v", "forecast": "f", "target": "f", "share": "s", "share_noun": "n",
    "record": "R", "earlier_record": "V", "superlative": "r", "since": "i", "first_time": "1", "to": "t",
    "by": "y", "from": "F", "of": "o", "at": "@", "conjunction": "&", "strong": "|", "weak": "w", "item": "e",
    "partner": "e", "flow": "E", "korea": "k", "pronoun": "p", "daily": "d", "adjusting": "d", "foreign_goods": "G",
    "ending": "C", "respectively": "z", "organisation": "g", "cumulative": "u", "foreign": "x",
    "(": "(", ")": ")", ",": ",", ";": "|", ":": "|", ".": ".", "word": "W",
}  # fmt: skip
_WEAK: Final = ("sales", "purchases", "arrivals")


@dataclass(frozen=True)
class Topic:
    """What a figure is about: a flow, its subjects (kind and key), and for a balance its sign where the word tells."""

    flow: str
    subjects: tuple[tuple[str, str], ...]
    sign: int | None = None
    is_daily: bool = False
    # Whether it says that it is the whole: "total exports", "Korea's exports".
    is_whole: bool = False
    # Whether it names both the country and the whole, which nothing can limit: "Korea's total exports".
    is_national: bool = False
    # Whether it is a sum since some day: "cumulative exports".
    is_cumulative: bool = False
    # Whether it is what no table holds: exports of an item to a partner.
    is_cell: bool = False
    # How it is counted where its own word tells: "the goods account".
    definition: str = ""
    # Of "exports and imports" the first one: what is said is said of both.
    beside: Topic | None = None

    @property
    def is_one(self) -> bool:
        return len(self.subjects) == 1 and self.beside is None

    @property
    def is_bare(self) -> bool:
        """Whether it names nothing but a flow."""
        return self.subjects == (("total", "all"),) and not self.is_whole

    @property
    def parts(self) -> list[tuple[str, tuple[str, str]]]:
        """Flow and subject of each thing that the topic names, in order."""
        own = [(self.flow, subject) for subject in self.subjects]
        return [*(self.beside.parts if self.beside else ()), *own]


@dataclass(frozen=True)
class Token:
    """One token with its span in the sentence."""

    kind: str
    start: int
    end: int
    text: str
    unit: str = ""
    iso: str | None = None
    key: str = ""
    topic: Topic | None = field(default=None)

    @property
    def code(self) -> str:
        return CODES[self.kind]

    @property
    def is_weak(self) -> bool:
        """Whether the word for the flow is one that companies use too."""
        return self.text.lower() in _WEAK
