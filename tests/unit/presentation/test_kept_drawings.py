"""A chart that has not changed is not drawn again."""

from __future__ import annotations

from pathlib import Path

from korea_trade.presentation.dashboard.kept import Drawings


def _draw(text: str) -> bytes:
    _DRAWN.append(text)
    return text.encode()


_DRAWN: list[str] = []


def test_what_was_drawn_is_kept_and_only_what_differs_is_drawn(tmp_path: Path) -> None:
    _DRAWN.clear()
    assert Drawings(tmp_path).drawn(_draw, "one") == b"one"
    assert Drawings(tmp_path).drawn(_draw, "one") == b"one"
    assert Drawings(tmp_path).drawn(_draw, "other") == b"other"
    assert _DRAWN == ["one", "other"]


def test_what_nobody_asked_for_is_forgotten(tmp_path: Path) -> None:
    Drawings(tmp_path).drawn(_draw, "one")
    (tmp_path / ".left-behind-by-a-kill").write_bytes(b"")
    later = Drawings(tmp_path)
    later.drawn(_draw, "other")
    later.forget_others()
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"other"]
