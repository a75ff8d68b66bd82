"""Layouts: which one a publisher has, and what of a text it leaves out."""

from pathlib import Path

import pytest

from korea_trade.errors import WarehouseError
from korea_trade.statements import layout, texts

LAYOUTS = sorted(Path(layout.__file__).with_name("layouts").iterdir())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "general.yml").write_text("footers: [general]\n", encoding="utf-8")
    (tmp_path / "metals.example.yml").write_text("footers: [metals]\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("publisher", "footer"),
    [
        ("metals.example", "metals"),
        ("www.Metals.example", "metals"),
        ("othermetals.example", "general"),
        ("example", "general"),
        ("", "general"),
    ],
)
def test_a_publisher_has_the_layout_of_its_site_or_the_general_one(folder: Path, publisher: str, footer: str) -> None:
    assert [pattern.pattern for pattern in layout.of(publisher, folder).footers] == [footer]


def test_a_layout_leaves_out_headers_footers_and_what_follows_the_end(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    declared = "headers: ['By .+']\nfooters: ['Share this']\nends: ['Related']\n"
    (folder / "general.yml").write_text(declared, encoding="utf-8")
    own = layout.of("tin.example", folder)
    monkeypatch.setattr(layout, "of", lambda publisher: own)
    text = folder / "text.txt"
    lines = [
        "One",
        "https://tin.example/1",
        "By a hand",
        "Tin rose.",
        "Share this",
        "By noon it fell.",
        "Related",
        "Zinc",
    ]
    text.write_text("\n".join(lines), encoding="utf-8")
    (cut,) = texts.read(text)
    assert [sentence.text for sentence in cut.sentences] == ["One", "Tin rose.", "By noon it fell."]


@pytest.mark.parametrize("file", LAYOUTS, ids=lambda file: file.stem)
def test_every_layout_of_the_project_can_be_read(file: Path) -> None:
    assert layout.of(file.stem) != layout.Layout()


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        ("feet: []", "broken.example.yml: a layout has no key 'feet'; it has footers, headers, ends"),
        ("footers: Share", "broken.example.yml, footers: write a list of regular expressions"),
        ("footers: ['(']", r"broken.example.yml, footers, value '(': no regular expression"),
    ],
)
def test_a_layout_that_says_something_else_is_refused(folder: Path, declared: str, said: str) -> None:
    (folder / "broken.example.yml").write_text(declared, encoding="utf-8")
    with pytest.raises(WarehouseError) as refused:
        layout.of("broken.example", folder)
    assert said in str(refused.value)
