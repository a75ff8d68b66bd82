"""The web page and the daemon of Dagster, side by side on loopback.

Belongs here: starting and ending the two processes. Does not belong here: what they show.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from orchestration import home, manifest
from orchestration.settings import PROJECT, Settings

_HOST: Final = "127.0.0.1"


def serve(settings: Settings, port: int) -> int:
    """Runs both until one ends or a signal comes, then ends the other; returns the exit code."""
    home.prepare(settings)
    manifest.prepared(settings)
    programs = Path(sys.executable).parent
    workspace = ["-w", str(PROJECT / "workspace.yaml")]
    commands = (
        [str(programs / "dagster-webserver"), "-h", _HOST, "-p", str(port), *workspace],
        [str(programs / "dagster-daemon"), "run", *workspace],
    )
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    processes = [subprocess.Popen(command, cwd=PROJECT) for command in commands]
    print(f"Dagster is starting on http://{_HOST}:{port} (Ctrl-C ends it)", flush=True)
    try:
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()
