"""The web page and the daemon of Dagster, side by side on loopback.

Belongs here: starting and ending the two processes, and freeing the queue of runs that were killed meanwhile. Does not
belong here: what they show.
"""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from orchestration import home, liveness, manifest
from orchestration.settings import PROJECT, Settings

_HOST: Final = "127.0.0.1"
_SECONDS_BETWEEN_LOOKS: Final = 10


def serve(settings: Settings, port: int) -> int:
    """Runs both until one ends or a signal comes, then ends the other; returns the exit code."""
    with socket.socket() as probe:
        if probe.connect_ex((_HOST, port)) == 0:
            print(f"Port {port} of {_HOST} is taken; choose another with --port", file=sys.stderr)
            return 1
    home.prepare(settings)
    manifest.prepared(settings)
    programs = Path(sys.executable).parent
    workspace = ["-w", str(PROJECT / "workspace.yaml")]
    commands = (
        [str(programs / "dagster-webserver"), "-h", _HOST, "-p", str(port), *workspace],
        [str(programs / "dagster-daemon"), "run", *workspace],
    )
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with home.opened(settings) as instance:
        processes = [subprocess.Popen(command, cwd=PROJECT) for command in commands]
        print(f"Dagster is starting on http://{_HOST}:{port} (Ctrl-C ends it)", flush=True)
        try:
            while all(process.poll() is None for process in processes):
                liveness.fail_dead_runs(instance, settings)
                time.sleep(_SECONDS_BETWEEN_LOOKS)
            return 1
        except KeyboardInterrupt:
            return 0
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait()
