"""What every test shares: the order by what a test needs, from nothing but Python to a browser."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# No test may write into a server that whoever runs it has set up.
os.environ.pop("KTW_POSTGRES", None)

# A busy machine is no fault of what is tested.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

# Integration and browser tests share one build.
pytest_plugins = ["tests.warehouses"]

# The first mark that a test bears decides; one that bears none needs nothing and comes first.
_NEEDS = ("browser", "slow", "integration", "articles")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Cheap tests first: a slip is found before anyone waits for a pipeline."""
    items.sort(key=_cost)


def _cost(item: pytest.Item) -> int:
    return next((len(_NEEDS) - at for at, name in enumerate(_NEEDS) if item.get_closest_marker(name)), 0)
