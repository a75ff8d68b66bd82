"""Where a figure stands: its clause, its topic, and what holds for the text and was said before.

Belongs here: the place of a figure in the tokens of its sentence, and what can be asked of a place (period, direction,
base). Does not belong here: which rule reads the figure (`rules`) and what the row then says (`roles`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from korea_trade.intake import periods
from korea_trade.intake.periods import Known
from korea_trade.intake.token import Token, Topic

# What stands before a period that is not the one of a figure: a base, a since, a bracket.
NOT_OWN: Final = r"V[oML]*$|[caFvy(][po]*$|i[^,|]*$|[acF][pR]*(?:To)?[pR]*M[opBb]*$|F[pR]*P[Bbd]*D[opBbd]*$|a[^,|TX]*$"
# The beginning of a remark between commas, whose period is its own: "exports, which fell in May, rose".
_REMARK: Final = re.compile(r"T,(?:w|[BbYd]*D)[^,|T]*$")
# "The previous month's", before what is of it.
OWNS: Final = re.compile(r"[’']s\s")
TOTAL: Final = ("total", "all")
BY_CUSTOMS: Final = re.compile(r"customs[- ]clear", re.IGNORECASE)
# The definition of trade in goods that changed owner.
PAYMENTS: Final = "balance_of_payments"
# What is told as a country of its own, with exports, imports and a balance.
SECTOR: Final = ("item", "ict")


@dataclass(frozen=True)
class Scope:
    """What holds for a whole text.

    `reported` is the period that it reports; `is_of_total` tells whether it is about the trade of the whole country,
    `is_of_sector` whether about that of the sector, `about` is the one item or partner that it is about, if there is
    one, `is_bilateral` whether it is about trade or the balance with that partner, `sign` that of the balance, `kind`
    of what kind its first topic is, `is_of_unknown` whether it is about exports of something that no list names,
    `is_of_payments` whether about the balance of payments, `is_of_other_accounts` whether about the national accounts,
    a price or a volume, `is_in_dollars` whether it prints amounts in dollars and in no other currency, `has_base_year`
    whether growth on the year is named, or no other growth; `rates_of_numbers` are the rates that it tells of a number
    of things.
    """

    article_id: str
    known: Known
    is_korean: bool
    reported: str | None
    has_base_year: bool
    is_of_total: bool
    is_of_sector: bool
    about: tuple[str, str]
    is_bilateral: bool
    sign: int | None
    kind: str
    is_of_unknown: bool
    is_of_payments: bool
    is_of_other_accounts: bool
    is_in_dollars: bool
    rates_of_numbers: frozenset[str]


@dataclass
class Carried:
    """What a clause can leave out because one before it said it."""

    topic: Topic | None = None
    # Whether the sentence before spoke of this topic alone.
    is_single: bool = True
    period: str | None = None
    paragraph: int = -1
    # The last topic of this paragraph if it is a part of the whole: "exports" behind it can mean those to the partner,
    # and "the exports" those of the item.
    part: Topic | None = None
    # Whether a sure row of this paragraph said the period.
    is_told: bool = False
    # Whether this paragraph spoke of volume: the rates of a list behind that can be of it.
    is_of_volume: bool = False
    # The period of which the paragraph before spoke last.
    earlier: str = ""
    # The period of which the first sentence of this paragraph spoke.
    opened: str = ""
    # Whether the sentence before in this paragraph spoke of exports of an item to a partner.
    is_of_cells: bool = False
    # What this paragraph began with, "item" or another kind: in one about an item "exports to China" can be its own.
    first_kind: str = ""
    # Whether the sentence before in this paragraph printed amounts in dollars, so that "2.6 billion" is in them too.
    is_in_dollars: bool = False
    # Whether the text named a partner so far.
    names_partner: bool = False
    # Whether the paragraph before ended on a longer period that ends with the one that the text reports.
    is_mixed: bool = False
    # Whether a sentence of a text about payments told trade by customs, so that bare words are of either.
    is_of_both: bool = False
    # Whether a sure row was of all exports or imports of the country, told as such.
    is_of_all: bool = False
    # The periods to come that forecasts of this text named so far.
    foreseen: frozenset[str] = frozenset()

    def begin(self, paragraph: int, reported: str | None) -> None:
        """A new paragraph speaks of what the text reports, unless the one before ended on a longer period."""
        if paragraph == self.paragraph:
            return
        # A sum since January is spoken of in passing; a year or half-year can be what the rest is about.
        goes_on = self.period and reported and self.period != reported and "/" not in self.period
        # A quarter behind what the text reports is spoken of in passing too.
        goes_on = goes_on and not ("Q" in (self.period or "") and self.opened == reported)
        if goes_on and periods.last_month(self.period or "") == periods.last_month(reported or ""):
            self.is_mixed = True
        self.earlier = self.period or ""
        self.paragraph, self.period, self.is_told, self.part = paragraph, reported, False, None
        self.first_kind, self.is_in_dollars, self.is_of_cells, self.opened = "", False, False, ""
        self.is_of_volume = False

    @property
    def foreseen_alone(self) -> frozenset[str]:
        """The period to come where forecasts named one alone."""
        return self.foreseen if len(self.foreseen) == 1 else frozenset()

    def of_a_forecast(self) -> Carried:
        """The same for a forecast, which is of the period to come."""
        return replace(self, period=min(self.foreseen), is_told=True) if self.foreseen_alone else self


def codes_of(each: Sequence[Token]) -> str:
    """The codes of tokens, one letter each."""
    return "".join(token.code for token in each)


def period_told(each: Sequence[Token], carried: Carried) -> str:
    """The one period that the sentence speaks of, but for one since which something was not so."""
    told = {
        token.iso
        for at, token in enumerate(each)
        if token.code == "Y" and not any(one.code in "iFca" for one in each[max(0, at - 2) : at])
    }
    if len(told) > 1 or None in told:
        return ""
    return next(iter(told), None) or carried.period or ""


@dataclass(frozen=True)
class Clause:
    """The tokens from one strong boundary to the next around a figure (`first` to before `last`), the codes left and
    right of the figure, and the place of its topic."""

    first: int
    last: int
    left: str
    right: str
    topic_at: int | None


def clause_of(codes: str, at: int) -> Clause:
    """The clause of the figure at `at`."""
    first = max(codes.rfind("|", 0, at), codes.rfind(".", 0, at)) + 1
    ends = [end for end in (codes.find("|", at), codes.find(".", at)) if end >= 0]
    last = min(ends) if ends else len(codes)
    left = codes[first:at]
    # What a closed bracket speaks of is no topic of what stands behind it.
    outside = re.sub(r"\([^()]*\)", lambda match: " " * len(match[0]), left)
    topic = max(outside.rfind("T"), outside.rfind("X"))
    return Clause(first, last, left, codes[at + 1 : last], None if topic < 0 else first + topic)


@dataclass(frozen=True)
class Place:
    """A figure at `at` of the tokens `each`, with its topic; `is_elided` tells that another clause named the topic."""

    each: Sequence[Token]
    codes: str
    at: int
    clause: Clause
    topic: Topic
    is_elided: bool
    scope: Scope
    carried: Carried
    sentence: str

    @property
    def words_behind(self) -> str:
        """The words behind the figure up to the end of its clause, as printed."""
        end = self.each[self.clause.last].start if self.clause.last < len(self.each) else len(self.sentence)
        return self.sentence[self.each[self.at].end : end]

    @property
    def is_by_customs(self) -> bool:
        """Whether the sentence says that the whole trade is counted by customs, in a text that counts otherwise."""
        return self.topic.subjects == (TOTAL,) and bool(BY_CUSTOMS.search(self.sentence))

    @property
    def definition(self) -> str:
        """How the trade is counted where it is not by customs: by the balance of payments in a text about that."""
        is_bare = self.scope.is_of_payments and not self.is_by_customs and self.topic.subjects == (TOTAL,)
        return self.topic.definition or (PAYMENTS if is_bare else "")

    @property
    def inside(self) -> str:
        """The codes of the clause."""
        return self.codes[self.clause.first : self.clause.last]

    @property
    def start(self) -> int:
        """Where what lies between the topic and the figure starts."""
        return self.clause.first if self.clause.topic_at is None else self.clause.topic_at + 1

    def text(self, first: int, last: int) -> str:
        """The words of some tokens in small letters."""
        return " ".join(token.text.lower() for token in self.each[max(0, first) : last])

    def period(self, at: int | None = None) -> str:
        """The period of the figure (or of the token `at`): said right behind it, else in its clause before it, else
        behind it before the next figure, else in a clause before, else carried; empty where nobody tells."""
        at = self.at if at is None else at
        each, codes, clause = self.each, self.codes, self.clause
        if attached := re.match(r"(?:o?k?T)?[Bbd]*o?(Y)", codes[at + 1 : clause.last]):
            return each[at + attached.end()].iso or ""
        # "A 3 percent fall in May and a 2 percent rise in June", "$5 billion and $4 billion in 2029".
        further = (
            r"D[Bbd]*(?:ok?T[Bbd]*)?o?(Y)|(?:[&,]+P)+,?z?[Bbd]*o?(Y)" if codes[at] == "P" else r"(?:[&,]+M)+,?z?o?(Y)"
        )
        if codes[at] in "PM" and (beside := re.match(further, codes[at + 1 : clause.last])):
            return each[at + beside.end()].iso or ""
        for here in range(at - 1, clause.first - 1, -1):
            is_own = not re.search(rf"{NOT_OWN}|[ca][^TMPYXD]*$", codes[clause.first : here])
            if codes[here] == "Y" and is_own and not self._is_in_a_remark(here, at):
                return each[here].iso or ""
        # "Rose 3 percent to $5 billion in May": the amount that the rate led to is of the same period.
        beside = re.match(r"[Bbd]*,?[tL]+(?:[RH]o?)?M[Bbd]*o?(Y)", codes[at + 1 : clause.last])
        if codes[at] == "P" and beside:
            return each[at + beside.end()].iso or ""
        ends = "MPSXaciF(y" if codes[at] == "S" else "MPSTXacwiF(yv,"
        for here in range(at + 1, clause.last):
            if codes[here] in ends or codes[here : here + 2] == "YT":
                break  # "with January-November exports" is of another topic
            if codes[here] == "Y":
                return each[here].iso or ""
        for here in range(at):
            is_own = not re.search(rf"{NOT_OWN}|[cF][pR]*M[oBb]*$", codes[:here])
            if codes[here] == "Y" and is_own and not self._is_in_a_remark(here, at):
                return each[here].iso or ""
        return self.carried.period or ""

    @property
    def is_in_a_remark(self) -> bool:
        """Whether the figure stands in a remark between commas: "exports, which fell 2 percent in May, rose"."""
        return self._is_in_a_remark(self.at, self.clause.last)

    def _is_in_a_remark(self, here: int, at: int) -> bool:
        """Whether the token at `here` stands in a remark which is over at `at`."""
        first = max(self.codes.rfind("|", 0, here), self.codes.rfind(".", 0, here)) + 1
        return bool(_REMARK.search(self.codes[first:here])) and "," in self.codes[here:at]

    @property
    def main_period(self) -> str:
        """The period of the first figure of the topic, where the figure itself is of another one."""
        first = re.search("[PMS]", self.codes[self.start : self.at])
        at = self.start + first.start() if first else self.clause.topic_at or self.clause.first
        return self.period(at) or self.carried.period or ""

    @property
    def sign_before(self) -> int | None:
        """The direction that stands before the figure in its clause, the nearest."""
        found = (self.each[here] for here in range(self.at - 1, self.clause.first - 1, -1) if self.codes[here] == "D")
        return next((int(one.key) for one in found), None)

    @property
    def sign_behind(self) -> int | None:
        """The first direction behind the figure in its clause."""
        return next((int(one.key) for one in self.each[self.at + 1 : self.clause.last] if one.code == "D"), None)

    def has_a_rate(self, at: int) -> bool:
        """Whether the time at `at` has its own rate and is no base: "after the previous month's 4 percent fall"."""
        is_before_a_rate = re.fullmatch("[BbqY]P", self.codes[at : at + 2]) is not None
        return is_before_a_rate and bool(OWNS.match(self.sentence, self.each[at].end))

    @property
    def base(self) -> str:
        """The code of the base that a change is on: the nearest behind it, else before it in its clause."""
        if behind := re.match(r"[^MPSTX|]*?([Bbq])", self.codes[self.at + 1 : self.clause.last]):
            return "" if self.has_a_rate(self.at + behind.end()) else behind[1]
        before = [
            self.codes[here]
            for here in range(self.clause.first, self.at)
            if self.codes[here] in "Bbq" and not self._is_in_a_remark(here, self.at) and not self.has_a_rate(here)
        ]
        return before[-1] if before else ""
