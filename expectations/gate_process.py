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
from pathlib import Path
from typing import Any, TextIO

from expectations import marts, previous, sources, staging
from korea_trade import garbage
from korea_trade.statements import declaration

_SUITES = {"sources": sources.suite, "staging": staging.suite, "marts": marts.suite}


def main() -> None:
    """Answers requests from standard input until it ends."""
    answers = _own_output()
    garbage.collect_rarely()
    warnings.simplefilter("ignore")  # of Great Expectations about itself; none concerns the data
    from expectations import data_docs, validation

    for line in sys.stdin:
        request: dict[str, Any] = json.loads(line)
        answer: dict[str, Any]
        try:
            suite = _SUITES[request["gate"]](declaration.load())
            published = request["published"] and Path(request["published"])
            results = validation.validate(suite, Path(request["database"]), published)
            data_docs.write(Path(request["page"]), request["title"], suite, results)
            answer = {"results": [result.as_dict() for result in results]}
        except previous.PublishedError as error:
            answer = {"error": str(error)}
        except Exception:  # whatever went wrong is the parent's to report
            answer = {"error": traceback.format_exc()}
        print(json.dumps(answer), file=answers, flush=True)


def _own_output() -> TextIO:
    """The real standard output; whatever libraries print goes to standard error instead."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


if __name__ == "__main__":
    main()
