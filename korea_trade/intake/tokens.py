"""A sentence as the tokens that the grammar reads: figures, periods, names, verbs, and what is passed over.

Belongs here: which words make one token, and the topics ("exports of semiconductors", "those to China") that names and
flows make together. Does not belong here: which figure belongs to which topic (`grammar`).

Each token has a code of one letter, so that rules are regular expressions over codes. A word that nobody knows is a
token too (`W`): no rule reads over it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from korea_trade.intake import beside, insertions, lexicon, paraphrase, periods, quantities
from korea_trade.intake.lexicon import Lexicon
from korea_trade.intake.periods import Found, Known
from korea_trade.intake.taken import Taken
from korea_trade.intake.token import Token, Topic

# Of two matches of one place the longer one stands; of one length the kind that comes first here.
_ORDER: Final = (
    "base_year", "base_month", "base_quarter", "base_other", "first_time", "earlier_record", "record",
    "after", "compare", "share", "flow", "item", "partner", "korea", "foreign", "foreign_goods", "daily", "adjusting",
    "turned", "direction", "ending", "threshold", "level", "forecast", "target", "share_noun", "cumulative",
    "superlative", "since", "respectively", "organisation", "pronoun", "strong", "weak", "conjunction", "to",
    "by", "from", "of", "at", "filler",
)  # fmt: skip
_MARKS: Final = "(),;:."
_GOODS: Final = ("product", "products", "goods", "items")
_PLACES: Final = (
    "economies",
    "countries",
    "nations",
    "members",
    "region",
    "area",
    "bloc",
    "market",
)
_SECTORS: Final = ("sector", "industry", "field", "segment")
_EXAMPLES: Final = ("as", "including", "like")
# What names the things of a list: "major winners included".
_NAMES: Final = ("include", "included")
_NAMED: Final = ("winners", "gainers", "losers", "decliners", "performers", "items", "products")
_WHOLE: Final = ("total", "overall", "whole", "entire", "aggregate")
# Words that make of a flow what is measured of it: "the export price index".
_MEASURES: Final = ("index", "indexes", "indices", "price", "prices", "unit", "orders", "order")
# What Korea buys: "oil fell 5 percent" is a price where the sentence does not speak of imports.
_PRICED: Final = ("crude_oil", "gas", "coal")
# What makes a flow one of more than a month.
_OF_LONGER: Final = ("annual", "yearly", "quarterly", "full-year", "half-year")
_REPORTING: Final = re.compile("post|report|record|log|regist|saw|see|ran|run", re.IGNORECASE)
# "IT exports" are those of information technology.
_NO_PRONOUNS: Final = ("IT",)
# A dash that stands alone parts as a comma does.
_DASHES: Final = ("—", "–", "--")
# What leads away from a forecast: another clause, a base, a reason.
_LEAVES: Final = re.compile(
    r"[,;:.(](?=\s|$)|\b(?:after|since|from|than|following|compared|against|while|but|which|because)\b", re.I
)
_PLAIN: Final = re.compile(r"[(),;:.—]|[^\s(),;:.—]+")
_OWNS: Final = re.compile(r"[’']s?(?!\w)")
_BOUND: Final = re.compile(r"(?<=\w)-bound\b")
_SIGNED: Final = {"positive": 1, "favorable": 1, "favourable": 1, "negative": -1}
_SIGNS: Final = {"surplus": 1, "deficit": -1}


def of(sentence: str, words: Lexicon, known: Known, flow: str = "", those: Topic | None = None) -> list[Token]:
    """The tokens of a sentence in order, fillers left out, names and flows brought together to topics.

    `flow` is that of the sentence before, for a name that stands alone: "Displays gained 2.9 percent"; `those` the
    topic that "those of cars" stands for at the head of a sentence.
    """
    made = _with_topics(paraphrase.plain(_tokens(sentence, words, known)), words, flow, those)
    return insertions.without(sentence, [token for token in made if token.kind != "filler"])


def _tokens(sentence: str, words: Lexicon, known: Known) -> list[Token]:
    found: list[Token] = []
    taken = Taken(len(sentence))

    def take(token: Token) -> None:
        found.append(token)
        taken.take(token.start, token.end)

    bases = [
        Token(kind, *match.span(), match[0])
        for kind in ("base_year", "base_month", "base_quarter", "base_other")
        for pattern in words.patterns[kind]
        for match in pattern.finditer(sentence)
    ]
    figures = [
        Token(one.kind, one.start, one.end, sentence[one.start : one.end], unit=one.unit)
        for one in quantities.find(sentence)
    ]
    named = [_period(sentence, one) for one in _periods(sentence, words, known)]
    for kinds in (sorted(bases, key=lambda one: (one.start, -one.end)), figures, named):
        for token in kinds:
            if taken.is_free(token.start, token.end):
                take(token)
    matches = [
        (match.start(), -match.end(), _ORDER.index(kind), kind)
        for kind in _ORDER
        for pattern in words.patterns.get(kind, ())
        for match in pattern.finditer(sentence)
    ]
    end = 0
    for start, minus_end, _, kind in sorted(matches):
        if start < end and sentence[start : start + len("the ")].lower() == "the ":
            start += len("the ")  # "the share of the Zembla": "of the" was one token
        if start >= end and taken.is_free(start, -minus_end) and sentence[start:-minus_end] not in _NO_PRONOUNS:
            end = -minus_end
            text = sentence[start:end]
            meaning = lexicon.key(words, kind, text) if kind in ("flow", "item", "partner", "direction") else ""
            owner = "'s" if kind == "partner" and _OWNS.match(sentence, end) else ""
            take(Token(kind, start, end, text, key=meaning, unit=owner))
    for match in _BOUND.finditer(sentence):
        if taken.is_free(*match.span()):
            take(Token("word", *match.span(), match[0]))
    for match in _PLAIN.finditer(sentence):
        # What is left over of a word that a token took a part of ("'s") says nothing.
        if taken.is_free(*match.span()):
            kind = "," if match[0] in _DASHES else match[0] if match[0] in _MARKS else "word"
            take(Token(kind, *match.span(), match[0]))
    return sorted(found, key=lambda one: one.start)


def _periods(sentence: str, words: Lexicon, known: Known) -> list[Found]:
    """The periods of a sentence, those behind a word of forecast in its clause counted forward."""
    found = periods.find(sentence, known)
    if known.published is None or not any(one.is_bare for one in found):
        return found
    forecasts = [match.end() for pattern in words.patterns["forecast"] for match in pattern.finditer(sentence)]
    return [
        periods.coming(one, known.published)
        if any(end <= one.start and not _LEAVES.search(sentence, end, one.start) for end in forecasts)
        else one
        for one in found
    ]


def _period(sentence: str, one: Found) -> Token:
    kind = "day" if one.is_day else "period"
    return Token(kind, one.start, one.end, sentence[one.start : one.end], iso=one.iso, key=one.last)


def _with_topics(tokens: list[Token], words: Lexicon, before: str, those: Topic | None) -> list[Token]:
    out: list[Token] = []
    at = 0
    flow: Topic | None = None
    while at < len(tokens):
        token = tokens[at]
        meant = flow or (None if out else those)
        if token.kind == "flow" or (token.kind == "pronoun" and meant and token.text.lower() in ("those", "that")):
            made, at = _topic(tokens, at, out, words, meant)
            if made.kind != "pronoun":
                made = beside.of(made, out)
                flow = made.topic or flow
            out.append(made)
            continue
        if token.kind in ("item", "partner") and _is_alone(tokens, at, out):
            others = _names_before(token.kind, out)
            subjects = [*others, (token.kind, token.key)]
            sign = flow.sign if flow and flow.flow == "balance" else None
            topic = Topic(flow.flow if flow else before, tuple(subjects), sign)
            is_known = not (token.key in _PRICED and topic.flow != "imports") and not _is_who_reports(tokens, at)
            # "Dynamic memory (DRAM) chips and displays rose": the first of the list is more than its last word.
            is_more = bool(out) and out[-1].kind in ("word", ")") and not _is_named_in_a_list(out)
            is_known = is_known and not (others and is_more)
            # "Energy such as oil and gas": examples of what the figure is about. "Demand for oil and gas": of demand.
            is_limited = bool(out) and (out[-1].text.lower() in _EXAMPLES or _is_for_what_a_word_says(out))
            is_known = is_known and not (others and is_limited)
            out.append(replace(token, kind="topic" if is_known else "unknown_topic", topic=topic))
            at += 1
            continue
        out.append(token)
        at += 1
    return out


def _is_named_in_a_list(out: Sequence[Token]) -> bool:
    return len(out) > 1 and out[-1].text.lower() in _NAMES and out[-2].text.lower() in _NAMED


def _is_for_what_a_word_says(out: Sequence[Token]) -> bool:
    """Whether the tokens end with "demand for"; "figures for" is of what stands behind."""
    return len(out) > 1 and out[-1].text.lower() == "for" and out[-2].kind == "word"


def _names_before(kind: str, out: list[Token]) -> list[tuple[str, str]]:
    """The names of a list that ends with the name to come ("cars, steel and ..."), taken from `out`."""
    names: list[tuple[str, str]] = []
    while True:
        seen = [one for one in out if one.kind != "filler"]
        if len(seen) < 2 or seen[-1].kind not in (",", "conjunction") or seen[-2].kind != kind:
            return names
        names.insert(0, (kind, seen[-2].key))
        del out[out.index(seen[-2]) :]


def _is_alone(tokens: Sequence[Token], at: int, out: Sequence[Token]) -> bool:
    """Whether a name stands where a topic does: at the head of a clause, with a verb or a bracket behind it."""
    behind = [one for one in tokens[at + 1 : at + 5] if one.kind != "filler"]
    if len(behind) > 2 and behind[0].kind == "," and behind[1].kind == "direction" and behind[2].kind == "rate":
        behind = behind[1:]  # "Displays, up 5 percent, did better"
    if [one.kind for one in behind][:3] == [",", "weak", "direction"] and behind[1].text.lower() == "which":
        behind = behind[2:]  # "winners were steel and ships, which rose 3 percent"
    after = behind[0] if behind else None
    before = next((one for one in reversed(out) if one.kind != "filler"), None)
    if (
        after is None
        or (after.kind == "turned" and tokens[at].kind != "item")
        or after.kind not in ("direction", "level", "(", "share", "turned")
        or after.text.lower().startswith("worth")
    ):
        return False
    if tokens[at].unit:
        return False  # "two percent of Zembla's ($5 billion)"
    if [one.kind for one in out if one.kind != "filler"][-2:] == ["word", "conjunction"]:
        return False  # "exports of zithers and cosmetics rose": of both
    if before is None or before.kind in (",", "conjunction", "strong", ";", ":", ")"):
        return True
    if after.kind == "share" and before.text.lower() == "with":
        return True  # "exports rose, with chips accounting for 30 percent of them"
    whole = next((one.kind for one in reversed(out) if one.topic), "")
    is_example = before.text.lower() in ("including", "namely", "notably") and whole == "topic"
    return after.kind == "(" and (before.kind in ("of", "to", "by", "weak", "direction") or is_example)


def _is_who_reports(tokens: Sequence[Token], at: int) -> bool:
    """Whether a partner tells of its own trade: "Zembla posted its fifth fall in exports"."""
    verb = next((one for one in tokens[at + 1 :] if one.kind not in ("filler", "period", "day")), None)
    return tokens[at].kind == "partner" and verb is not None and bool(_REPORTING.match(verb.text))


def _topic(tokens: list[Token], at: int, out: list[Token], words: Lexicon, before: Topic | None) -> tuple[Token, int]:
    """The topic that the flow or pronoun at `at` makes with what stands around it, and where to go on; what stands
    before it is taken from `out`."""
    token = tokens[at]
    flow = token.key if token.kind == "flow" else ""
    if token.kind == "pronoun":
        assert before is not None
        flow = before.flow
    sign = _SIGNS.get(flow)
    flow = "balance" if sign else flow
    start, is_daily, is_whole, is_national, is_known = token.start, False, False, False, True
    subjects: list[tuple[str, str]] = []
    limits = list(_qualifiers(out, words))
    if flow == "balance" and limits and limits[0].text.lower() in _SIGNED:
        sign = _SIGNED[limits[0].text.lower()]
    is_sum = any(one.kind == "cumulative" or one.text.lower() in _OF_LONGER for one in limits)
    if token.kind == "flow":
        subjects, first, is_daily, is_whole, is_national, is_known = _before(out, words)
        start = token.start if first is None else first
    end, behind, after_known, taken = _behind(tokens, at, flow)
    if token.kind == "pronoun" and not behind:
        return token, at + 1
    if taken < len(tokens) and tokens[taken].text.lower() in _MEASURES:
        is_known = False  # "the export price index"
    if subjects and behind:
        is_known = False
    if token.kind == "pronoun" and before and {before.subjects[0][0], behind[0][0]} == {"item", "partner"}:
        is_known = False  # "exports of ships rose, and those to China": of ships, or of all
    is_cell = _is_cell([*subjects, *behind], tokens[taken : taken + 4], flow)
    if flow == "trade" and not (behind or is_whole) and re.match("bilateral|two-way", token.text, re.IGNORECASE):
        is_known = False  # with a partner that was named before
    is_known = is_known and after_known and not is_cell and not _is_of_somebody(tokens, taken)
    daily = next((at for at in range(taken, len(tokens)) if tokens[at].kind != "filler"), taken)
    if daily < len(tokens) and tokens[daily].kind == "daily":
        is_daily, taken = True, daily + 1
    heads = [one.kind for one in out if one.kind != "filler"][-2:]
    is_daily = is_daily or heads == ["daily", "of"]  # "the daily average of exports"
    is_mean = [one.text.lower() for one in out if one.kind != "filler"][-2:] == ["average", "of"]
    if not is_daily and (is_mean or any(one.text.lower() in ("average", "avg") for one in limits)):
        is_known = False  # "average exports" of some months, "the average value of exports" of a day
    all_subjects = tuple(dict.fromkeys(subjects or behind)) or (("total", "all"),)  # "food items and farm products"
    definition = "balance_of_payments" if flow == "balance" and token.text.lower().startswith("goods") else ""
    topic = Topic(flow, all_subjects, sign, is_daily, is_whole, is_national, is_sum, is_cell, definition)
    kind = "topic" if is_known and flow else "unknown_topic"
    return Token(kind, start, tokens[taken - 1].end if taken > at + 1 else end, token.text, topic=topic), taken


def _is_cell(subjects: Sequence[tuple[str, str]], behind: Sequence[Token], flow: str) -> bool:
    """Whether names and what stands behind them are an item and a partner, which no table holds together: "exports of
    chips to Zembla", "chip exports to the country"."""
    kinds = {kind for kind, _ in subjects}
    seen = [one for one in behind if one.kind != "filler"][:2]
    link = seen[0].kind if seen and seen[0].kind == "to" else seen[0].text.lower() if seen else ""
    is_abroad = (flow, link) in (("exports", "to"), ("imports", "from"), ("balance", "with"), ("trade", "with"))
    is_named = is_abroad and len(seen) > 1 and seen[1].kind in ("partner", "korea")
    return len(kinds) > 1 or ("item" in kinds and is_named)


