"""Entered statements held against what the program reads in their articles: does the text say what the row says?

Belongs here: comparing rows of `sources/` with the words around their figures. Does not belong here: whether a figure
stands where its row says and no number is left out (`korea_trade.statements.verification`), reading a text (`grammar`),
and the rows that a new text proposes (`reading`).

Five things are asked of a row. A rule that reads its figure whole reads what the row says. The article names its
period, or one from which it is counted. Its sentence does not speak of another flow alone, nor, where it is a change,
of the other direction alone. Its paragraph, the one before or the title names its subject, if the lists have names for
it. The program reads less than a person does, so a row that is right all the same says in its note what it says in the
column, and is asked no more. What a rule reads whole is also asked for a row.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from korea_trade.intake import grammar, lexicon, official, periods
from korea_trade.intake.lexicon import Lexicon
from korea_trade.intake.periods import Known
from korea_trade.intake.proposal import SURE, Proposal
from korea_trade.statements import declaration, figure, naming, reader, texts, verification
from korea_trade.statements.article import Sentence
from korea_trade.statements.naming import Record
from korea_trade.statements.reader import Problem, SourceError

# What a rule tells of a figure, in the order of the columns; the last ones are of some themes alone.
_READ: Final = (
    "value", "unit", "measure", "flow", "subject_kind", "subject_id", "period", "certainty",
    "direction", "condition", "status", "threshold", "claim", "scope",
)  # fmt: skip
# The theme of which a text names the last month, from which the length is counted back.
_RUNS: Final = "streaks"
# A span that begins with its year is a sum since January, of which a text names the end.
_JANUARY: Final = re.compile(r"\d{4}-01(-01)?")
# Words that lead to the month or the year before one that is named.
_BASES: Final = re.compile(
    r"\b(?:ago|earlier|before|prior|previous|preceding|last|same|compared|than|from|after|since|following|"
    r"end|ended|broke|snapped|halted|year-on-year|on-year)\b",
    re.IGNORECASE,
)
# What the words for a flow begin with.
_FLOWS: Final = {
    "exports": re.compile(r"\b(?:export|shipment|shipped|outbound|overseas sales|sales|sold)", re.IGNORECASE),
    "imports": re.compile(r"\b(?:import|inbound|purchas|arrivals|bought)", re.IGNORECASE),
    "balance": re.compile(r"\b(?:surplus|deficit|balance|shortfall|gap|in the (?:red|black))", re.IGNORECASE),
    "trade": re.compile(r"\btrad(?:e|ing)", re.IGNORECASE),
}

_NO_PERIOD: Final = "the article names no such period, nor one from which it is counted"
_NOT_NEAR: Final = "neither the paragraph, nor the one before it, nor the title names it"

# A print that carries its sign needs no word for it.
_SIGNED: Final = re.compile(r"[(]?[+\-−–▲△▼▽]")
_POINTS: Final = "percentage_point"

# Paragraph and sentence.
Place = tuple[int, int]
# A column, and what speaks against its entry.
Doubt = tuple[str, str]


@dataclass(frozen=True)
class Reread:
    """An article as the program reads it.

    `sure` are the rows that rules read whole, `reported` is the period that it reports in ISO form, `known` what its
    periods are counted from, and `words` the words that are known.
    """

    sentences: Sequence[Sentence]
    sure: Sequence[Proposal]
    reported: str
    known: Known
    words: Lexicon

    @cached_property
    def at(self) -> Mapping[Place, str]:
        """The text of each sentence."""
        return {(each.paragraph, each.sentence): each.text for each in self.sentences}

    @cached_property
    def periods(self) -> frozenset[str]:
        """The periods that it names and the one that it reports, with the ends of spans, and the day it came out."""
        found = [one for text in self.at.values() for one in periods.find(text, self.known)]
        named = {self.reported, *(one.iso or one.last for one in found)}
        return frozenset(part for one in named for part in (one, *one.split("/"))) | {str(self.known.published)}

    @property
    def is_english(self) -> bool:
        """Whether most of it is written in the letters that the grammar reads."""
        text = "".join(self.at.values())
        return sum(map(str.isascii, text)) * 2 > len(text)

    def directions(self, text: str) -> frozenset[str]:
        """The signs of the directions that a text speaks of."""
        found = (match[0] for pattern in self.words.patterns["direction"] for match in pattern.finditer(text))
        return frozenset(lexicon.key(self.words, "direction", word) for word in found) - {"0"}

    def near(self, paragraph: int) -> str:
        """The title, a paragraph and the one before it."""
        return "\n".join(text for place, text in self.at.items() if place[0] in (0, paragraph - 1, paragraph))


@dataclass(frozen=True)
class References:
    """What the reference lists tell: the names of each subject, and the measures that are changes."""

    names: Mapping[naming.Subject, Iterable[str]]
    changes: frozenset[str]


def references(records: Mapping[str, Sequence[Record]]) -> References:
    """The same of the rows of all tables."""
    changes = frozenset(row["measure_id"] for row in records["measures"] if row["change_of"])
    return References(naming.names(declaration.load(), records), changes)


def problems(path: Path, sources: Path) -> list[Problem]:
    """Every row of `sources` that the file or folder `path` of texts does not bear out by its words.

    Articles are known by their titles; rows about articles that are not among the texts, or whose text is not in
    English, are not judged. What cannot be read is a problem, too.
    """
    declared = declaration.load()
    try:
        records = {table.name: reader.records(table, sources) for table in declared.tables.values()}
        found, _ = verification.identified(list(texts.read_all(path)), records["articles"])
    except SourceError as error:
        return list(error.problems)
    listed = {row["article_id"]: row for row in records["articles"]}
    by_article: defaultdict[str, list[Record]] = defaultdict(list)
    for table in declared.statement_tables:
        for row in records[table.name]:
            by_article[row["article_id"]].append({**row, "theme": table.name})
    known = references(records)
    words, months = lexicon.load(sources), official.load(sources)
    out: list[Problem] = []
    for article_id, text in found.items():
        row = listed[article_id]
        rows = official.withheld(list(grammar.propose(text, words, article_id, row["known_from"])), months)
        sure = [one for one in rows if one.confidence == SURE]
        article = Reread(text.sentences, sure, row["reference_period"], Known(row["known_from"]), words)
        if article.is_english:
            out += _problems(by_article[article_id], article, known)
            out += _left_out(by_article[article_id], article, text.file)
    return sorted(out, key=lambda one: (one.file, one.line or 0))


def _problems(rows: Sequence[Record], article: Reread, known: References) -> Iterator[Problem]:
    told: set[tuple[int, str]] = set()
    for row, (column, rule) in [*differences(rows, article), *unsaid(rows, article, known)]:
        entry = "" if row[column] is None else str(row[column])
        if (id(row), column) in told or (entry and _plain(entry) in _plain(row["note"] or "")):
            continue
        told.add((id(row), column))
        remedy = f"correct it; if the row is right all the same, say {entry!r} in its note"
        yield Problem(row["source_file"], rule, remedy, row["source_line"], column, entry)


def _left_out(rows: Sequence[Record], article: Reread, file: str) -> Iterator[Problem]:
    """Each figure that a rule reads whole and no row has; of one with digits the verification tells as well."""
    printed = {((row["paragraph"], row["sentence"]), row["figure"]) for row in rows}
    lines = {(each.paragraph, each.sentence): each.line for each in article.sentences}
    for one in article.sure:
        place = (one.paragraph, one.sentence)
        if not any(at == place and figure.is_part(entered, one.figure) for at, entered in printed):
            told = f"{one.measure}, {one.flow}, {one.subject_id}, {one.period}"
            rule = f"no row has this figure of article {one.article_id}, paragraph {place[0]}, sentence {place[1]}"
            yield Problem(file, f"{rule}, which is read as {told}", "add its statement", lines[place], value=one.figure)


def unsaid(rows: Iterable[Record], article: Reread, known: References) -> Iterator[tuple[Record, Doubt]]:
    """What the words of the article do not say as the rows do: periods, flows, signs of changes and subjects."""
    for row in rows:
        place = (row["paragraph"], row["sentence"])
        text = article.at.get(place, "")
        if row["unit"] != "date" and not _names_period(row, text, article):
            yield row, ("period", _NO_PERIOD)
        if row["reference_period"] and not _names_reference(row, article):
            yield row, ("reference_period", _NO_PERIOD)
        if row["flow"] in _FLOWS and row["flow"] not in _flows(text):
            if others := _flows(text) - {"trade"}:
                yield row, ("flow", f"the sentence speaks of {' and '.join(sorted(others))} and not of this")
            elif row["flow"] not in _flows(article.near(place[0])):
                yield row, ("flow", _NOT_NEAR)
        if _is_change(row, known) and (told := article.directions(text)) and _sign(row["value"]) not in told:
            yield row, ("value", "the sentence speaks of the other direction alone")
        if any(naming.unnamed([row], known.names, article.near(place[0]))):
            yield row, ("subject_id", _NOT_NEAR)


def _names_period(row: Record, text: str, article: Reread) -> bool:
    first, *rest = row["period"].split("/")
    ends = rest if rest and (row["theme"] == _RUNS or _JANUARY.fullmatch(first)) else [first, *rest]
    if row["period"] in article.periods or article.periods.issuperset(ends):
        return True
    later = [periods.shifted(one, months) or "" for one in (row["period"], ends[-1]) for months in (1, 12)]
    return bool(_BASES.search(text)) and not article.periods.isdisjoint(later)


def _names_reference(row: Record, article: Reread) -> bool:
    """Whether the article names the period of comparison, or it is the usual one of the period."""
    told = row["reference_period"]
    usual = [periods.shifted(row["period"], -months) for months in (1, 12)]
    return told in usual or told in article.periods or article.periods.issuperset(told.split("/"))


def _is_change(row: Record, known: References) -> bool:
    """Whether the words around a figure tell its sign: it is a change, and prints none."""
    is_change = row["measure"] in known.changes or row["unit"] == _POINTS
    return is_change and row["unit"] != "direction" and float(row["value"]) != 0 and not _SIGNED.match(row["figure"])


def _sign(value: Any) -> str:
    return "1" if float(value) > 0 else "-1"


def _flows(text: str) -> frozenset[str]:
    """The flows that a text speaks of; exports and imports together make the balance and all trade."""
    named = {name for name, words in _FLOWS.items() if words.search(text)}
    return frozenset(_FLOWS if {"exports", "imports"} <= named else named)


def differences(rows: Iterable[Record], article: Reread) -> Iterator[tuple[Record, Doubt]]:
    """What a rule reads otherwise than the row of the same figure says; those that agree most make a pair."""
    at_place: defaultdict[Place, list[Record]] = defaultdict(list)
    for row in rows:
        at_place[row["paragraph"], row["sentence"]].append(row)
    pairs = [
        (row, one)
        for one in article.sure
        for row in at_place[one.paragraph, one.sentence]
        if figure.is_part(row["figure"], one.figure)
    ]
    taken: set[int] = set()
    for row, one in sorted(pairs, key=lambda pair: len(_unlike(*pair))):
        if taken.isdisjoint((id(row), id(one))):
            taken |= {id(row), id(one)}
            for column in _unlike(row, one):
                yield row, (column, f"the sentence is read as {getattr(one, column)!r} ({one.rule})")


def _unlike(row: Record, one: Proposal) -> list[str]:
    return [
        column
        for column in _READ
        if column in row and (read := getattr(one, column)) != "" and not _is_alike(row[column], read)
    ]


def _is_alike(entered: Any, read: str) -> bool:
    try:
        return entered is not None and Decimal(str(entered)) == Decimal(read)
    except InvalidOperation:
        return str(entered) == read


def _plain(text: str) -> str:
    return text.lower().replace("_", " ")
