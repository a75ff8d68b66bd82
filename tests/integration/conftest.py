"""What integration tests share besides the warehouses."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest


@pytest.fixture
def own_environment() -> Iterator[None]:
    """Gives the environment back as it was: whoever loads the definitions in this process sets variables for dbt."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)
