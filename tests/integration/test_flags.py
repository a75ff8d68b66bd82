"""What is planted in true articles is flagged, and what changes nothing is not."""

from __future__ import annotations

import pytest

from tools.flags import Trial, judged, planted_corpus
from tools.slips import HARMLESS, SLIPS

pytestmark = pytest.mark.integration

# What may rightly differ so between two articles: docs/method.md tells them as missed.
EXCUSED = {
    "a year beside its months",
    "a rate one tenth off",
    "a later print as far off as a revision",
}


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    """Each kind once, in articles of some years."""
    made, planted = planted_corpus(SLIPS | HARMLESS, times=1, months=110, seed=1)
    return Trial(planted, judged(made, tmp_path_factory.mktemp("flags") / "corpus"))


@pytest.mark.soak
def test_a_slip_of_each_kind_is_flagged_unless_it_may_be_excused(outcome: Trial) -> None:
    missed = {one.kind.name for one in outcome.planted if one.kind.identity and not outcome.is_flagged(one)}

    assert missed <= EXCUSED


@pytest.mark.soak
def test_nothing_is_flagged_without_a_slip_on_one_of_its_sides(outcome: Trial) -> None:
    assert [flag for flag in outcome.flags() if outcome.is_of_truth(flag)] == []
    assert {one.kind.name for one in outcome.planted} == {*SLIPS, *HARMLESS}


def test_the_same_seed_plants_the_same() -> None:
    first, second, other = (
        planted_corpus({"a title": SLIPS["a title"]}, times=2, months=20, seed=seed) for seed in (1, 1, 2)
    )

    assert first == second
    assert first != other


def test_a_corpus_without_room_for_all_is_refused_and_names_what_found_none() -> None:
    with pytest.raises(ValueError, match="no room for a title: make more articles"):
        planted_corpus({"a title": SLIPS["a title"]}, times=9, months=15, seed=1)
