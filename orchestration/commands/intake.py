"""`ktw intake`.

Belongs here: the command and what it prints of a text. Does not belong here: what a text says and where it is kept
(`korea_trade.intake`).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from korea_trade.warehouse.settings import Settings

if TYPE_CHECKING:
    from korea_trade.intake.review import Review


@click.command()
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--csv", "as_csv", is_flag=True, help="Print the proposed rows as CSV and keep nothing.")
@click.option(
    "--published",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day on which a text was published that does not tell it.",
)
def intake(files: Sequence[Path], *, as_csv: bool, published: datetime | None) -> None:
    """Read texts of articles and propose rows for a person to decide on: each FILE, or all of sources/inbox/.

    A text is a .txt, .md or saved .html file: the title, the address, the day and the body. What it proposes is kept in
    data/intake/, and `ktw review` or the page of `ktw ui` takes it from there. The sources stay as they are.
    """
    from korea_trade.intake import keeping, official, proposal, review

    settings = Settings.from_environment()
    texts = list(files) or keeping.texts_of_inbox(settings)
    if not texts:
        raise click.ClickException(f"there is no text in {settings.inbox}; put one there, or name a FILE")
    day = published and published.date()
    if as_csv:
        rows = [row for path in texts for each in official.read(path, settings.sources, day) for row in each.rows]
        proposal.write_csv(rows, sys.stdout)
        return
    for path in texts:
        for opened, was_known in review.take_in(settings, path, day):
            _tell(settings, path, opened, was_known=was_known)


def _tell(settings: Settings, path: Path, review: Review, *, was_known: bool) -> None:
    kept, article = review.kept, review.article
    counts = ", ".join(f"{count} {state}" for state, count in review.counts().items() if count)
    day = article.get("known_from")
    lines = {
        "file": path,
        "publisher": article.get("publisher") or "not told",
        "day": f"{day} ({article['known_from_basis']})" if day else "not told; give it with --published",
        "rows": counts or "none",
        "known": "in the list of articles" if kept.is_listed else "came in before" if was_known else "new",
        "kept": settings.intake / kept.article_id,
        "next": f"ktw review show {kept.article_id}",
    }
    click.echo(f"{kept.article_id}  {kept.text.title}")
    for name, value in lines.items():
        click.echo(f"     {name:<10} {value}")
