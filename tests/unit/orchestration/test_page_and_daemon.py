"""Dagster's page and daemon in one process: neither goes on without the other."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from orchestration.instance import liveness, page_and_daemon
from orchestration.instance.page_and_daemon import Watch


def _fail(*_: object) -> None:
    raise RuntimeError("threads no longer running")


def _pass(*_: object) -> None:
    """Finds nothing wrong."""


@pytest.mark.parametrize(("threads", "dead_runs"), [(_fail, _pass), (_pass, _fail)])
def test_the_page_ends_when_nobody_looks_after_runs(
    monkeypatch: pytest.MonkeyPatch, threads: Any, dead_runs: Any
) -> None:
    monkeypatch.setattr(page_and_daemon, "_SECONDS_BETWEEN_LOOKS", 0)
    monkeypatch.setattr(liveness, "fail_dead_runs", dead_runs)
    controller: Any = SimpleNamespace(check_daemon_threads=threads)
    server: Any = SimpleNamespace(should_exit=False)
    nothing: Any = None
    watch = Watch(nothing, nothing, controller, server)

    watch.look()

    assert watch.has_ended
    assert server.should_exit
