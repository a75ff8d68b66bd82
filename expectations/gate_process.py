"""The process that validates: loads Great Expectations while others work, then answers one gate a line.

Belongs here: the conversation with the process that started it. Does not belong here: validation and its page.

Each request is a line of JSON, `{"gate", "database", "published", "page", "title"}` (`published` may be null), and so
is each answer: `{"results": [...]}` in the fields of `validation.Result`, or `{"error": "..."}`. It ends with its
input, so no orphan is left behind a parent that was killed.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
import warnings
from concurrent.futures import Executor
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO

from expectations import marts, previous, sources, staging
from korea_trade import garbage
from korea_trade.statements import declaration
from korea_trade.warehouse import second_process

if TYPE_CHECKING:
    from expectations.suite import Suite
    from expectations.validation import Result

_SUITES: Final = {"sources": sources.suite, "staging": staging.suite, "marts": marts.suite}


def main() -> None:
    """Answers requests from standard input until it ends."""
    answers = _own_output()
    garbage.collect_rarely()
    warnings.simplefilter("ignore")  # of Great Expectations about itself; none concerns the data
    from expectations import data_docs

    # The other process is a copy of this one, which has loaded everything.
    with second_process.started("fork") as other:
        for line in sys.stdin:
            request: dict[str, Any] = json.loads(line)
            answer: dict[str, Any]
            try:
                published = request["published"] and Path(request["published"])
                results = _results(other, request["gate"], Path(request["database"]), published)
                data_docs.write(Path(request["page"]), request["title"], _suite(request["gate"]), results)
                answer = {"results": [result.as_dict() for result in results]}
            except (previous.PublishedError, OSError) as error:
                answer = {"error": str(error)}
            except Exception:  # whatever went wrong is the parent's to report
                answer = {"error": traceback.format_exc()}
            print(json.dumps(answer), file=answers, flush=True)


def _results(other: Executor, gate: str, database: Path, published: Path | None) -> list[Result]:
    """The results of the suite of `gate` in its order: every second batch is judged by the `other` process."""
    theirs = other.submit(_judged, gate, slice(1, None, 2), database, published)
    ours = _judged(gate, slice(0, None, 2), database, published)
    pairs = zip_longest(ours, theirs.result(), fillvalue=())
    return [result for pair in pairs for batch in pair for result in batch]


def _judged(gate: str, which: slice, database: Path, published: Path | None) -> list[list[Result]]:
    """The results of those batches of the suite of `gate` that `which` selects, by batch."""
    from expectations import validation

    suite = _suite(gate)
    return validation.validate(suite, suite.batches[which], database, published)


def _suite(gate: str) -> Suite:
    return _SUITES[gate](declaration.load())


def _own_output() -> TextIO:
    """The real standard output; whatever libraries print goes to standard error instead."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


if __name__ == "__main__":
    main()
