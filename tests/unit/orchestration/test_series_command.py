"""`ktw series` with several files: those that disagree are refused, in whatever order they are named."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from korea_trade.series import delivery
from korea_trade.warehouse.settings import PROJECT
from orchestration import cli

TABLE = "(단위: 천달러)\n기간,수출\n2023.10,{}\n"


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The reference lists, and no series."""
    folder = tmp_path / "sources"
    folder.mkdir()
    for name in ("items", "partners", "aliases"):
        shutil.copy(PROJECT / "sources" / f"{name}.csv", folder)
    monkeypatch.setenv("KTW_SOURCES_DIR", str(folder))
    monkeypatch.setenv("KTW_DATA_DIR", str(tmp_path / "data"))
    return folder


def accepted(*files: Path) -> Result:
    return CliRunner().invoke(cli.main, ["series", "--accept", "--known-from", "2023-11-01", *map(str, files)])


def written(folder: Path, **values: str) -> list[Path]:
    files = []
    for name, value in values.items():
        files.append(folder / f"{name}.csv")
        files[-1].write_text(TABLE.format(value), encoding="utf-8")
    return files


@pytest.mark.parametrize("order", [slice(None), slice(None, None, -1)])
def test_of_files_that_disagree_none_is_taken_in_whatever_their_order(
    sources: Path, tmp_path: Path, order: slice
) -> None:
    result = accepted(*written(tmp_path, one="55000123", other="56000123")[order])
    assert result.exit_code == 1
    assert result.output.count("the figure of the same day is") == 2
    assert result.output.count("nothing of it is taken in") == 2
    assert not (sources / "observed").exists()


def test_files_that_agree_are_all_taken_in(sources: Path, tmp_path: Path) -> None:
    result = accepted(*written(tmp_path, one="55000123", other="55000123.0"))
    assert (result.exit_code, len([*(sources / "observed").iterdir()])) == (0, 2)


def test_a_file_is_read_once_where_nothing_is_taken_in(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    deliver = delivery.deliver

    def counted(path: Path, *arguments: Any) -> delivery.Delivery:
        read.append(path.name)
        return deliver(path, *arguments)

    monkeypatch.setattr(delivery, "deliver", counted)
    files = written(tmp_path, one="55000123", other="55000123.0")
    result = CliRunner().invoke(cli.main, ["series", "--known-from", "2023-11-01", *map(str, files)])
    assert (result.exit_code, read) == (0, ["one.csv", "other.csv"])


def test_what_an_earlier_file_gave_is_known_to_the_next(sources: Path, tmp_path: Path) -> None:
    result = accepted(*written(tmp_path, one="55000123", other="55000123.0"))
    assert "1 to add" in result.output.partition("other.csv")[0]
    assert "1 known as they are" in result.output.partition("other.csv")[2]
