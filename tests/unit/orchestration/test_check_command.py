"""`ktw check`: what it prints, how it ends, and what it says where there is nothing to hold a text against."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest
from click.testing import CliRunner, Result

from orchestration import cli
from orchestration.commands import interruption, published
from tests.corpora.published_cells import Printed, release

TEXT = """A draft
2024-04-01
South Korea's exports rose 3.1 percent from a year earlier to {level} in March.
"""


@pytest.fixture(autouse=True)
def interrupts_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command would take Ctrl-C away from this process, and from whatever it starts later."""
    monkeypatch.setattr(interruption, "end_from_a_thread", lambda: None)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, ["check", *arguments])


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A text that says another level than the release."""

    @contextmanager
    def reader(_: object) -> Iterator[duckdb.DuckDBPyConnection]:
        yield release([Printed("$56.56 bn"), Printed("3.1%", "yoy")])

    monkeypatch.setattr(published, "release", lambda _: SimpleNamespace(release_id="R"))
    monkeypatch.setattr(published, "reader", reader)
    file = tmp_path / "draft.txt"
    file.write_text(TEXT.format(level="$56.65 billion"), encoding="utf-8")
    return file


def test_what_is_contradicted_comes_first_and_ends_with_1(draft: Path) -> None:
    result = run(str(draft))
    assert result.exit_code == 1
    assert "figures     1 contradicted, 0 revised, 1 supported" in result.output
    assert result.output.index("contradicted: “$56.65 billion”") < result.output.index("supported: “3.1 percent”")
    assert "Nearest figure that would hold: $56.56" in result.output


def test_a_text_that_holds_ends_with_0(draft: Path) -> None:
    draft.write_text(TEXT.format(level="$56.56 billion"), encoding="utf-8")
    assert run(str(draft)).exit_code == 0


def test_programs_get_json_and_nothing_else(draft: Path) -> None:
    answer = json.loads(run(str(draft), "--json").output)
    assert (answer["release"], answer["texts"][0]["counts"]["contradicted"]) == ("R", 1)


def test_the_page_is_written_where_it_is_asked_for(draft: Path, tmp_path: Path) -> None:
    page = tmp_path / "draft.html"
    assert f"page        {page}" in run(str(draft), "--html", str(page)).output
    assert 'class="mark contradicted"' in page.read_text(encoding="utf-8")


def test_a_page_that_cannot_be_written_is_told_in_a_sentence(draft: Path, tmp_path: Path) -> None:
    result = run(str(draft), "--html", str(tmp_path / "no" / "draft.html"))
    assert result.exit_code == 1
    assert "name a file in a folder that can be written to" in result.output


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("draft.docx", b"", "the ending '.docx' is not read"),
        ("draft.txt", b"", "the file is empty"),
        ("draft.txt", b"\xff\x00\x81", "neither UTF-8 nor cp949"),
    ],
)
def test_a_file_that_is_no_text_is_told_in_a_sentence(draft: Path, name: str, content: bytes, said: str) -> None:
    file = draft.parent / name
    file.write_bytes(content)
    result = run(str(file))
    assert result.exit_code == 1
    assert said in result.output
    assert "Traceback" not in result.output


def test_where_nothing_is_published_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KTW_DATA_DIR", str(tmp_path))
    result = run("draft.txt")
    assert result.exit_code == 1
    assert "nothing is published" in result.output


def test_a_release_of_another_version_asks_for_a_build(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def reader(_: object) -> Iterator[duckdb.DuckDBPyConnection]:
        yield duckdb.connect()

    monkeypatch.setattr(published, "reader", reader)
    result = run(str(draft))
    assert result.exit_code == 1
    assert "`ktw build` makes one of this version" in result.output
