"""How many right facts `ktw verify` would accuse: `python -m tools.intake_accused FOLDER` holds labels against texts.

Belongs here: making an entered row of each label, and counting what its text is said not to say. Does not belong here:
the labels and FOLDER (`tools.intake_accuracy`), what is asked of a row (`korea_trade.intake.rereading`), and any
assertion. What a rule reads otherwise is counted there, as sure rows that are wrong.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from korea_trade.intake import lexicon, reading, rereading
from korea_trade.intake.periods import Known
from korea_trade.intake.reading import Reading
from korea_trade.intake.rereading import Reread
from korea_trade.statements import declaration, reader
from korea_trade.statements.naming import Record
from korea_trade.warehouse.settings import PROJECT
from tools import intake_accuracy

SOURCES: Final = PROJECT / "sources"


def table(texts: Path) -> Iterator[str]:
    """The lines of the table of docs/intake.md."""
    records = {name: reader.records(one, SOURCES) for name, one in declaration.load().tables.items()}
    known, words = rereading.references(records), lexicon.load(SOURCES)
    facts, accused, columns = 0, 0, Counter[str]()
    for path, labels in intake_accuracy.labelled(texts):
        for one in reading.read(path, SOURCES):
            rows = list(_rows(path, labels, one))
            found: defaultdict[int, set[str]] = defaultdict(set)
            # What the article mainly reports, as a person would enter it.
            ((reported, _),) = Counter(row["period"] for row in rows).most_common(1) or [("", 0)]
            article = Reread(one.text.sentences, (), reported, Known(one.known_from), words)
            for row, (column, _) in rereading.unsaid(rows, article, known):
                found[id(row)].add(column)
            facts += len(rows)
            accused += len(found)
            columns.update(column for each in found.values() for column in each)
    told = ("period", "flow", "value", "subject_id")
    yield f"| Facts | Accused | {' | '.join(told)} |"
    yield f"|---|---|{'---|' * len(told)}"
    yield f"| {facts} | {accused} | {' | '.join(str(columns[name]) for name in told)} |"


def _rows(path: Path, labels: Path, one: Reading) -> Iterator[Record]:
    """The labels as rows; a figure that a line prints twice stands in the first sentence that has it."""
    numbers = intake_accuracy.lines(path)
    with labels.open(encoding="utf-8", newline="") as file:
        for label in csv.DictReader(file):
            there = [each for each in one.text.sentences if numbers[each.line] == label["line"]]
            for each in [each for each in there if label["figure"] in each.text][:1] or there[:1]:
                place: Record = {"paragraph": each.paragraph, "sentence": each.sentence}
                theme = {"streak": "streaks"}.get(label["measure"], "")
                yield {**label, **place, "theme": theme, "reference_period": None, "source_file": "", "source_line": 0}


def main(arguments: Sequence[str]) -> int:
    """Prints the table for the folder of texts; 2 if none is named."""
    if len(arguments) != 1:
        print("usage: python -m tools.intake_accused FOLDER_OF_TEXTS", file=sys.stderr)
        return 2
    print("\n".join(table(Path(arguments[0]))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
