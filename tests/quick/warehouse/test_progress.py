"""What a person in a terminal sees of a run, and what a file does."""

from __future__ import annotations

import io
import logging
import re
import time
from collections.abc import Iterator

import pytest

from korea_trade.warehouse import progress

STEPS = {"ingest": "reading the sources", "gate 1": "checking the sources"}


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    root = logging.getLogger("korea_trade")
    before = (list(root.handlers), root.level, root.propagate)
    yield
    root.handlers, root.level, root.propagate = before


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_SECONDS_BETWEEN_LOOKS", 0.001)


@pytest.mark.usefixtures("at_once")
def test_a_terminal_tells_what_goes_on_and_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", terminal := Terminal())
    with progress.shown(STEPS):
        wait_for(terminal, "ingest        step 1 of 2: reading the sources …")
        progress.logger("ingest").info("34 tables")
        wait_for(terminal, "gate 1        step 2 of 2: checking the sources …")
    assert terminal.getvalue().endswith("\r\x1b[K")
    assert re.search(r"\r\x1b\[K +\d+\.\d s  ingest        34 tables\n", terminal.getvalue())


@pytest.mark.usefixtures("at_once")
def test_a_step_that_finds_fault_still_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", terminal := Terminal())
    with progress.shown(STEPS):
        progress.logger("ingest").error("a row is wrong")
        wait_for(terminal, "step 1 of 2")
    assert "step 2 of 2" not in terminal.getvalue()


@pytest.mark.usefixtures("at_once")
def test_a_file_gets_the_sentences_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", file := io.StringIO())
    with progress.shown(STEPS):
        progress.logger("ingest").info("34 tables")
        time.sleep(0.05)
    assert re.fullmatch(r" +\d+\.\d s  ingest        34 tables\n", file.getvalue())


def wait_for(terminal: Terminal, text: str) -> None:
    end = time.monotonic() + 10
    while text not in terminal.getvalue():
        assert time.monotonic() < end, terminal.getvalue()
        time.sleep(0.005)
