"""The folders and the server that the environment names."""

from __future__ import annotations

from pathlib import Path

import pytest

from korea_trade.warehouse.settings import Settings, SettingsError


@pytest.mark.parametrize("name", ["50%20off", "what?", "a%b/data"])
def test_a_folder_whose_path_dagster_would_misread_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("KTW_DATA_DIR", str(tmp_path / name))

    with pytest.raises(SettingsError, match="choose a path without % and \\?"):
        Settings.from_environment()


@pytest.mark.parametrize("name", ["a b", "#1", "자료", "it's"])
def test_any_other_folder_is_taken_as_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("KTW_DATA_DIR", str(tmp_path / name))

    assert Settings.from_environment().data == tmp_path / name


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
