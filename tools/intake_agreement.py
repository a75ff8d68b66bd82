"""How far two labellers agree: `python -m tools.intake_agreement` holds the labels of one against those of the other.

Belongs here: matching the labels of `tools/intake_labels/` with those that a second labeller made of the same texts
without knowing them, in `tools/intake_labels_again/`, and the table of docs/intake.md. Does not belong here: how far
rows agree with labels (`tools.intake_accuracy`).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from tools.intake_accuracy import FIELDS, LABELS, is_same_figure, number

AGAIN: Final = LABELS.with_name("intake_labels_again")
Label = Mapping[str, str]


def matched(first: list[Label], second: list[Label]) -> list[tuple[Label, Label]]:
    """Each label with the one of the same figure in the same line, those that agree most before others."""
    possible = sorted(
        (
            (at, here)
            for at, one in enumerate(first)
            for here, other in enumerate(second)
            if one["line"] == other["line"] and is_same_figure(one["figure"], other["figure"])
        ),
        key=lambda pair: -sum(agree(first[pair[0]], second[pair[1]], field) for field in FIELDS),
    )
    found: dict[int, int] = {}
    for at, here in possible:
        if at not in found and here not in found.values():
            found[at] = here
    return [(first[at], second[here]) for at, here in found.items()]


def agree(one: Label, other: Label, field: str) -> bool:
    """Whether both say the same; numbers by their value."""
    if field == "value":
        return number(one[field]) == number(other[field])
    return one[field] == other[field]


def table() -> Iterator[str]:
    """The lines of the table, and what each labelled alone."""
    yield f"| Set | Facts of the first | Of the second | Of both | {' | '.join(FIELDS)} | fact or forecast |"
    yield "|---" * (len(FIELDS) + 5) + "|"
    for folder in sorted(path for path in AGAIN.iterdir() if path.is_dir()):
        first, second, pairs = 0, 0, []
        for again in sorted(folder.glob("*.csv")):
            one, other = _read(LABELS / folder.name / again.name), _read(again)
            first, second = first + len(one), second + len(other)
            pairs += matched(one, other)
        fields = [str(sum(agree(one, other, field) for one, other in pairs)) for field in FIELDS]
        told = sum((one["modality"] == "actual") == (other["modality"] == "actual") for one, other in pairs)
        yield f"| {folder.name} | {first} | {second} | {len(pairs)} | {' | '.join(fields)} | {told} |"


def _read(file: Path) -> list[Label]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


if __name__ == "__main__":
    print("\n".join(table()))
