"""How a step fails where the fault is not ours: with a sentence for whoever can mend it, and without another try.

Belongs here: turning an error of the warehouse into a failure of Dagster. Does not belong here: any error itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from korea_trade.errors import WarehouseError


@contextmanager
def told() -> Iterator[None]:
    """A WarehouseError that is raised in the context fails the step with its message alone."""
    try:
        yield
    except WarehouseError as error:
        raise dg.Failure(str(error), allow_retries=False) from error
