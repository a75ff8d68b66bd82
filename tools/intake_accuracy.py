"""How far rows can be trusted: `python -m tools.intake_accuracy FOLDER` holds them against facts labelled by people.

Belongs here: reading the texts, matching rows and labels, and the table of docs/intake.md. Does not belong here: the
labels (`tools/intake_labels/`, figures and places without any sentence) and any assertion.

The texts are other people's and no part of the project: `intake_labels/texts.csv` tells the address and the SHA-256 of
each. FOLDER has a folder for each set (first, second and so on), which holds `<text>.txt`: title, address and
day on a line each, then the body.
"""

from __future__ import annotations

import csv
import hashlib
import itertools
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from korea_trade.intake import official
from korea_trade.intake.proposal import EXCEPTION, SURE, Proposal
from korea_trade.warehouse.settings import PROJECT

LABELS: Final = Path(__file__).with_name("intake_labels")
FIELDS: Final = ("value", "unit", "measure", "flow", "subject_id", "period")
# Labels call a run and a claim by what they are; their rows stand in tables of their own.
_THEMES: Final = {"streak": "streaks", "record": "records"}


@dataclass(frozen=True)
class Pair:
    """A label with the row that reads its figure, if one does."""

    label: dict[str, str]
    row: Proposal | None

    def is_right(self, field: str) -> bool:
        """Whether the row says what the label says."""
        if self.row is None:
            return False
        said, told = self.label[field], getattr(self.row, field)
        if field == "value":
            return number(said) is not None and number(said) == number(told)
        if field == "measure":
            return said == told or _THEMES.get(said) == self.row.theme
        if field == "unit" and self.label["measure"] == "record":
            return told in ("rank", "months", "years")
        return bool(said == told)

    @property
    def is_sure(self) -> bool:
        return self.row is not None and self.row.confidence == SURE

    @property
    def is_whole(self) -> bool:
        """Whether each field is right, and a forecast is one and a fact is one."""
        if self.row is None:
            return False
        is_told = (self.label["modality"] == "actual") == (self.row.modality in ("", "actual"))
        return is_told and all(self.is_right(field) for field in FIELDS)


@dataclass(frozen=True)
class Text:
    """The pairs of one text, and its sure rows that no label speaks of."""

    pairs: Sequence[Pair]
    unlabelled: Sequence[Proposal]


def number(text: str) -> Decimal | None:
    """The value of a label or row, None if it is no number."""
    try:
        return Decimal(text).normalize()
    except InvalidOperation:
        return None


def read(text: Path, labels: Path) -> Text:
    """Each label of the file `labels` with the row of the file `text` that reads the same figure in the same line."""
    numbers = lines(text)
    rows: list[tuple[str, Proposal]] = []
    for one in official.read(text, PROJECT / "sources"):
        places = {(each.paragraph, each.sentence): each.line for each in one.text.sentences}
        rows += [(numbers[places[row.paragraph, row.sentence]], row) for row in one.rows if row.confidence != EXCEPTION]
    with labels.open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    # The same figure can stand twice in a line: the pairs that agree most are made first.
    possible = sorted(
        (
            (at, Pair(label, row))
            for at, label in enumerate(listed)
            for line, row in rows
            if line == label["line"] and is_same_figure(label["figure"], row.figure)
        ),
        key=lambda one: -sum(map(one[1].is_right, FIELDS)),
    )
    pairs: dict[int, Pair] = {}
    taken: set[int] = set()
    for at, pair in possible:
        if at not in pairs and id(pair.row) not in taken:
            pairs[at] = pair
            taken.add(id(pair.row))
    told = [pairs.get(at, Pair(label, None)) for at, label in enumerate(listed)]
    return Text(told, [row for _, row in rows if row.confidence == SURE and id(row) not in taken])


