"""Slips as articles make them, and changes that are none: what `tools.flags` plants in a generated corpus.

Belongs here: each kind of slip and of harmless change, and how it is put into one article. Does not belong here: the
economy and its articles (`tools.corpus`), and what the models find of it (`tools.flags`).

A slip is a number that is not that of the economy, so it is a slip whatever the models say of it. Each is named after
the identity that is meant to tell it; another may tell it as well, and none may be able to, where the articles do not
print what would deny it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from tools.corpus import ITEMS, PARTNERS, THEMES, Corpus, Row, Series, month_text, print_figure, statement

_TOTAL: Final = ("total", "all", "exports")
# In millions, as levels of an economy are: what differs by less is not told apart by every print.
_PLAIN: Final = Decimal(200)
# The last place of a rate.
_TENTH: Final = Decimal("0.1")
_ASEAN: Final = ("vietnam", "indonesia", "singapore")
_RESPONDENTS: Final = "china_lockdown_respondents"
_AFFECTED: Final = "china_lockdown_affected"
# A base of shares whose size is the level of all exports.
_ALL_EXPORTS: Final = "korea_exports_2021"
# The ministry's items of which a count says how many rose.
_MAJOR_ITEMS: Final = 15
# The year in which an agency was set up, as each article has it that tells it.
_FOUNDED: Final = 1975


@dataclass
class Page:
    """One article of the corpus, open for a change: what the economy was and what the article prints of it."""

    corpus: Corpus
    luck: random.Random
    article: str
    month: int
    first_year: int

    @property
    def period(self) -> str:
        return month_text(self.first_year, self.month)

    @property
    def months_before(self) -> range:
        """The months that articles have reported so far."""
        return range(12, self.month)

    def series(self, kind: str, subject: str, flow: str) -> Series:
        return self.corpus.economy[kind, subject, flow]

    def level(self, month: int | None = None) -> Decimal:
        """Exports in millions."""
        return Decimal(self.series(*_TOTAL).levels[self.month if month is None else month])

    def rows(self, table: str, **wanted: str) -> Iterator[Row]:
        for row in reversed(self.corpus.rows.get(table, [])):
            if row["article_id"] == self.article and all(row[name] == value for name, value in wanted.items()):
                yield row

    def figure(self, kind: str, subject: str, flow: str, measure: str) -> Row | None:
        """The row in which the article prints it."""
        asked = {"subject_id": subject, "flow": flow, "measure": measure, "period": self.period}
        return next(self.rows(THEMES[kind], **asked), None)

    def told(self, truth: Decimal, decimals: int, period: str | None = None, paragraph: int = 3, **other: Any) -> Row:
        """One more sentence on exports."""
        values = {"kind": "total", "subject": "all", "flow": "exports", "measure": "value"} | other
        return print_figure(
            self.corpus,
            self.article,
            truth=truth,
            decimals=decimals,
            period=period or self.period,
            paragraph=paragraph,
            **values,
        )

    def claimed(self, place: int, scope: str, kind: str, subject: str) -> Row:
        """A place among periods or subjects."""
        row = statement(
            self.article, f"{subject}-{scope}-place".replace("_", "-"), str(place), Decimal(place), "rank", "value",
            "exports", kind, subject, self.period,
        )  # fmt: skip
        peers = f"export_{kind}s" if scope == "among_subjects" else ""
        row |= {"claim": "highest", "scope": scope, "population_id": peers}
        self.corpus.add("records", row)
        return row


Plant = Callable[[Page], Row | None]


@dataclass(frozen=True)
class Kind:
    """A kind of change; a slip has the identity that is meant to tell it, a harmless change has none.

    `plant` changes or adds one row and returns it, or returns nothing where this article has no room for it.
    """

    name: str
    plant: Plant
    identity: str = ""


@dataclass(frozen=True)
class Planted:
    """What was planted, and the statement that it stands in."""

    kind: Kind
    statement_id: str


def plant(
    corpus: Corpus, kinds: Mapping[str, Kind], times: int, *, outlets: int, seed: int, first_year: int
) -> list[Planted]:
    """Changes the second article of a month, one month after the other, until each kind is planted `times` times.

    What finds no room in a month waits for the next one; a corpus that ends before is too short, and refused.
    """
    luck = random.Random(seed)  # noqa: S311 slips, no secret
    waiting = [kind for kind in kinds.values() for _ in range(times)]
    luck.shuffle(waiting)
    planted = []
    # Articles of the first year have nothing before them.
    for month in range(25, 12 + len(corpus.rows["articles"]) // outlets):
        article = f"a{(month - 12) * outlets + 2:02d}"
        page = Page(corpus, luck, article, month, first_year)
        for kind in waiting:
            row = kind.plant(page)
            if row:
                planted.append(Planted(kind, row["statement_id"]))
                waiting.remove(kind)
                break
    if waiting:
        raise ValueError(f"no room for {', '.join(sorted({kind.name for kind in waiting}))}: make more articles")
    return planted


def _rewritten(row: Row, digits: str, factor: Decimal | None = None) -> Row:
    """The row with other digits in print, and their value."""
    before = _digits(row["figure"])
    scale = factor or Decimal(row["value"]) / Decimal(before)
    row["figure"] = row["figure"].replace(before, digits)
    row["value"] = f"{(Decimal(digits) * scale).normalize():f}"
    return row


def _digits(figure: str) -> str:
    return "".join(sign for sign in figure if sign.isdigit() or sign == ".")


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _one_digit_other(page: Page, figure: str) -> str:
    places = [place for place, sign in enumerate(figure) if sign.isdigit()]
    place = page.luck.choice(places)
    other = page.luck.choice([digit for digit in "123456789" if digit != figure[place]])
    return figure[:place] + other + figure[place + 1 :]


def _wrong_digit(page: Page) -> Row | None:
    row = page.figure("total", "all", "exports", "value")
    return row and _rewritten(row, _one_digit_other(page, _digits(row["figure"])))


def _transposed_digits(page: Page) -> Row | None:
    row = page.figure("item", page.luck.choice(ITEMS), "exports", "value")
    digits = _digits(row["figure"]) if row else ""
    point = digits.index(".") if row else 0
    if not row or digits[point - 1] == digits[point + 1]:
        return None
    return _rewritten(row, f"{digits[: point - 1]}{digits[point + 1]}.{digits[point - 1]}{digits[point + 2 :]}")


def _wrong_scale(page: Page) -> Row | None:
    row = page.figure("partner", page.luck.choice(PARTNERS), "exports", "value")
    return row and _rewritten(row, str(Decimal(_digits(row["figure"])) * 10))


def _wrong_rate(page: Page) -> Row | None:
    row = page.figure("item", page.luck.choice(ITEMS), "exports", "yoy")
    return row and _rewritten(row, _one_digit_other(page, _digits(row["figure"])))


def _wrong_sign(page: Page) -> Row | None:
    row = page.figure("total", "all", "exports", "yoy")
    if not row or not Decimal(row["value"]):
        return None
    row["figure"] = row["figure"].lstrip("-") if row["figure"].startswith("-") else f"-{row['figure']}"
    row["value"] = f"{-Decimal(row['value']):f}"
    return row


def _wrong_word(page: Page) -> Row:
    return _word(page, -1 if page.series(*_TOTAL).growth(page.month) > 0 else 1)


def _right_word(page: Page) -> Row:
    return _word(page, 1 if page.series(*_TOTAL).growth(page.month) > 0 else -1)


def _word(page: Page, direction: int) -> Row:
    word = "rose" if direction > 0 else "fell"
    row = statement(
        page.article,
        "exports-word",
        word,
        Decimal(direction),
        "direction",
        "yoy",
        "exports",
        "total",
        "all",
        page.period,
    )
    page.corpus.add("directions", row | {"modality": "actual"})
    return row


def _wrong_balance(page: Page) -> Row | None:
    row = page.figure("total", "all", "balance", "value")
    return row and _rewritten(row, _one_digit_other(page, _digits(row["figure"])))


def _wrong_sum(page: Page) -> Row:
    return _sum_of_trade(page, page.luck.choice([Decimal("0.98"), Decimal("1.02")]))


def _right_sum(page: Page) -> Row:
    return _sum_of_trade(page, Decimal(1))


def _sum_of_trade(page: Page, times: Decimal) -> Row:
    truth = page.level() + page.series("total", "all", "imports").levels[page.month]
    return page.told(truth * times, 1, flow="trade")


def _wrong_change(page: Page) -> Row:
    return page.told((page.level() - page.level(page.month - 12)) * Decimal("1.5") + 500, 2, measure="yoy_change")


def _right_change(page: Page) -> Row:
    return page.told(page.level() - page.level(page.month - 12), 2, measure="yoy_change")


def _wrong_year(page: Page) -> Row | None:
    return _year(page, page.luck.choice([Decimal("0.97"), Decimal("1.03")]))


def _right_year(page: Page) -> Row | None:
    return _year(page, Decimal(1))


def _year(page: Page, times: Decimal) -> Row | None:
    """The year that has just ended, all of whose months were reported."""
    if page.month % 12 != 11 or page.month < 24:
        return None
    return page.told(sum(page.level(page.month - back) for back in range(12)) * times, 1, page.period[:4])


def _window_above_month(page: Page) -> Row:
    return _window(page, Decimal("1.04"))


def _window_of_month(page: Page) -> Row:
    return _window(page, Decimal("0.6"))


def _window(page: Page, part: Decimal) -> Row:
    return page.told(page.level() * part, 1, f"{page.period}-01/{page.period}-20")


def _ten_days_above_twenty(page: Page) -> Row:
    return _first_days(page, Decimal("0.3"))


def _ten_days_of_twenty(page: Page) -> Row:
    return _first_days(page, Decimal("0.6"))


def _first_days(page: Page, part: Decimal) -> Row:
    """Ten days with two fifths of the month, and the twenty that begin with them."""
    page.told(page.level() * Decimal("0.4"), 1, f"{page.period}-01/{page.period}-10", paragraph=4)
    return _window(page, part)


def _wrong_rest(page: Page) -> Row:
    return _without_semiconductors(page, Decimal("1.03"))


def _right_rest(page: Page) -> Row:
    return _without_semiconductors(page, Decimal(1))


def _without_semiconductors(page: Page, times: Decimal) -> Row:
    rest = page.level() - page.series("item", ITEMS[0], "exports").levels[page.month]
    return page.told(rest * times, 1, kind="without_item", subject=ITEMS[0])


def _wrong_average_growth(page: Page) -> Row | None:
    return _average_growth(page, Decimal(1))


def _right_average_growth(page: Page) -> Row | None:
    return _average_growth(page, Decimal(0))


def _average_growth(page: Page, off: Decimal) -> Row | None:
    """The growth of each of the last two years, on average, beside the levels of the first and the last."""
    if page.month % 12 != 11 or page.month < 36:
        return None
    last, first = (sum((page.level(page.month - back - 24 * ago) for back in range(12)), Decimal(0)) for ago in (0, 1))
    year = int(page.period[:4])
    page.told(last, 1, str(year), paragraph=4)
    page.told(first, 1, str(year - 2), paragraph=5)
    row = page.told(((last / first).sqrt() - 1) * 100 + off, 1, str(year), measure="compound_growth")
    return _with(row, reference_period=str(year - 2))


def _wrong_length(page: Page) -> Row | None:
    row = next(page.rows("streaks"), None)
    if not row:
        return None
    told = int(row["value"]) + page.luck.choice([1, 2, -1])
    return _rewritten(row, str(told), Decimal(1))


def _wrong_start(page: Page) -> Row | None:
    """A run that is told to have begun a month before it did, and counted so."""
    row = next(page.rows("streaks", subject_kind="total"), None)
    start = page.month - int(row["value"]) if row else 0
    if not row or start < 12:
        return None
    row["period"] = f"{month_text(page.first_year, start)}/{page.period}"
    return _rewritten(row, str(page.month - start + 1), Decimal(1))


def _months_above(page: Page, months: range) -> int:
    """In how many of the months exports were plainly higher; none where some are too near to tell."""
    gaps = [page.level(month) - page.level() for month in months]
    return -1 if any(abs(gap) < _PLAIN for gap in gaps) else sum(gap > 0 for gap in gaps)


def _false_record(page: Page) -> Row | None:
    return page.claimed(1, "all_time", "total", "all") if _months_above(page, page.months_before) > 0 else None


def _true_record(page: Page) -> Row | None:
    january = page.month - page.month % 12
    of_year = range(january, page.month)
    return page.claimed(1, "year", "total", "all") if of_year and not _months_above(page, of_year) else None


def _false_place(page: Page) -> Row | None:
    return page.claimed(2, "all_time", "total", "all") if _months_above(page, page.months_before) > 1 else None


def _true_place(page: Page) -> Row | None:
    january = page.month - page.month % 12
    of_year = range(january, page.month)
    return page.claimed(2, "year", "total", "all") if of_year and _months_above(page, of_year) == 1 else None


def _false_rank(page: Page) -> Row | None:
    return _rank(page, told=lambda rank: rank - 1)


def _true_rank(page: Page) -> Row | None:
    return _rank(page, told=lambda rank: rank)


def _rank(page: Page, told: Callable[[int], int]) -> Row | None:
    """The place of an item among all, by levels that are plainly apart; the first is not told."""
    levels = {item: page.series("item", item, "exports").levels[page.month] for item in ITEMS}
    item = page.luck.choice(ITEMS)
    others = [level - levels[item] for other, level in levels.items() if other != item]
    rank = 1 + sum(gap > 0 for gap in others)
    if rank == 1 or any(abs(gap) < _PLAIN for gap in others):
        return None
    return page.claimed(told(rank), "among_subjects", "item", item)


def _wrong_order(page: Page) -> Row | None:
    return _order(page, is_falling=False)


def _right_order(page: Page) -> Row | None:
    return _order(page, is_falling=True)


def _order(page: Page, *, is_falling: bool) -> Row | None:
    """Two items in a list, by levels that are plainly apart."""
    levels = {item: page.series("item", item, "exports").levels[page.month] for item in page.luck.sample(ITEMS, 2)}
    small, large = sorted(levels, key=lambda item: levels[item])
    if levels[large] - levels[small] < _PLAIN:
        return None
    first, second = (large, small) if is_falling else (small, large)
    page.claimed(1, "in_list", "item", first)
    return page.claimed(2, "in_list", "item", second)


def _false_first_of_bloc(page: Page) -> Row | None:
    return _first_of_bloc(page, min)


def _true_first_of_bloc(page: Page) -> Row | None:
    return _first_of_bloc(page, max)


def _first_of_bloc(page: Page, of: Callable[[list[tuple[int, str]]], tuple[int, str]]) -> Row | None:
    """The largest partner in ASEAN, with a larger one elsewhere."""
    members = [(page.series("partner", one, "exports").levels[page.month], one) for one in _ASEAN]
    *_, second, first = sorted(members)
    if first[0] - second[0] < _PLAIN:
        return None
    page.told(Decimal(first[0]) * 2, 1, kind="partner", subject="japan")
    return _with(page.claimed(1, "among_subjects", "partner", of(members)[1]), population_id="exports_to_asean")


def _part_above_total(page: Page) -> Row:
    """A partner of whom no other article of the month speaks, with more than all exports."""
    return page.told(page.level() * Decimal("1.05"), 1, kind="partner", subject="japan")


def _part_within_total(page: Page) -> Row:
    return page.told(page.level() * Decimal("0.05"), 1, kind="partner", subject="japan")


def _wrong_base(page: Page) -> Row | None:
    return _survey(page, _RESPONDENTS)


def _right_base(page: Page) -> Row | None:
    return _survey(page, _AFFECTED)


def _survey(page: Page, base: str) -> Row | None:
    """A survey, one a year: how many answered, which part was affected, and a share of that part which is none of all.

    Its last row names the base.
    """
    period = f"{page.period[:4]}-H1"
    if any(row["period"] == period for row in page.corpus.rows.get("survey_answers", [])):
        return None
    respondents = page.luck.randint(120, 200)
    affected = page.luck.randint(respondents * 3 // 4, respondents - 10)
    shares = [_rounded(Decimal(100 * part) / affected, 1) for part in range(affected // 4, affected)]
    of_all = {_rounded(Decimal(100 * part) / respondents, 1) for part in range(respondents)}
    share = page.luck.choice([share for share in shares if share not in of_all])
    last: Row | None = None
    for figure, measure, kind, subject, question, of in (
        (Decimal(respondents), "respondents", "population", _RESPONDENTS, "cl_participation", _RESPONDENTS),
        (_rounded(Decimal(100 * affected) / respondents, 1), "answer_share", "survey_option", "cl_affected",
         "cl_impact", _RESPONDENTS),
        (share, "answer_share", "survey_option", "cl_hiring_h1_reduced", "cl_hiring_h1", base),
    ):  # fmt: skip
        is_share = measure == "answer_share"
        last = statement(
            page.article, f"{subject}-{measure}".replace("_", "-"), f"{figure}%" if is_share else str(figure), figure,
            "percent" if is_share else "count", measure, "none", kind, subject, period,
        )  # fmt: skip
        last |= {"question_id": question, "base_id": of, "base_certainty": "stated"}
        page.corpus.add("survey_answers", last)
    return last


def _wrong_breadth(page: Page) -> Row | None:
    """Fewer items that rose than are named as rising."""
    rising = sum(page.series("item", item, "exports").growth(page.month) > _TENTH for item in ITEMS)
    row = next((row for row in page.rows("breadth", period=page.period) if row["direction"] == 1), None)
    return _rewritten(row, str(rising - 1), Decimal(1)) if row and rising > 1 else None


def _wrong_fallers(page: Page) -> Row | None:
    """More items that fell than leave room for those that are named as rising."""
    rising = sum(page.series("item", item, "exports").growth(page.month) > _TENTH for item in ITEMS)
    row = next((row for row in page.rows("breadth", period=page.period) if row["direction"] == -1), None)
    return _rewritten(row, str(_MAJOR_ITEMS - rising + 1), Decimal(1)) if row and rising else None


def _more_than_so_many(page: Page) -> Row | None:
    """A count that is no more than a limit, below those that are named."""
    row = next((row for row in page.rows("breadth", period=page.period) if row["direction"] == 1), None)
    count = int(row["value"]) if row else 0
    if not row or count <= 1:
        return None
    return _with(row, figure=f"more than {count - 1}", value=str(count - 1))


def _wrong_breadth_of_year(page: Page) -> Row | None:
    return _breadth_of_year(page, off=-1)


def _right_breadth_of_year(page: Page) -> Row | None:
    return _breadth_of_year(page, off=0)


def _breadth_of_year(page: Page, off: int) -> Row | None:
    """How many items rose in the year that is over, beside the rates of those that did."""
    row = next((row for row in page.rows("breadth", period=page.period[:4]) if row["direction"] == 1), None)
    grown = [item for item in ITEMS if page.series("item", item, "exports").has_grown_in_year(page.month)]
    if not row or len(grown) + off < 1:
        return None
    for item in grown:
        levels = page.series("item", item, "exports").levels
        last, before = (sum(levels[page.month - back - 12 * ago] for back in range(12)) for ago in (0, 1))
        rate = (Decimal(last) / before - 1) * 100
        page.told(max(rate, _TENTH), 1, page.period[:4], kind="item", subject=item, measure="yoy")
    return _rewritten(row, str(len(grown) + off), Decimal(1)) if off else row


def _eight_in_ten(page: Page) -> Row:
    """A share in words, cut off as people do, and in digits."""
    coarse, fine = (
        statement(
            page.article, f"exposed-{slug}", figure, Decimal(value), "percent", "answer_share", "none", "survey_option",
            "sc_exposed", page.period,
        )
        for slug, figure, value in (("coarse", "eight in ten", "80"), ("fine", "85.5%", "85.5"))
    )  # fmt: skip
    for row in (coarse, fine):
        row |= {"question_id": "sc_exposure", "base_id": "supply_chain_respondents", "base_certainty": "stated"}
        page.corpus.add("survey_answers", row)
    return coarse


def _wrong_title(page: Page) -> Row:
    """A title that is rounded to a number beside the one that the body rounds to."""
    return page.told(page.level() + page.luck.choice([1000, -1000]), 0)


def _cut_title(page: Page) -> Row | None:
    """A title that drops the decimals of a number that rounds up."""
    whole = int(page.level() / 1000) * 1000
    return page.told(Decimal(whole), 0) if page.level() - whole > 500 + _PLAIN else None


def _rate_one_tenth_off(page: Page) -> Row | None:
    row = page.figure("item", page.luck.choice(ITEMS), "exports", "yoy")
    return row and _rewritten(row, str(Decimal(_digits(row["figure"])) + _TENTH))


def _coarser_print(page: Page) -> Row:
    return page.told(page.level(), 0)


def _no_revision(page: Page) -> Row:
    """The month before as a later article prints it, further off than figures are revised."""
    before = page.month - 1
    return page.told(page.level(before) * Decimal("1.06"), 1, month_text(page.first_year, before))


def _wrong_but_like_a_revision(page: Page) -> Row:
    before = page.month - 1
    return page.told(page.level(before) * Decimal("1.02"), 1, month_text(page.first_year, before))


def _other_sign(page: Page) -> Row | None:
    """The rate of the month before as a later article prints it: near, but on the other side of zero."""
    before = page.month - 1
    for kind, subject in [*(("item", item) for item in ITEMS), *(("partner", partner) for partner in PARTNERS)]:
        rate = page.series(kind, subject, "exports").growth(before)
        if 2 * _TENTH < abs(rate) < 2:
            period = month_text(page.first_year, before)
            return page.told(-rate, 1, period, kind=kind, subject=subject, measure="yoy")
    return None


def _revision(page: Page) -> Row:
    before = page.month - 1
    return page.told(page.level(before) * Decimal("1.005"), 2, month_text(page.first_year, before))


def _about(page: Page) -> Row:
    row = page.told(page.level(), 0)
    row["figure"] = f"about {row['figure']}"
    return row


def _more_than(page: Page) -> Row:
    row = page.told(Decimal(int(page.level() / 1000) * 1000), 0)
    row["figure"] = f"more than {row['figure']}"
    return row


def _rounded_twice(page: Page) -> Row | None:
    """A rate that becomes another by way of its second decimal: 4.447, 4.45, 4.5."""
    for item in ITEMS:
        rate = page.series("item", item, "exports").growth(page.month)
        twice = _rounded(_rounded(rate, 2), 1)
        if twice != _rounded(rate, 1):
            row = page.figure("item", item, "exports", "yoy")
            return row and _rewritten(row, str(abs(twice)))
    return None


def _repeated(page: Page) -> Row | None:
    """The number of the other outlet, to the digit."""
    other = f"a{int(page.article[1:]) - 1:02d}"
    asked = {"article_id": other, "subject_id": "all", "flow": "exports", "measure": "value", "period": page.period}
    rows = [row for row in page.corpus.rows["trade_totals"] if asked.items() <= row.items()]
    if not rows:
        return None
    return page.told(Decimal(rows[0]["value"]) / 10**6, len(rows[0]["figure"].split(".")[1].split()[0]))


def _wrong_member(page: Page) -> Row | None:
    return _member(page, ("ships", "automobiles", "petrochemicals", "steel"))


def _right_member(page: Page) -> Row | None:
    return _member(page, ("semiconductors", "displays", "computers"))


def _member(page: Page, items: tuple[str, ...]) -> Row | None:
    """An item that the article counts among the IT items."""
    row = page.figure("item", page.luck.choice(items), "exports", "yoy")
    return row and _with(row, member_of="it_items")


def _wrong_anniversary(page: Page) -> Row:
    return _anniversary(page, page.luck.choice([-5, -1, 1, 5]))


def _right_anniversary(page: Page) -> Row:
    return _anniversary(page, 0)


def _anniversary(page: Page, off: int) -> Row:
    """The years since an agency was set up, beside the year in which it was."""
    about = ("none", "organisation", "molit")
    years = int(page.period[:4]) - _FOUNDED + off
    founded = Decimal(_FOUNDED)
    rows = (
        statement(page.article, "founding", str(_FOUNDED), founded, "date", "event_date", *about, str(_FOUNDED)),
        statement(page.article, "anniversary", str(years), Decimal(years), "years", "anniversary", *about, page.period),
    )
    for row in rows:
        page.corpus.add("events", row | {"event_kind": "establishment", "event": "establishment of the agency"})
    return rows[1]


def _full_years(page: Page) -> Row | None:
    """The years since a month, before that month of the year."""
    years = int(page.period[:4]) - _FOUNDED - 1
    if page.period[-2:] >= "07" or years < 1:
        return None
    about = ("none", "organisation", "kita_shanghai_center")
    rows = (
        statement(
            page.article, "founding", f"July {_FOUNDED}", Decimal(f"{_FOUNDED}07"), "date", "event_date", *about,
            f"{_FOUNDED}-07",
        ),
        statement(page.article, "anniversary", str(years), Decimal(years), "years", "anniversary", *about, page.period),
    )  # fmt: skip
    for row in rows:
        page.corpus.add("events", row | {"event_kind": "establishment", "event": "establishment of the agency"})
    return rows[1]


def _month_as_high(page: Page) -> int | None:
    """The last month before in which exports were plainly higher, if in none between they were nearly as high."""
    for month in reversed(page.months_before):
        gap = page.level(month) - page.level()
        if gap > _PLAIN:
            return month if month < page.month - 1 else None
        if gap > -_PLAIN:
            return None
    return None


def _since(page: Page, month: int, figure: int, unit: str) -> Row:
    row = statement(
        page.article, "exports-since", str(figure), Decimal(figure), unit, "value", "exports", "total", "all",
        page.period,
    )  # fmt: skip
    row |= {"reference_period": month_text(page.first_year, month), "claim": "highest", "scope": "since"}
    page.corpus.add("records", row)
    return row


def _wrong_months_since(page: Page) -> Row | None:
    month = _month_as_high(page)
    return None if month is None else _since(page, month, page.month - month + 3, "months")


def _right_months_since(page: Page) -> Row | None:
    month = _month_as_high(page)
    return None if month is None else _since(page, month, page.month - month, "months")


def _wrong_reference(page: Page) -> Row | None:
    """The highest since a month that was lower."""
    before = page.month - 1
    return _since(page, before, 1, "rank") if page.level(before) < page.level() - _PLAIN else None


def _right_reference(page: Page) -> Row | None:
    month = _month_as_high(page)
    return None if month is None else _since(page, month, 1, "rank")


def _false_threshold(page: Page) -> Row | None:
    threshold = page.level() - 500
    is_old = any(page.level(month) > threshold + _PLAIN for month in page.months_before)
    return _threshold(page, threshold, "all_time") if is_old else None


def _true_threshold(page: Page) -> Row | None:
    january = page.month - page.month % 12
    threshold = page.level() - 500
    is_new = all(page.level(month) < threshold - _PLAIN for month in range(january, page.month))
    return _threshold(page, threshold, "year") if is_new else None


def _threshold(page: Page, threshold: Decimal, scope: str) -> Row:
    """A level that exports are said to have passed for the first time."""
    row = page.claimed(1, scope, "total", "all")
    return _with(row, claim="first_time", threshold=f"{threshold * 10**6:f}")


def _wrong_partition(page: Page) -> Row:
    return _partition(page, "81.4")


def _right_partition(page: Page) -> Row:
    return _partition(page, "80.4")


def _partition(page: Page, aircraft: str) -> Row:
    """The exports of drones by type."""
    shares = {"drone_hardware": "8.1", "drone_software": "1.2", "drone_services": "10.3", "drone_aircraft": aircraft}
    own = {"base_id": "drone_exports", "partition_id": "drone_exports_by_type"}
    return [_share(page, "item", item, share, **own) for item, share in shares.items()][-1]


def _share(page: Page, kind: str, subject: str, share: str, **own: str) -> Row:
    row = statement(
        page.article, f"{subject}-share".replace("_", "-"), f"{share}%", Decimal(share), "percent", "share", "exports",
        kind, subject, page.period,
    )  # fmt: skip
    row |= {"base_certainty": "stated", "partition_id": ""} | own
    page.corpus.add("shares", row)
    return row


def _wrong_subtotal(page: Page) -> Row:
    return _subtotal(page, "41.1")


def _right_subtotal(page: Page) -> Row:
    return _subtotal(page, "39.1")


def _subtotal(page: Page, region: str) -> Row:
    """The capital region and its provinces."""
    shares = {"gyeonggi": "21.4", "seoul": "10.6", "incheon": "7.1", "capital_region": region}
    return [_share(page, "province", one, share, base_id=_ALL_EXPORTS) for one, share in shares.items()][-1]


def _wrong_share(page: Page) -> Row | None:
    return _share_of_exports(page, Decimal(8))


def _right_share(page: Page) -> Row | None:
    return _share_of_exports(page, Decimal(0))


def _share_of_exports(page: Page, off: Decimal) -> Row | None:
    """The share of a partner of which the article prints the level."""
    partner = page.luck.choice(PARTNERS)
    if not page.figure("partner", partner, "exports", "value"):
        return None
    share = Decimal(100 * page.series("partner", partner, "exports").levels[page.month]) / page.level()
    return _share(page, "partner", partner, str(_rounded(share + off, 1)), base_id=_ALL_EXPORTS)


def _wrong_share_of_either(page: Page) -> Row:
    return _share_of_trade(page, Decimal(20))


def _right_share_of_either(page: Page) -> Row:
    return _share_of_trade(page, Decimal(0))


def _share_of_trade(page: Page, off: Decimal) -> Row:
    """The share of an item in all trade, where the text does not say in what, beside both totals."""
    _right_sum(page)
    item = page.luck.choice(ITEMS)
    trade = page.level() + page.series("total", "all", "imports").levels[page.month]
    share = Decimal(100 * page.series("item", item, "exports").levels[page.month]) / trade
    return _share(page, "item", item, str(_rounded(share + off, 1)), base_id=_ALL_EXPORTS, base_certainty="inferred")


def _wrong_net_change(page: Page) -> Row | None:
    return _firms(page, {"new_firms": 67_236, "exited_firms": 57_206}, change=10_330)


def _right_net_change(page: Page) -> Row | None:
    return _firms(page, {"new_firms": 67_236, "exited_firms": 57_206}, change=10_030)


def _one_number_twice(page: Page) -> Row | None:
    return _firms(page, {"exited_firms": 57_206, "exited_exporting_firms": 57_206})


def _two_numbers(page: Page) -> Row | None:
    return _firms(page, {"exited_firms": 57_206, "exited_exporting_firms": 21_345})


def _firms(page: Page, firms: Mapping[str, int], change: int | None = None) -> Row | None:
    """Firms of a year, one article a year; the last row is the change of all."""
    year = str(int(page.period[:4]) - 1)
    if any(row["period"] == year for row in page.corpus.rows.get("trading_firms", [])):
        return None
    counts = [("firms", group, count) for group, count in firms.items()]
    if change is not None:
        counts.append(("firms_change", "trading_firms", change))
    last: Row | None = None
    for measure, group, count in counts:
        last = statement(
            page.article, f"{group}-{measure}".replace("_", "-"), str(count), Decimal(count), "count", measure, "none",
            "firm_group", group, year,
        )  # fmt: skip
        page.corpus.add("trading_firms", last)
    return last


def _forecast(page: Page) -> Row:
    return _with(page.told(page.level() * Decimal("1.1"), 1), modality="consensus")


def _other_definition(page: Page) -> Row:
    return _with(page.told(page.level() * Decimal("0.93"), 1), definition="balance_of_payments")


def _with(row: Row, **columns: str) -> Row:
    row.update(columns)
    return row


SLIPS: Final = {
    kind.name: kind
    for kind in (
        Kind("a digit of a level", _wrong_digit, "balance_of_trade"),
        Kind("two digits of a level transposed", _transposed_digits, "growth_against_levels"),
        Kind("a level ten times too high", _wrong_scale, "growth_against_levels"),
        Kind("a digit of a rate", _wrong_rate, "growth_against_levels"),
        Kind("the sign of a rate", _wrong_sign, "streak_against_months"),
        Kind("a word of direction", _wrong_word, "direction_against_figures"),
        Kind("a digit of a balance", _wrong_balance, "balance_of_trade"),
        Kind("a sum of exports and imports", _wrong_sum, "sum_of_trade"),
        Kind("a difference on the year", _wrong_change, "change_against_levels"),
        Kind("a year beside its months", _wrong_year, "whole_against_months"),
        Kind("days above their month", _window_above_month, "window_within_month"),
        Kind("ten days above twenty", _ten_days_above_twenty, "window_within_month"),
        Kind("exports without an item", _wrong_rest, "total_less_part"),
        Kind("an average growth of each year", _wrong_average_growth, "compound_growth_against_levels"),
        Kind("the length of a run", _wrong_length, "streak_length"),
        Kind("the start of a run", _wrong_start, "streak_against_months"),
        Kind("a record", _false_record, "record_against_levels"),
        Kind("a second place", _false_place, "place_among_periods"),
        Kind("a rank among items", _false_rank, "rank_against_levels"),
        Kind("the largest of a bloc", _false_first_of_bloc, "rank_against_levels"),
        Kind("the order of a list", _wrong_order, "order_in_list"),
        Kind("a part above its total", _part_above_total, "part_within_total"),
        Kind("a share of the wrong base", _wrong_base, "share_of_respondents"),
        Kind("a number of items that rose", _wrong_breadth, "breadth_against_members"),
        Kind("a number of items that fell", _wrong_fallers, "breadth_against_fallers"),
        Kind("a number of items that rose in a year", _wrong_breadth_of_year, "breadth_against_members"),
        Kind("a title", _wrong_title, "same_cell"),
        Kind("a title cut off", _cut_title, "same_cell"),
        Kind("a rate one tenth off", _rate_one_tenth_off, "same_cell"),
        Kind("a later print as far off as a revision", _wrong_but_like_a_revision, "same_cell"),
        Kind("a later print beyond any revision", _no_revision, "same_cell"),
        Kind("a later print of the other sign", _other_sign, "same_cell"),
        Kind("a member of a group", _wrong_member, "membership"),
        Kind("an anniversary", _wrong_anniversary, "anniversary"),
        Kind("the months since another", _wrong_months_since, "months_since"),
        Kind("the month that a record goes back to", _wrong_reference, "record_reference"),
        Kind("a threshold passed before", _false_threshold, "record_against_levels"),
        Kind("the parts of a whole", _wrong_partition, "partition"),
        Kind("a subtotal", _wrong_subtotal, "subtotal"),
        Kind("a share beside its levels", _wrong_share, "share_against_levels"),
        Kind("a share of neither total", _wrong_share_of_either, "share_against_levels"),
        Kind("a net change of firms", _wrong_net_change, "net_change_of_firms"),
        Kind("one number of two groups", _one_number_twice, "one_definition"),
    )
}
HARMLESS: Final = {
    kind.name: kind
    for kind in (
        Kind("a coarser print", _coarser_print),
        Kind("about", _about),
        Kind("more than", _more_than),
        Kind("a revision", _revision),
        Kind("a rate rounded twice", _rounded_twice),
        Kind("the figure of another outlet", _repeated),
        Kind("a right word of direction", _right_word),
        Kind("a right sum of exports and imports", _right_sum),
        Kind("a right difference on the year", _right_change),
        Kind("a right year", _right_year),
        Kind("days of a month", _window_of_month),
        Kind("a true record of the year", _true_record),
        Kind("a true second place of the year", _true_place),
        Kind("a true rank among items", _true_rank),
        Kind("a part within its total", _part_within_total),
        Kind("a share of the right base", _right_base),
        Kind("a forecast that fails", _forecast),
        Kind("a figure of another definition", _other_definition),
        Kind("a right member of a group", _right_member),
        Kind("a right anniversary", _right_anniversary),
        Kind("the right months since another", _right_months_since),
        Kind("the right month that a record goes back to", _right_reference),
        Kind("a threshold passed for the first time in the year", _true_threshold),
        Kind("parts that make up their whole", _right_partition),
        Kind("a right subtotal", _right_subtotal),
        Kind("a right share beside its levels", _right_share),
        Kind("a right net change of firms", _right_net_change),
        Kind("two numbers of two groups", _two_numbers),
        Kind("the largest of a bloc, and no other", _true_first_of_bloc),
        Kind("a right order of a list", _right_order),
        Kind("more than so many items", _more_than_so_many),
        Kind("a right number of items that rose in a year", _right_breadth_of_year),
        Kind("ten days of twenty", _ten_days_of_twenty),
        Kind("right exports without an item", _right_rest),
        Kind("a right average growth of each year", _right_average_growth),
        Kind("a share of trade where none is named", _right_share_of_either),
        Kind("eight in ten for 85.5 percent", _eight_in_ten),
        Kind("the full years since a month", _full_years),
    )
}
