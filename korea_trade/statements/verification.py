"""Holds the source tables against the articles themselves: does each row stand where it says, and is no digit left out?

Belongs here: the comparison of texts with the rows of `sources/`, which only who holds the articles can make. Does not
belong here: cutting an article into sentences (`korea_trade.statements.article`), reading a table
(`korea_trade.statements.reader`), and whether a figure means what its value says, which is gate 1.

A row is right if its sentence has the hash that the row gives and prints its figure, not as part of a longer number,
and its article names what it is about (`naming`).
A number is accounted for if a statement of its sentence prints it (each statement for one occurrence), if it is a year
of a period of such a statement, or if `digit_exceptions.csv` says why it is no figure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from korea_trade.statements import declaration, figure, naming, reader, texts
from korea_trade.statements.article import Sentence
from korea_trade.statements.reader import Problem, SourceError
from korea_trade.statements.texts import Text

SOURCES: Final = Path(__file__).parents[2] / "sources"
# The column that holds what the sentence prints, in each table that has one.
_PRINTED: Final = ("figure", "text", "name")
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")

# Article, paragraph and sentence.
Locator = tuple[str, int | None, int | None]
Span = tuple[int, int]
_Record = Mapping[Hashable, Any]


@dataclass(frozen=True)
class _Row:
    """A statement, or an exception, with what it says is printed in the sentence at its place."""

    file: str
    line: int
    column: str
    place: Locator
    sha256: str | None
    printed: str
    years: frozenset[str]

    @property
    def is_exception(self) -> bool:
        return self.column == "text"

    def problem(self, rule: str, remedy: str) -> Problem:
        return Problem(self.file, rule, remedy, self.line, self.column, self.printed)

    def occurrences(self, text: str) -> list[Span]:
        """Where `text` prints the figure, not as a part of a longer number."""
        return [match.span() for match in figure.alone(self.printed).finditer(text)] if self.printed else []


def verify(path: Path, sources: Path = SOURCES) -> list[Problem]:
    """Every row of `sources` that the file or folder `path` of texts does not bear out, and every number without a row.

    Articles are known by their titles; rows about articles that are not among the texts are not judged.
    """
    try:
        printed = list(texts.read_all(path))
        records = {table.name: reader.records(table, sources) for table in declaration.load().tables.values()}
        listed = records["articles"]
        found, problems = identified(printed, listed)
    except SourceError as error:
        return list(error.problems)
    rows = list(_rows(records, without={row["article_id"] for row in listed} - found.keys()))
    sentences: dict[Locator, tuple[str, Sentence]] = {
        (article_id, each.paragraph, each.sentence): (text.file, each)
        for article_id, text in found.items()
        for each in text.sentences
    }
    by_place: defaultdict[Locator, list[_Row]] = defaultdict(list)
    for row in rows:
        by_place[row.place].append(row)
    problems += [problem for row in rows for problem in _misplaced(row, sentences)]
    problems += _unnamed(records, found)
    for place, (file, sentence) in sentences.items():
        problems += _unaccounted(place, sentence, by_place[place], file)
    return problems


def places(path: Path, sources: Path = SOURCES) -> Iterator[tuple[str, int, int, str, str]]:
    """Article, paragraph, sentence, SHA-256 and text of each sentence of a file or folder, as a row about it begins.

    A text that is no article of `sources` is named by its file. Raises SourceError for what cannot be read.
    """
    printed = list(texts.read_all(path))
    found, _ = identified(printed, reader.records(declaration.load().tables["articles"], sources))
    names = {id(text): article_id for article_id, text in found.items()}
    for text in printed:
        for each in text.sentences:
            yield names.get(id(text), text.file), each.paragraph, each.sentence, each.sha256, each.text


def identified(
    printed: Sequence[Text], listed: Sequence[Mapping[Hashable, Any]]
) -> tuple[dict[str, Text], list[Problem]]:
    """The texts by the id of the article that they are, and those of which nobody can tell."""
    by_title: defaultdict[str, list[Mapping[Hashable, Any]]] = defaultdict(list)
    for row in listed:
        by_title[" ".join((row["title"] or "").split())].append(row)
    found: dict[str, Text] = {}
    problems: list[Problem] = []
    for text in printed:
        titled = by_title[text.title]
        # Of articles of one title the publisher tells which it is.
        same = titled if len(titled) == 1 else [row for row in titled if _publishes(row["publisher"], text)]
        rule = remedy = ""
        if not titled:
            rule = "no article of articles.csv has this title"
            remedy = "add its row or correct the title; it stands on a line of its own, with the address below it"
        elif len(same) != 1:
            rule = "the title and the address do not tell which article of articles.csv this is"
            remedy = "give each of these articles the host of its address as publisher"
        elif same[0]["article_id"] in found:
            rule = f"article {same[0]['article_id']} stands among the texts already"
            remedy = "remove one of the two"
        else:
            found[same[0]["article_id"]] = text
        if rule:
            problems.append(Problem(text.file, rule, remedy, text.sentences[0].line, value=text.title))
    return found, problems


def _publishes(publisher: str | None, text: Text) -> bool:
    return publisher is not None and f".{text.publisher}".endswith(f".{publisher}")


def _rows(records: Mapping[str, Sequence[_Record]], without: Set[str]) -> Iterator[_Row]:
    """The rows that are printed somewhere, but for those about the articles `without` a text."""
    for table in declaration.load().tables.values():
        if all(column.name != "sentence_sha256" for column in table.columns):
            continue
        printed = next(column.name for column in table.columns if column.name in _PRINTED)
        periods = [column.name for column in table.columns if column.type == "period"]
        for row in records[table.name]:
            if row["article_id"] in without:
                continue
            yield _Row(
                file=row["source_file"],
                line=row["source_line"],
                column=printed,
                place=(row["article_id"], row["paragraph"], row["sentence"]),
                sha256=row["sentence_sha256"],
                printed=row[printed] or "",
                years=frozenset(year for name in periods if row[name] for year in _YEAR.findall(row[name])),
            )


def _misplaced(row: _Row, sentences: Mapping[Locator, tuple[str, Sentence]]) -> Iterator[Problem]:
    if row.place not in sentences:
        yield row.problem("the articles have no sentence at this place", "correct article, paragraph and sentence")
        return
    _, sentence = sentences[row.place]
    if sentence.sha256 != row.sha256:
        rule = f"the sentence has the hash {sentence.sha256} and not {row.sha256}"
        yield row.problem(rule, "read the sentence again, then correct the row, its place or its hash")
    if not row.occurrences(sentence.text):
        yield row.problem("the sentence does not print this", "enter it as printed, or correct the place")


def _unnamed(records: Mapping[str, Sequence[_Record]], found: Mapping[str, Text]) -> Iterator[Problem]:
    declared = declaration.load()
    named = naming.names(declared, records)
    by_article: defaultdict[str, list[_Record]] = defaultdict(list)
    for table in declared.statement_tables:
        for row in records[table.name]:
            by_article[row["article_id"]].append(row)
    for article_id, text in found.items():
        printed = "\n".join(sentence.text for sentence in text.sentences)
        yield from naming.unnamed(by_article[article_id], named, printed)


def _unaccounted(place: Locator, sentence: Sentence, rows: Sequence[_Row], file: str) -> Iterator[Problem]:
    text = sentence.text
    years = {year for row in rows for year in row.years}
    taken: list[Span] = []
    # The longest figure chooses first, so that "7%" leaves "+7%" its place and takes the one elsewhere in the sentence.
    for row in sorted(rows, key=lambda row: len(row.printed), reverse=True):
        if not row.is_exception:
            taken += [span for span in row.occurrences(text) if not any(_overlap(span, other) for other in taken)][:1]
    numbers = [number for number in _NUMBER.finditer(text) if number.group() not in years]
    numbers = [number for number in numbers if not any(_overlap(number.span(), span) for span in taken)]
    for row in rows:
        if row.is_exception:
            spans = row.occurrences(text)
            excused = [number for number in numbers if any(_overlap(number.span(), span) for span in spans)]
            if not excused:
                yield row.problem("the exception excuses no number that needs it", "remove it")
            numbers = [number for number in numbers if number not in excused]
    for number in numbers:
        rule = "no row accounts for this number of article {}, paragraph {}, sentence {}".format(*place)
        remedy = "add its statement, or a row of digit_exceptions.csv"
        yield Problem(file, rule, remedy, sentence.line, value=number.group())


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
