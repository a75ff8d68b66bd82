"""Holds the source tables against the articles themselves: does each row stand where it says, and is no digit left out?

Belongs here: the comparison of an article file with the rows of `sources/`, which only who holds the articles can
make. Does not belong here: cutting an article into sentences (`korea_trade.statements.article`), reading a table
(`korea_trade.statements.reader`), and whether a figure means what its value says, which is gate 1.

A row is right if its sentence has the hash that the row gives and prints its figure, not as part of a longer number.
A number is accounted for if a statement of its sentence prints it (each statement for one occurrence), if it is a year
of a period of such a statement, or if `digit_exceptions.csv` says why it is no figure.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from korea_trade import console
from korea_trade.statements import article, declaration, reader
from korea_trade.statements.article import Sentence
from korea_trade.statements.declaration import SourceTable
from korea_trade.statements.reader import Problem, SourceError

SOURCES: Final = Path(__file__).parents[2] / "sources"
# The column that holds what the sentence prints, in each table that has one.
_PRINTED: Final = ("figure", "text", "name")
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")

Locator = tuple[int | None, int | None, int | None]
Span = tuple[int, int]


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
        alone = rf"(?<!\d)(?<!\d[.,]){re.escape(self.printed)}(?!\d)(?![.,]\d)"
        return [match.span() for match in re.finditer(alone, text)] if self.printed else []


def verify(articles: Path, sources: Path = SOURCES) -> list[Problem]:
    """Every row of `sources` that the article file does not bear out, and every number that no row accounts for."""
    try:
        sentences: dict[Locator, Sentence] = {
            (each.article_no, each.paragraph, each.sentence): each for each in article.sentences(articles)
        }
        rows = list(_rows(sources, {each.text: each.article_no for each in sentences.values() if not each.paragraph}))
    except SourceError as error:
        return list(error.problems)
    except (OSError, ValueError) as error:
        return [Problem(articles.name, f"the articles cannot be read ({error})", "name the text file of the articles")]
    by_place: defaultdict[Locator, list[_Row]] = defaultdict(list)
    for row in rows:
        by_place[row.place].append(row)
    problems = [problem for row in rows for problem in _misplaced(row, sentences)]
    for place, sentence in sentences.items():
        problems += _unaccounted(sentence, by_place[place], articles.name)
    return problems


def _numbers(articles: Sequence[Mapping[Hashable, Any]], titles: Mapping[str, int]) -> dict[str, int | None]:
    """The place in the file of each article by its title; where no title is in the file, the place in the corpus."""
    by_title = {row["article_id"]: titles.get(" ".join((row["title"] or "").split())) for row in articles}
    if any(by_title.values()):
        return {article_id: number for article_id, number in by_title.items() if number}
    return {row["article_id"]: row["article_no"] for row in articles}


def _rows(sources: Path, titles: Mapping[str, int]) -> Iterator[_Row]:
    """The rows about the articles of the file, whose `titles` lead to their places in it."""
    tables = declaration.load().tables
    articles = _records(tables["articles"], sources)
    numbers = _numbers(articles, titles)
    elsewhere = {row["article_id"] for row in articles} - numbers.keys()
    for table in tables.values():
        if all(column.name != "sentence_sha256" for column in table.columns):
            continue
        printed = next(column.name for column in table.columns if column.name in _PRINTED)
        periods = [column.name for column in table.columns if column.type == "period"]
        for row in _records(table, sources):
            if row["article_id"] in elsewhere:
                continue
            yield _Row(
                file=row["source_file"],
                line=row["source_line"],
                column=printed,
                place=(numbers.get(row["article_id"]), row["paragraph"], row["sentence"]),
                sha256=row["sentence_sha256"],
                printed=row[printed] or "",
                years=frozenset(year for name in periods if row[name] for year in _YEAR.findall(row[name])),
            )


def _records(table: SourceTable, sources: Path) -> list[dict[Hashable, Any]]:
    frame = reader.read(table, sources)
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def _misplaced(row: _Row, sentences: Mapping[Locator, Sentence]) -> Iterator[Problem]:
    sentence = sentences.get(row.place)
    if sentence is None:
        yield row.problem("the articles have no sentence at this place", "correct article, paragraph and sentence")
        return
    if sentence.sha256 != row.sha256:
        rule = f"the sentence has the hash {sentence.sha256} and not {row.sha256}"
        yield row.problem(rule, "read the sentence again, then correct the row, its place or its hash")
    if not row.occurrences(sentence.text):
        yield row.problem("the sentence does not print this", "enter it as printed, or correct the place")


def _unaccounted(sentence: Sentence, rows: Sequence[_Row], file: str) -> Iterator[Problem]:
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
    place = f"article {sentence.article_no}, paragraph {sentence.paragraph}, sentence {sentence.sentence}"
    for number in numbers:
        rule = f"no row accounts for this number of {place}"
        remedy = "add its statement, or a row of digit_exceptions.csv"
        yield Problem(file, rule, remedy, sentence.line, value=number.group())


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def main(arguments: Sequence[str]) -> int:
    """Prints what is wrong, one finding a line; 1 if anything is."""
    if len(arguments) not in (1, 2):
        print("usage: python -m korea_trade.statements.verification ARTICLE_FILE [SOURCES_FOLDER]", file=sys.stderr)
        return 2
    console.take_any_character()
    problems = verify(*map(Path, arguments))
    for problem in problems:
        print(problem)
    if not problems:
        print("every row is printed where it says, and every number of the articles is accounted for")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
