"""The fingerprint sees every file that a release follows from, and no other."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from korea_trade.statements import reader
from korea_trade.warehouse import fingerprint
from korea_trade.warehouse.settings import PROJECT, Settings


@pytest.mark.parametrize("name", ["ITEMS.CSV", "items.Csv", "items.csv"])
def test_a_file_that_the_reader_would_refuse_changes_the_fingerprint(tmp_path: Path, name: str) -> None:
    settings = Settings(sources=tmp_path, data=tmp_path / "data")
    before = fingerprint.current(settings)

    (tmp_path / name).write_text("item_id\n", encoding="utf-8")
    (tmp_path / "README.md").touch()

    assert [problem.file for problem in reader.undeclared([], tmp_path)] == [name]
    assert list(fingerprint.source_checksums(settings)) == [name]
    assert fingerprint.current(settings) != before


def test_a_file_that_cannot_be_read_or_named_changes_the_fingerprint_and_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(sources=tmp_path, data=tmp_path / "data")
    seen = {fingerprint.current(settings)}
    (tmp_path / os.fsdecode("품목.csv".encode("euc-kr"))).touch()
    seen.add(fingerprint.current(settings))

    def unreadable(*_: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(fingerprint, "_sha256", unreadable)
    assert list(fingerprint.source_checksums(settings).values()) == ["unreadable: Permission denied"]
    assert len(seen) == 2


def test_what_a_program_left_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "observed").mkdir()
    for name in (".#items.csv", "._items.csv", "~$items.csv", "observed/.#customs.csv"):
        (tmp_path / name).touch()
    assert fingerprint.source_checksums(Settings(sources=tmp_path, data=tmp_path / "data")) == {}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The smallest project that has a file of each kind, to edit."""
    for name in (*_OF_PAGES, *_OF_CODE_ALONE, "korea_trade/errors.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(PROJECT / name, tmp_path / name)
    monkeypatch.setattr(fingerprint, "PROJECT", tmp_path)
    monkeypatch.setattr(fingerprint, "DBT_PROJECT", tmp_path / "dbt_project")
    return tmp_path


# A file of each kind: what a page or file of a release follows from, and what only its marts follow from, or nothing.
_OF_PAGES = [
    "dbt_project/models/_columns.md",
    "dbt_project/models/staging/_columns.md",
    "dbt_project/models/marts/fct_statement.sql",
    "dbt_project/macros/interval.sql",
    "dbt_project/dbt_project.yml",
    "expectations/data_docs.html.j2",
    "expectations/suite.py",
    "korea_trade/statements/reader.py",
    "korea_trade/statements/declaration.yml",
    "korea_trade/statements/units.yml",
    "korea_trade/series/observed.py",
    "korea_trade/modelling/lineage.py",
    "korea_trade/presentation/queries/findings.sql",
    "korea_trade/presentation/dashboard/template/page.js",
    "korea_trade/presentation/dashboard/template/style.css",
    "korea_trade/presentation/documentation/template/index.html.j2",
    "uv.lock",
]
_OF_CODE_ALONE = [
    "orchestration/assets/models.py",
    "orchestration/checks.py",
    "korea_trade/serving/site.py",
    "korea_trade/authoring/dbt_sources.py",
]


def _edit(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    text = file.read_bytes() if file.exists() else b""
    file.unlink(missing_ok=True)
    file.write_bytes(text + b"\n")


@pytest.mark.parametrize(
    ("name", "makes_other_pages"),
    [*((name, True) for name in _OF_PAGES), *((name, False) for name in _OF_CODE_ALONE)],
)
def test_an_edit_makes_another_code_and_other_pages_only_where_they_follow_from_it(
    project: Path, name: str, makes_other_pages: bool
) -> None:
    code, pages = fingerprint.code_version(), fingerprint.presentation_version()
    assert (project / name).exists()

    _edit(project / name)

    assert fingerprint.code_version() != code
    assert (fingerprint.presentation_version() != pages) is makes_other_pages


@pytest.mark.parametrize("room", ["korea_trade/newroom", "korea_trade", "expectations", "dbt_project/models/new"])
def test_a_new_file_of_any_room_counts_without_being_listed(project: Path, room: str) -> None:
    code, pages = fingerprint.code_version(), fingerprint.presentation_version()

    _edit(project / room / "new.txt")

    assert fingerprint.code_version() != code
    assert fingerprint.presentation_version() != pages


@pytest.mark.parametrize("room", [".", "docs", "tests", "tools", "data"])
def test_what_no_release_follows_from_changes_nothing(project: Path, room: str) -> None:
    code = fingerprint.code_version()

    _edit(project / room / "README.md")
    _edit(project / "korea_trade" / "__pycache__" / "errors.pyc")
    _edit(project / "korea_trade" / ".errors.py.swp")
    _edit(project / "dbt_project" / "target" / "manifest.json")

    assert fingerprint.code_version() == code


def test_only_the_dbt_project_makes_another_version_of_the_models(project: Path) -> None:
    models = fingerprint.models_version()

    _edit(project / "korea_trade" / "errors.py")
    assert fingerprint.models_version() == models

    _edit(project / "dbt_project" / "models" / "_columns.md")
    assert fingerprint.models_version() != models
