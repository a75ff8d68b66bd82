"""The program `ktw`.

Belongs here: what holds from its first moment on, before anything is loaded. Does not belong here: the commands
(`cli`).
"""

from __future__ import annotations

import signal

from korea_trade import garbage
from orchestration.commands import interruption


def main() -> None:
    """Runs the command that is asked for."""
    # Raised inside an import, an interruption would come out as another error.
    signal.signal(signal.SIGINT, interruption.end)
    garbage.collect_rarely()
    from orchestration import cli

    try:
        cli.main()
    except SystemExit as end:
        if isinstance(end.code, str):  # a sentence, which Python prints
            raise
        garbage.end_without_collecting(end.code or 0)


if __name__ == "__main__":
    main()
