"""Ctrl-C, the same for every command.

Belongs here: ending at once and saying so. Does not belong here: knowing it where a library made an error of it
(`orchestration.instance.interruption`). Nothing heavy is imported here: it is the first that `ktw` loads.
"""

from __future__ import annotations

import signal
import sys
import threading
from typing import Any, Final, NoReturn

from korea_trade import garbage

# 128 and the number of the signal, as a shell tells it.
_INTERRUPTED: Final = 130


def end(*_: Any) -> NoReturn:
    """Says so and ends at once: threads of dbt may yet be at work in DuckDB, which no orderly end survives."""
    print("\nInterrupted; `ktw status` tells what is published.", file=sys.stderr, flush=True)
    garbage.end_without_collecting(_INTERRUPTED)


def end_from_a_thread() -> None:
    """Has a thread of its own end the process, for a query in which DuckDB does not let Python hear of Ctrl-C."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    threading.Thread(target=_wait, name="interruption", daemon=True).start()


def _wait() -> None:
    signal.sigwait({signal.SIGINT})
    end()
