"""The process beside this one ends with it, however it ended."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path

import pytest

from korea_trade.warehouse import second_process

STARTS_ANOTHER = """
import multiprocessing, os, time
from korea_trade.warehouse import second_process

if __name__ == "__main__":
    with second_process.started("spawn") as other:
        print(other.submit(os.getpid).result(), flush=True)
        other.submit(time.sleep, 600)
        time.sleep(600)
"""


def test_work_is_done_in_another_process() -> None:
    with second_process.started("spawn") as other:
        assert other.submit(os.getpid).result() != os.getpid()


def test_what_fails_there_fails_here() -> None:
    with second_process.started("spawn") as other:
        future: Future[int] = other.submit(int, "no number")

        with pytest.raises(ValueError, match="no number"):
            future.result()


def test_what_fails_here_does_not_wait_for_work_there() -> None:
    def interrupted() -> None:
        with second_process.started("spawn") as other:
            other.submit(time.sleep, 600)
            raise KeyboardInterrupt

    started = time.monotonic()

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    assert time.monotonic() - started < 300


def test_of_shared_work_this_process_does_the_first_and_the_other_the_last() -> None:
    done: dict[str, int] = {}
    here = "__import__('time').sleep(1) or __import__('os').getpid()"

    second_process.share([here, "__import__('os').getpid()"], eval, done.__setitem__)  # noqa: S307 (expressions of this test)

    there = done.pop("__import__('os').getpid()")
    assert done == {here: os.getpid()}
    assert there != os.getpid()


def test_each_piece_of_shared_work_is_done_once() -> None:
    done: list[tuple[str, int]] = []
    second_process.share(map(str, range(20)), int, lambda *each: done.append(each))
    assert sorted(number for _, number in done) == list(range(20))
    assert all(str(number) == task for task, number in done)


@pytest.mark.parametrize("tasks", [["1", "no number"], ["no number", "1"]])
def test_shared_work_that_fails_in_either_process_fails_here(tasks: list[str]) -> None:
    with pytest.raises(ValueError, match="no number"):
        second_process.share(tasks, int, lambda *_: None)


def test_it_ends_with_a_process_that_was_killed(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(STARTS_ANOTHER, encoding="utf-8")
    command = [sys.executable, tmp_path / "program.py"]
    program = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    other = int(program.stdout.readline())

    program.send_signal(signal.SIGKILL)
    program.communicate()

    with suppress(ProcessLookupError):
        for _ in range(600):
            os.kill(other, 0)
            time.sleep(0.1)
        pytest.fail("the other process goes on")
