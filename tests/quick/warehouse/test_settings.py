"""The folders and the server that the environment names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from korea_trade.warehouse.settings import Settings, SettingsError

# What is no text for Python: a name in EUC-KR.
_NOT_UTF_8 = os.fsdecode("자료".encode("euc-kr"))


@pytest.mark.parametrize("name", ["50%20off", "what?", "C#/data", "data[1]", "all*", "a\\b", "two\nlines", _NOT_UTF_8])
def test_a_folder_of_data_whose_path_would_be_misread_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("KTW_DATA_DIR", str(tmp_path / name))

    with pytest.raises(SettingsError, match="name a folder without in KTW_DATA_DIR") as refused:
        Settings.from_environment()

    assert str(refused.value).isprintable()


@pytest.mark.parametrize("name", ["a\\b", "two\nlines", _NOT_UTF_8])
def test_a_folder_of_sources_whose_path_would_be_misread_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("KTW_SOURCES_DIR", str(tmp_path / name))

    with pytest.raises(SettingsError, match="name a folder without in KTW_SOURCES_DIR"):
        Settings.from_environment()


@pytest.mark.parametrize("name", ["a b", "#1", "src[1]", "50%", "what?", "flow=imports", "자료"])
def test_any_other_folder_of_sources_is_taken_as_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("KTW_SOURCES_DIR", str(tmp_path / name))

    assert Settings.from_environment().sources == tmp_path / name


@pytest.mark.parametrize("name", ["a b", "{{ x }}", "자료", "it's", "a;b", "a:b", 'say "x"', "$HOME", "a=b", "a&b"])
def test_any_other_folder_is_taken_as_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("KTW_DATA_DIR", str(tmp_path / name))

    assert Settings.from_environment().data == tmp_path / name


@pytest.mark.parametrize("variable", ["KTW_DATA_DIR", "KTW_SOURCES_DIR"])
@pytest.mark.parametrize(
    ("name", "reason"),
    [("file", "for .*file is a file"), ("file/below", "for .*file is a file"), ("a" * 300, "File name too long")],
)
def test_what_can_be_no_folder_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, name: str, reason: str
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(variable, str(tmp_path / name))

    with pytest.raises(SettingsError, match=f"can be no folder.*{reason}.*name another in {variable}"):
        Settings.from_environment()


@pytest.mark.parametrize(("value", "expected"), [(None, None), ("", None), ("service=x", "service=x")])
def test_a_server_is_named_by_its_variable_alone(
    monkeypatch: pytest.MonkeyPatch, value: str | None, expected: str | None
) -> None:
    monkeypatch.delenv("KTW_POSTGRES", raising=False)
    if value is not None:
        monkeypatch.setenv("KTW_POSTGRES", value)

    assert Settings.from_environment().postgres == expected


def test_settings_do_not_show_the_password_of_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KTW_POSTGRES", "password=hidden")

    assert "hidden" not in repr(Settings.from_environment())
    assert "hidden" not in str(Settings.from_environment().environment())


def test_an_engine_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KTW_ENGINE", "sparc")

    with pytest.raises(SettingsError, match="KTW_ENGINE is 'sparc'; write duckdb or spark"):
        Settings.from_environment()