def lines(text: Path) -> dict[int, str]:
    """The number of each line among those that are not empty, by its number among all."""
    every = enumerate(text.read_text(encoding="utf-8-sig").splitlines(), start=1)
    full = [number for number, line in every if line.strip()]
    return {number: str(at) for at, number in enumerate(full, start=1)}


def is_same_figure(printed: str, figure: str) -> bool:
    """Whether one of the two is the other, or a part of it."""
    one, other = (" ".join(re.sub(r"[()]", " ", text.lower()).split()) for text in (printed, figure))
    return any(re.search(rf"(?<![\w.-]){re.escape(a)}(?![\w.])", b) for a, b in ((one, other), (other, one)))


def tables(texts: Path) -> Iterator[str]:
    """The lines of the tables of docs/intake.md."""
    yield "| Set | Texts | Facts | Sure | Wholly right of the sure | Sure and right of all facts |"
    yield "|---|---|---|---|---|---|"
    every: list[Pair] = []
    sentences: defaultdict[str, set[str]] = defaultdict(set)
    for name, read_ones in _sets(texts):
        pairs = [pair for text in read_ones for pair in text.pairs]
        every += pairs
        for row in (pair.row for pair in pairs if pair.is_sure and pair.row):
            sentences[row.rule].add(row.sentence_sha256)
        sure = [pair for pair in pairs if pair.is_sure]
        right = sum(pair.is_whole for pair in sure)
        told = len(sure) + sum(len(text.unlabelled) for text in read_ones)
        precise, found = (f"{right / told:.3f}" if told else "", f"{right / len(pairs):.2f}" if pairs else "")
        yield f"| {name} | {len(read_ones)} | {len(pairs)} | {told} | {precise} | {found} |"
    yield ""
    yield "| Field | Right of the sure rows | Right of all facts |"
    yield "|---|---|---|"
    sure = [pair for pair in every if pair.is_sure]
    for field in FIELDS:
        of_sure, of_all = (sum(pair.is_right(field) for pair in pairs) for pairs in (sure, every))
        yield f"| {field.removesuffix('_id')} | {of_sure / len(sure):.3f} | {of_all / len(every):.2f} |"
    yield ""
    yield "| Rule | Sure rows | Wholly right |"
    yield "|---|---|---|"
    counts = Counter(pair.row.rule for pair in sure if pair.row)
    rights = Counter(pair.row.rule for pair in sure if pair.row and pair.is_whole)
    for rule, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        yield f"| {rule} | {count} | {rights[rule]} |"
    single = sorted(rule for rule, each in sentences.items() if len(each) == 1)
    yield ""
    yield f"{len(single)} of {len(sentences)} rules serve a single sentence: {', '.join(single)}."


def _sets(folder: Path) -> Iterator[tuple[str, list[Text]]]:
    for name, files in itertools.groupby(labelled(folder), key=lambda one: one[0].parent.name):
        yield name, [read(*each) for each in files]


def labelled(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Each text of the sets in `folder` with the file of its labels, set by set; one that was not labelled is told."""
    with (LABELS / "texts.csv").open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    for name, row in ((name, row) for name in dict.fromkeys(row["set"] for row in listed) for row in listed):
        path = folder / name / f"{row['text']}.txt"
        if row["set"] != name or not path.exists():
            continue
        if _sha256(path) != row["sha256"]:
            print(f"{path}: not the text that was labelled; take the one from {row['address']}", file=sys.stderr)
            continue
        yield path, LABELS / name / f"{row['text']}.csv"


def _sha256(path: Path) -> str:
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    return hashlib.sha256("\n".join(" ".join(line.split()) for line in lines if line.strip()).encode()).hexdigest()


def main(arguments: Sequence[str]) -> int:
    """Prints the tables for the folder of texts; 2 if none is named."""
    if len(arguments) != 1:
        print("usage: python -m tools.intake_accuracy FOLDER_OF_TEXTS", file=sys.stderr)
        return 2
    print("\n".join(tables(Path(arguments[0]))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
