"""How much `ktw check` finds: `make checked-texts` plants slips and harmless changes in invented texts, and counts.

Belongs here: planting one change at a time, holding the text against the published release, and the tables of
docs/check.md. Does not belong here: the texts (`checked_texts.yml`), and any assertion.

A slip is found if the figure that it changed is contradicted, or stands behind a contradiction of another. A figure is
falsely accused if it is contradicted and no planted one takes part.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import duckdb
import yaml

from korea_trade.intake import reading
from korea_trade.intake.check import verdicts
from korea_trade.intake.check.verdicts import CONTRADICTED, Finding
from korea_trade.releases.reading import opened
from korea_trade.warehouse.settings import Settings

FILE: Final = Path(__file__).with_suffix(".yml")


@dataclass(frozen=True)
class Change:
    """One change of one text: `kind` is empty for the text as it is."""

    title: str
    day: str
    body: str
    kind: str = ""
    is_slip: bool = False
    before: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        """The text with the change in it."""
        return (
            f"{self.title}\n{self.day}\n{self.body.replace(self.before, self.after, 1) if self.before else self.body}"
        )

    @property
    def sentence(self) -> int:
        """The line of the body that was changed, which is the paragraph of the text."""
        return self.body[: self.body.index(self.before)].count("\n") + 1


@dataclass(frozen=True)
class Outcome:
    """What came of a change: the verdict on the changed figure, whether it is told, and how many others are accused."""

    change: Change
    verdict: str
    is_found: bool
    accused: Sequence[str]


def changes() -> Iterator[Change]:
    """Each text as it is, then with each of its changes. Raises ValueError for a change that changes nothing."""
    for entry in yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader):
        text = Change(entry["title"], entry["day"], entry["body"])
        yield text
        for group in ("slips", "harmless"):
            for one in entry[group]:
                before = _as_written(text, one["of"])
                yield replace(
                    text, kind=one["kind"], is_slip=group == "slips", before=before, after=_like(before, one["to"])
                )


def _as_written(text: Change, words: str) -> str:
    """The words as the body of the text has them, whatever their case."""
    at = text.body.lower().find(words.lower())
    if at < 0:
        raise ValueError(f"{FILE.name}: {text.title!r} does not say {words!r}; correct the change")
    return text.body[at : at + len(words)]


def _like(before: str, after: str) -> str:
    return after[:1].upper() + after[1:] if before[:1].isupper() else after


def outcome(change: Change, release: duckdb.DuckDBPyConnection, sources: Path, folder: Path) -> Outcome:
    """The text of `change` held against an open release."""
    file = folder / "text.txt"
    file.write_text(change.text, encoding="utf-8")
    (read,) = reading.read(file, sources)
    findings = verdicts.of(read, release)
    planted = {one.row.statement_id for one in findings if change.is_slip and _is_changed(one, change)}
    told = [one for one in findings if one.verdict == CONTRADICTED]
    right = [one for one in told if _involved(one) & planted]
    return Outcome(
        change,
        next((one.verdict for one in findings if one.row.statement_id in planted), "not read"),
        bool(right),
        [f"{one.row.figure} ({change.title}, {change.kind})" for one in told if one not in right],
    )


def _is_changed(finding: Finding, change: Change) -> bool:
    """Whether the finding is of the sentence that was changed, and of a figure whose reading the change can touch.

    A record or first time stands and falls with the level and month beside it.
    """
    row = finding.row
    if row.paragraph != change.sentence:
        return False
    if row.theme == "records":
        return True
    digits = any(character.isdigit() for character in change.after)
    return not digits or any(part in row.figure for part in change.after.split() if any(map(str.isdigit, part)))


def _involved(finding: Finding) -> set[str]:
    return {finding.row.statement_id, *(key for one in finding.speaking for key in {one.claim_id, *one.companions})}


def table(outcomes: Sequence[Outcome]) -> Iterator[Sequence[object]]:
    """One row a kind of slip, and the sum."""
    slips = [one for one in outcomes if one.change.is_slip]
    kinds = list(dict.fromkeys(one.change.kind for one in slips))
    for name in (*kinds, "all"):
        of_kind = [one for one in slips if name in (one.change.kind, "all")]
        missed = [one.verdict for one in of_kind if not one.is_found]
        said = ", ".join(f"{missed.count(verdict)} `{verdict}`" for verdict in sorted(set(missed)))
        yield name, len(of_kind), sum(one.is_found for one in of_kind), said


def run(settings: Settings) -> list[Outcome]:
    """Every change held against the published release."""
    with opened(settings.published_database) as release, tempfile.TemporaryDirectory() as folder:
        return [outcome(one, release, settings.sources, Path(folder)) for one in changes()]


def main() -> None:
    """Prints the tables of docs/check.md."""
    outcomes = run(Settings.from_environment())
    print("| Slip | Planted | Found | Missed: what was said |\n| --- | ---: | ---: | --- |")
    for row in table(outcomes):
        print(f"| {' | '.join(map(str, row))} |")
    harmless = [one for one in outcomes if not one.change.is_slip]
    accused = [figure for one in outcomes for figure in one.accused]
    false = sum(bool(one.accused) for one in harmless)
    print(f"\n{len(harmless)} texts without a slip, {false} of them with a false accusation;")
    print(f"{len(accused)} figures falsely accused in all {len(outcomes)} texts")
    for one in accused:
        print(f"- {one}")


if __name__ == "__main__":
    main()
