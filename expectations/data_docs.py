"""The Data Docs page of one gate: what was expected, what was found, in one HTML file that asks no host for anything.

Belongs here: the page. Does not belong here: judging. Great Expectations' own pages load styles and a logo from
elsewhere, and this project sends nobody anywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import jinja2

from expectations.suite import Suite
from expectations.validation import Result

_TEMPLATE: Final = Path(__file__).with_name("data_docs.html.j2")


def write(page: Path, title: str, suite: Suite, results: Sequence[Result]) -> None:
    """Writes the page about `results` of `suite` to the file `page`."""
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    outcomes: Counter[str] = Counter(result.outcome for result in results)
    batches = {batch.name: [result for result in results if result.batch == batch.name] for batch in suite.batches}
    html = environment.from_string(_TEMPLATE.read_text(encoding="utf-8")).render(
        title=title,
        suite=suite,
        batches=batches,
        outcomes={outcome: outcomes[outcome] for outcome in ("passed", "failed", "errored")},
        written=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
    )
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(html, encoding="utf-8")
