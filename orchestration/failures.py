"""How a step fails where the fault is not ours: with a sentence for whoever can mend it, and without another try.

Belongs here: turning an error of the warehouse into a failure of Dagster. Does not belong here: any error itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from korea_trade.errors import WarehouseError
from korea_trade.warehouse import causes
from korea_trade.warehouse.settings import Settings


@contextmanager
def told() -> Iterator[None]:
    """What a user or the machine caused in the context fails the step with its sentence alone."""
    try:
        yield
    except WarehouseError as error:
        raise dg.Failure(str(error), allow_retries=False) from error
    except Exception as error:
        sentence = causes.told(error, Settings.from_environment())
        if sentence is None:
            raise
        raise dg.Failure(sentence, allow_retries=False) from error
