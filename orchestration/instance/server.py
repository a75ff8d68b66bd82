"""The web page and the daemon of Dagster and the site of the published release, side by side on loopback.

Belongs here: starting and ending the two processes and the site, and freeing the queue of runs that were killed
meanwhile. Does not belong here: what they show.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Final

from korea_trade.modelling import dbt_manifest
from korea_trade.serving import site
from korea_trade.warehouse.settings import PROJECT, Settings
from orchestration.instance import home, liveness

_SECONDS_BETWEEN_LOOKS: Final = 10


def serve(settings: Settings, port: int, site_port: int) -> int:
    """Runs all until one ends or a signal comes, then ends the others; returns the exit code."""
    with socket.socket() as probe:
        if probe.connect_ex((site.HOST, port)) == 0:
            print(f"Port {port} of {site.HOST} is taken; choose another with --port", file=sys.stderr)
            return 1
    try:
        pages = site.server(settings, site_port)
    except OSError as error:
        print(f"Port {site_port} of {site.HOST}: {error.strerror}; choose another with --site-port", file=sys.stderr)
        return 1
    threading.Thread(target=pages.serve_forever, name="site", daemon=True).start()
    os.environ[site.VARIABLE] = site.address(site_port)
    home.prepare(settings)
    dbt_manifest.prepared(settings)
    programs = Path(sys.executable).parent
    workspace = ["-w", str(PROJECT / "workspace.yaml")]
    commands = (
        [str(programs / "dagster-webserver"), "-h", site.HOST, "-p", str(port), *workspace],
        [str(programs / "dagster-daemon"), "run", *workspace],
    )
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with home.opened(settings) as instance:
        processes = [subprocess.Popen(command, cwd=PROJECT) for command in commands]
        print(f"The published release is on {site.address(site_port)}, Dagster is starting on", end=" ")
        print(f"http://{site.HOST}:{port} (Ctrl-C ends both)", flush=True)
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
