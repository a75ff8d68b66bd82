"""How far rows of the articles in the sources can be trusted: `python -m tools.intake_articles ARTICLES FOLDER`.

Belongs here: holding proposals against rows that people entered, each article read without the rules, words and names
that no other text uses, as if it had not been there when they were written. Does not belong here: labelled texts
(`intake_accuracy`), and any assertion.

ARTICLES is the file of the articles in sources/articles.csv, FOLDER that of the labelled texts; neither is part of the
project.
"""

from __future__ import annotations

import csv
import re
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final
from unittest import mock

from korea_trade.intake import grammar, lexicon, official, rules
from korea_trade.intake.lexicon import Lexicon
from korea_trade.intake.proposal import SURE, Proposal
from korea_trade.intake.reading import Reading
from korea_trade.statements import declaration, texts
from korea_trade.statements.files import table_files
from korea_trade.warehouse.settings import PROJECT

SOURCES: Final = PROJECT / "sources"
# Themes that the grammar proposes rows for.
THEMES: Final = ("trade_totals", "trade_by_item", "trade_by_partner", "streaks", "records", "shares", "breadth")
_FIELDS: Final = ("theme", "unit", "measure", "flow", "subject_kind", "subject_id", "period")


@dataclass(frozen=True)
class Score:
    """The sure rows of an article, how many are right, and how many facts people entered for it."""

    sure: int
    right: int
    facts: int


def tables(articles: Path, folder: Path) -> Iterator[str]:
    """The lines of the table of docs/intake.md."""
    read = official.read(articles, SOURCES)
    months = official.load(SOURCES)
    bodies = {one.article_id: _body(one) for one in read}
    others = [path.read_text(encoding="utf-8-sig") for path in sorted(folder.glob("*/*.txt"))]
    entered = _entered()
    used = _texts_of_rules(read, folder)
    yield "| Article | Facts | Sure | Right | Left out: rules, words, names | Sure then | Right then |"
    yield "|---|---|---|---|---|---|---|"
    sums = [0, 0, 0, 0, 0]
    for one in read:
        rest = [*others, *(body for key, body in bodies.items() if key != one.article_id)]
        own_rules = [name for name, keys in used.items() if keys == {one.article_id}]
        words, count = _without(one, bodies[one.article_id], rest)
        kept = tuple(rule for rule in rules.RULES if rule.name not in own_rules)
        with mock.patch.object(rules, "RULES", kept):
            proposed = grammar.propose(one.text, words, one.article_id, one.known_from)
        again = list(official.withheld(list(proposed), months))
        whole, less = _score(one.rows, one.article_id, entered), _score(again, one.article_id, entered)
        cells = (one.article_id, whole.facts, whole.sure, whole.right)
        left_out = f"{len(own_rules)}, {count[0]}, {count[1]}"
        yield f"| {' | '.join(map(str, (*cells, left_out, less.sure, less.right)))} |"
        for at, number in enumerate((whole.facts, whole.sure, whole.right, less.sure, less.right)):
            sums[at] += number
    yield f"| all | {sums[0]} | {sums[1]} | {sums[2]} | | {sums[3]} | {sums[4]} |"


def _body(one: Reading) -> str:
    return "\n".join(each.text for each in one.text.sentences)


def _texts_of_rules(read: Sequence[Reading], folder: Path) -> dict[str, set[str]]:
    """The texts in which each rule reads a sure row."""
    used: defaultdict[str, set[str]] = defaultdict(set)
    words = lexicon.load(SOURCES)
    for one in read:
        for row in one.rows:
            if row.confidence == SURE:
                used[row.rule.removesuffix(", one each")].add(one.article_id)
    for path in sorted(folder.glob("*/*.txt")):
        for text in texts.read(path):
            for row in grammar.propose(text, words, "a00", text.published):
                if row.confidence == SURE:
                    used[row.rule.removesuffix(", one each")].add(str(path))
    return used


def _without(one: Reading, body: str, rest: Sequence[str]) -> tuple[Lexicon, tuple[int, int]]:
    """The lexicon without the words and names that stand in `body` and nowhere in `rest`, and how many these are."""

    def is_own(pattern: re.Pattern[str]) -> bool:
        return bool(pattern.search(body)) and not any(pattern.search(other) for other in rest)

    with tempfile.TemporaryDirectory() as folder:
        sources = Path(folder) / "sources"
        shutil.copytree(SOURCES, sources, ignore=shutil.ignore_patterns("inbox", "observed"))
        names = 0
        for path in table_files(sources, "aliases"):
            with path.open(encoding="utf-8-sig", newline="") as lines:
                rows = list(csv.DictReader(lines))
            own = [row for row in rows if is_own(_named(row["alias"]))]
            names += len(own)
            with path.open("w", encoding="utf-8", newline="") as lines:
                writer = csv.DictWriter(lines, rows[0].keys(), lineterminator="\n")
                writer.writeheader()
                writer.writerows(row for row in rows if row not in own)
        words = lexicon.load(sources)
    own_words = {kind: [one for one in each if is_own(one)] for kind, each in words.patterns.items()}
    patterns = {kind: tuple(one for one in each if one not in own_words[kind]) for kind, each in words.patterns.items()}
    return replace(words, patterns=patterns), (sum(map(len, own_words.values())), names)


def _named(alias: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(alias)}(?!\w)", re.IGNORECASE)


def _entered() -> dict[tuple[str, str, str], list[dict[str, str]]]:
    """The rows of the sources by article, paragraph and sentence."""
    found: defaultdict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    for table in declaration.load().statement_tables:
        for path in table_files(SOURCES, table.name):
            with path.open(encoding="utf-8-sig", newline="") as lines:
                for row in csv.DictReader(lines):
                    place = (row["article_id"], row["paragraph"], row["sentence"])
                    found[place].append(row | {"theme": table.name})
    return found


def _score(
    rows: Sequence[Proposal], article_id: str, entered: dict[tuple[str, str, str], list[dict[str, str]]]
) -> Score:
    facts = sum(row["theme"] in THEMES for place, each in entered.items() if place[0] == article_id for row in each)
    sure = [row for row in rows if row.confidence == SURE]
    right = sum(
        any(_is_same(row, one) for one in entered[article_id, str(row.paragraph), str(row.sentence)]) for row in sure
    )
    return Score(len(sure), right, facts)


def _is_same(row: Proposal, entered: dict[str, str]) -> bool:
    is_there = entered["figure"] in row.figure or row.figure in entered["figure"]
    return is_there and all(entered[field] == getattr(row, field) for field in _FIELDS) and _is_equal(entered, row)


def _is_equal(entered: dict[str, str], row: Proposal) -> bool:
    try:
        return Decimal(entered["value"]) == Decimal(row.value)
    except InvalidOperation:
        return False


def main(arguments: Sequence[str]) -> int:
    """Prints the table; 2 if a file or folder is not named."""
    if len(arguments) != 2:
        print("usage: python -m tools.intake_articles ARTICLES FOLDER_OF_TEXTS", file=sys.stderr)
        return 2
    print("\n".join(tables(Path(arguments[0]), Path(arguments[1]))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
