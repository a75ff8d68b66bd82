"""Generated corpora hold the slips that were asked for, so that a test of finding them finds something."""

import pytest

from tools import corpus


@pytest.mark.parametrize("seed", [1, 2, 9041])
def test_each_slip_that_is_asked_for_is_planted(seed: int) -> None:
    made = corpus.generate(12, outlets=3, seed=seed, planted=["title", "length", "revision"])

    identities = [one.reconciliation_id.split("|")[0] for one in made.contradictions]
    assert (identities, made.revisions) == (["same_cell", "streak_length"], 1)


def test_slips_without_a_place_are_refused() -> None:
    with pytest.raises(ValueError, match="no room for the slips length"):
        corpus.generate(3, outlets=3, planted=["title", "length"])
