"""The quick tests load nothing of weight, so that the loop of every edit stays one of seconds."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

_HEAVY = {"altair", "dagster", "dbt", "great_expectations", "metricflow"}
_HERE = Path(__file__).parent


def pytest_collection_finish(session: pytest.Session) -> None:
    """Refuses what a quick test imports, where nothing else is collected that may import it."""
    loaded = sorted(_HEAVY & set(sys.modules))
    if loaded and all(item.path.is_relative_to(_HERE) for item in session.items):
        raise pytest.UsageError(f"the quick tests import {', '.join(loaded)}: move what needs it to tests/unit")
