"""`python -m orchestration.instance.daemon`: Dagster's daemon for as long as `ktw ui` lives.

Belongs here: starting it. Does not belong here: what it does, which is Dagster's.
"""

from __future__ import annotations

from orchestration.instance import attended

if __name__ == "__main__":
    attended.end_with_starter()
    from dagster._daemon.cli import run_command

    run_command()
