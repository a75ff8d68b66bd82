"""What every test shares: the order by what a test needs, from nothing but Python to a browser."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# No test may write into a server that whoever runs it has set up, or ask an office with a key of theirs.
for name in ("KTW_POSTGRES", "KTW_DATA_PORTAL_KEY", "KTW_ECOS_KEY"):
    os.environ.pop(name, None)

# A busy machine is no fault of what is tested.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

# Integration and browser tests share one build.
pytest_plugins = ["tests.warehouses"]

# What takes long, the longest first: so several processes end together. A test that bears none of these marks is cheap.
_LONG = ("slow", "browser", "integration")
# Where the build stands that all of them share.
_BUILD = "test_build.py"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Cheap tests first: a slip is found before anyone waits for a pipeline.

    Of several processes one makes the build at the same time, so that nobody waits for it afterwards.
    """
    items.sort(key=_place)
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: item.path.name != _BUILD)


def _place(item: pytest.Item) -> int:
    return next((at for at, name in enumerate(_LONG, start=1) if item.get_closest_marker(name)), 0)
