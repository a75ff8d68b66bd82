"""What a release acknowledges is kept in its manifest and told by the commands that show releases."""

from __future__ import annotations

from pathlib import Path

from korea_trade.releases import manifest
from korea_trade.releases.history import Release
from korea_trade.releases.manifest import Difference
from orchestration.commands.releases import acknowledged
from tests import manifests

CHANGE = "2024-05-01 items ships, label: Ships → Boats (a test)"


def test_the_changes_that_a_release_acknowledges_are_read_back_from_its_manifest(tmp_path: Path) -> None:
    manifests.write(tmp_path, difference=Difference("before", {}, {}, (CHANGE,)), acknowledged=("earlier", CHANGE))
    read = manifest.read(tmp_path)
    assert read.acknowledged == ("earlier", CHANGE)
    assert acknowledged(Release(tmp_path, read)) == (CHANGE,)


def test_a_release_that_was_compared_with_none_acknowledges_nothing(tmp_path: Path) -> None:
    manifests.write(tmp_path, acknowledged=(CHANGE,))
    assert acknowledged(Release(tmp_path, manifest.read(tmp_path))) == ()
