"""What assets show of themselves in the Dagster UI.

Belongs here: turning what a room tells into Dagster's metadata. Does not belong here: knowing any of it.
"""

import base64
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import dagster as dg

from korea_trade.intake.proposal import OPEN
from korea_trade.intake.review import Review
from korea_trade.presentation.parts import Made
from korea_trade.releases.history import Release
from korea_trade.serving import addresses, site
from korea_trade.serving import review as review_page
from korea_trade.warehouse.settings import Settings

Shown = Mapping[str, dg.MetadataValue[Any]]

_READ_AT_ONCE: Final = 10


def link(page: str) -> Shown:
    """Where `page`, a path in the release, is served; nothing where no site is."""
    address = addresses.page(page)
    return {"page": dg.MetadataValue.url(address)} if address else {}


def of_part(made: Made, settings: Settings, draft: Release) -> Shown:
    """The facts of a part of the `draft`, files where readers find them once it is published, and its pictures."""
    shown: dict[str, dg.MetadataValue[Any]] = {}
    for name, fact in made.facts.items():
        match fact:
            case Path():
                shown[name] = dg.MetadataValue.path(str(settings.published / fact.relative_to(draft.folder)))
            case int():
                shown[name] = dg.MetadataValue.int(fact)
            case _:
                shown[name] = dg.MetadataValue.json(list(fact))
    for name, picture in made.pictures.items():
        encoded = base64.b64encode(picture).decode()
        shown[name] = dg.MetadataValue.md(f"![{name}](data:image/png;base64,{encoded})")
    return shown


def listed(lines: Sequence[str]) -> dg.MetadataValue[Any]:
    """Lines as they stand, or that there is none; of more than a person reads at once a list behind a link."""
    if len(lines) > _READ_AT_ONCE:
        return dg.MetadataValue.md("\n".join(f"- {line}" for line in lines))
    return dg.MetadataValue.text("\n".join(lines) or "none")


def of_gate(findings: Sequence[str], errors: Sequence[str], page: Path) -> Shown:
    """What a gate found, what it could not judge, and its Data Docs page: served where a site is, else its place."""
    address = addresses.page(f"{site.RUNS}/{page.parent.name}/{page.name}")
    return {
        "findings": listed(findings),
        "errors": listed(errors),
        "data_docs": dg.MetadataValue.url(address) if address else dg.MetadataValue.path(str(page)),
    }


def of_reviews(reviews: Sequence[Review], unreadable: Sequence[str]) -> Shown:
    """How many rows wait for a person, of which articles, and the text of each with its figures marked by state."""
    waiting = [review for review in reviews if any(row.is_undecided for row in review.rows)]
    shown: dict[str, dg.MetadataValue[Any]] = {
        "undecided": dg.MetadataValue.int(sum(row.is_undecided for review in waiting for row in review.rows)),
        "open": dg.MetadataValue.int(sum(review.counts()[OPEN] for review in waiting)),
        "articles": dg.MetadataValue.md("\n".join(map(_state, reviews)) or "none"),
        "unreadable": listed(unreadable),
    }
    for review in waiting[-_READ_AT_ONCE:]:
        shown[review.kept.article_id] = dg.MetadataValue.md(_marked(review))
    return shown


def _state(review: Review) -> str:
    article_id = review.kept.article_id
    counts = ", ".join(f"{count} {state}" for state, count in review.counts().items() if count)
    page = addresses.reviewed(article_id)
    name = f"[{article_id}]({page})" if page else article_id
    return f"- {name} {_plain(review.kept.text.title)}: {counts or 'no rows'}"


def _marked(review: Review) -> str:
    """The text, each figure in bold with its state behind it."""
    lines = []
    for sentence in review.kept.text.sentences:
        pieces = review_page.segments(sentence, review.rows_of(sentence))
        lines.append(
            "".join(
                _plain(piece.text) if piece.row is None else f"**{_plain(piece.text)}** `{piece.row.state}`"
                for piece in pieces
            )
        )
    return "\n\n".join(lines)


def _plain(text: str) -> str:
    """Words that mean nothing to Markdown."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", text)


def of_release(release: Release) -> Shown:
    """The tables of a release, who judged it, and what differs from the one before."""
    manifest = release.manifest
    listing = "\n".join(f"| {name} | {table.rows} |" for name, table in manifest.tables.items())
    checks = {judge: {"passed": check.passed, "failed": check.failed} for judge, check in manifest.checks.items()}
    difference = manifest.difference
    return {
        "tables": dg.MetadataValue.md(f"| table | rows |\n|---|---:|\n{listing}"),
        "checks": dg.MetadataValue.json(checks),
        "difference": dg.MetadataValue.json(
            {}
            if difference is None
            else {
                "release_id": difference.release_id,
                "statements": dict(difference.statements),
                "rows": {name: rows._asdict() for name, rows in difference.rows.items()},
                "customs_months": {kind: list(months) for kind, months in difference.customs_months.items()},
            }
        ),
        "dagster/row_count": dg.MetadataValue.int(manifest.rows),
    }
