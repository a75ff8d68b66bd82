"""Starts Superset on the published file: `python start.py [--port N]`, until Ctrl-C.

Each start brings the metadata database up to date and imports the assets anew: the YAML files are the source, and what
was changed in them by hand in Superset is overwritten. What people add beside them stays.
"""

from __future__ import annotations

import argparse
import signal
import socket
import sys

import home

HOST = "127.0.0.1"


def main() -> None:
    """Sets Superset up and serves it. Ends with exit code 1 and a sentence if it cannot."""
    arguments = argparse.ArgumentParser(description="Superset on the published file, on this machine only")
    arguments.add_argument("--port", type=int, default=8088, help="where it listens on 127.0.0.1 (default 8088)")
    port = arguments.parse_args().port
    published = home.published("korea_trade")
    if not published.exists():
        sys.exit(f"Nothing is published yet: there is no {published}. Run `make run` first.")
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell ignores it for what it starts with `&`
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
            listener.listen()  # before the long work: the port is taken from here on, and who is early waits
        except OSError as error:
            sys.exit(f"Port {port} cannot be used: {error.strerror}. End what listens there, or name another one.")
        _serve(listener)


def _serve(listener: socket.socket) -> None:
    print("Loading Superset", flush=True)
    import application  # takes seconds: not for somebody who has nothing to look at
    import waitress

    server = waitress.create_server(application.ready(), sockets=[listener], threads=16)
    print(
        f"Superset is ready on http://{HOST}:{listener.getsockname()[1]}/superset/dashboard/korea-trade/\n"
        f"User {application.ADMINISTRATOR}, password in {home.PASSWORD}\n"
        f"Its log is {home.LOG}. Ctrl-C ends it.",
        flush=True,
    )
    server.run()
    print("Superset has ended.")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("Superset has ended.")