def _is_of_somebody(tokens: Sequence[Token], at: int) -> bool:
    """Whether somebody whom no list names stands behind a flow: "exports by small firms", "exports in Ulsan"."""
    link = tokens[at].text.lower() if at < len(tokens) else ""
    if link not in ("by", "from", "in", "at", "through", "via"):
        return False
    head = next((one for one in tokens[at + 1 :] if one.kind not in ("filler", "korea")), None)
    return head is not None and head.kind in ("word", "foreign") and (link in ("by", "from") or head.text[0].isupper())


def _qualifiers(out: Sequence[Token], words: Lexicon) -> Iterator[Token]:
    """The words right before a flow that leave it what it is, and the names among them."""
    for one in reversed(out):
        is_part = one.kind in ("filler", "cumulative", "word", "item", "partner") or one.text.lower() in _OF_LONGER
        if not is_part or _ends_before(one.text, words):
            return
        yield one


def _before(out: list[Token], words: Lexicon) -> tuple[list[tuple[str, str]], int | None, bool, bool, bool, bool]:
    """Subjects, start (None where nothing stands there), whether daily, whether told to be the whole, and that of the
    nation, and whether understood, of what is before a flow."""
    subjects: list[tuple[str, str]] = []
    is_daily, is_whole, is_national, is_known = False, False, False, True
    start: int | None = None
    while out:
        last = out[-1]
        if last.kind == "daily":
            is_daily, start = True, last.start
        elif last.kind in ("filler", "cumulative", "word") and last.text.lower() in words.neutral:
            is_whole = is_whole or (last.text.lower() in _WHOLE and not subjects)
            start = last.start
        elif last.text.lower() in _GOODS and len(out) > 1 and out[-2].kind == "item" and not subjects:
            pass  # "petrochemical product shipments"
        elif last.kind == "item" and not subjects:
            subjects, start = [(last.kind, last.key)], last.start
            out.pop()
            while len(out) > 1 and out[-1].kind in ("conjunction", ",") and out[-2].kind == "item":
                subjects.insert(0, (out[-2].kind, out[-2].key))
                start = out[-2].start
                del out[-2:]
            # "Mobile equipment and semiconductor sales": one of the list is not known.
            is_known = not (len(out) > 1 and out[-1].kind == "conjunction" and out[-2].kind == "word")
            continue
        elif last.kind == "word" and re.fullmatch(r"-?bound", last.text) and len(out) > 1 and out[-2].kind == "partner":
            subjects, start = [("partner", out[-2].key)], out[-2].start
            del out[-2:]
            continue
        elif last.kind == "korea":
            is_national = is_whole and not subjects
            is_whole, start = not subjects, last.start
            out.pop()
            break
        elif last.kind in ("partner", "foreign", "foreign_goods", "organisation", "item"):
            is_known, start = False, last.start
            out.pop()
            break
        elif last.kind == "word" and not _ends_before(last.text, words):
            is_known = False
            break
        else:
            break
        out.pop()
    return subjects, start, is_daily, is_whole, is_national, is_known


def _is_of_a_sector(tokens: Sequence[Token], at: int) -> bool:
    """Whether "in the chip sector" or "from the chip sector" stands there, which is what "of chips" is."""
    seen = [one for one in tokens[at : at + 5] if one.kind != "filler"][:3]
    return (
        [one.kind for one in seen[:2]] in (["of", "item"], ["from", "item"])
        and seen[2:] != []
        and seen[2].text.lower() in _SECTORS
    )


def _ends_before(text: str, words: Lexicon) -> bool:
    """Whether a word before a flow is no part of its name: a verb, a preposition, a mark."""
    low = text.lower().strip("\"'“”‘’-–—*•")
    return not low or low in words.boundary or (low.endswith(("ed", "ing")) and len(low) > 4)


def _behind(tokens: Sequence[Token], at: int, flow: str) -> tuple[int, list[tuple[str, str]], bool, int]:
    """End, subjects, whether all is understood and where to go on, from what stands right behind a flow."""
    links = {
        "exports": ("of", "to", "for"), "imports": ("of", "from", "for"), "trade": ("with", "of", "between"),
        "balance": ("with", "in"),
    }.get(flow, ("of", "to", "from", "with"))  # fmt: skip
    here = at + 1
    if flow == "exports" and [one.text.lower() for one in tokens[here : here + 1]] == ["from"]:
        here += (
            2 if [one.kind for one in tokens[here + 1 : here + 2]] == ["korea"] else 0
        )  # "exports from Korea to China"
    if here >= len(tokens):
        return tokens[at].end, [], True, at + 1
    link = tokens[here].kind if tokens[here].kind == "to" else tokens[here].text.lower()
    if link not in links and not _is_of_a_sector(tokens, here):
        return tokens[at].end, [], True, at + 1
    here += 1
    passed = here
    while here < len(tokens) and (
        tokens[here].kind in ("filler", "korea") or tokens[here].text.lower() in ("the", "both", "such", "other", "its")
    ):
        here += 1
    # "Exports to the country" are those to a partner that was named before.
    is_abroad = link in ("to", "with") or (link == "from" and flow == "imports")
    is_own = not (is_abroad and any(one.kind == "korea" for one in tokens[passed:here]))
    if here >= len(tokens):
        return tokens[at].end, [], is_own, at + 1
    head = tokens[here]
    if head.kind in (
        "flow",
        "amount",
        "bare_amount",
        "rate",
        "period",
        "direction",
        "level",
        "record",
        "streak",
        "superlative",
    ):
        return tokens[at].end, [], is_own, at + 1
    if head.kind not in ("item", "partner"):
        goods = head.text.lower() in (*_GOODS, "merchandise")
        if goods and here + 1 < len(tokens) and tokens[here + 1].text.lower() in links and link == "of":
            return _behind(tokens, here, flow)  # "shipments of Korean products to China"
        is_plain = link in ("for", "in") or goods
        return tokens[at].end, [], is_plain, at + 1 if not goods else here + 1
    subjects = [(head.kind, head.key)]
    here += 1
    while here < len(tokens):
        step = here
        while step < len(tokens) and tokens[step].kind in (",", "conjunction", "filler"):
            step += 1
        if step == here or step >= len(tokens) or tokens[step].kind != head.kind:
            break
        following = tokens[step + 1].kind if step + 1 < len(tokens) else "."
        is_comma_alone = all(one.kind in (",", "filler") for one in tokens[here:step])
        if following == "flow" or (following in ("direction", "level") and is_comma_alone):
            break  # a new clause: "exports to Japan, China rose"
        subjects.append((tokens[step].kind, tokens[step].key))
        here = step + 1
    if here < len(tokens) and tokens[here].text.lower() in (*_PLACES, *_SECTORS):
        here += 1
    # Exports of an item to a partner are a cell that no table holds.
    next_ones = [one for one in tokens[here : here + 3] if one.kind != "filler"]
    is_known = not (
        len(next_ones) > 1
        and next_ones[0].text.lower() in ("to", "from", "of", "with", "in")
        and next_ones[1].kind in ("partner", "item")
    )
    if here < len(tokens):
        # "Exports of cars and automotive zithers": the last of the list is more than its name.
        is_more = len(subjects) > 1 and tokens[here].kind == "word" and tokens[here].text.lower() not in _GOODS
        is_known = is_known and not is_more and tokens[here].kind != "flow"
    return tokens[here - 1].end, subjects, is_known, here
