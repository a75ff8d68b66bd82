"""What the offices answer before a run of the schedule builds: one asset, where a key is set.

Belongs here: asking, taking in what is new, and telling what did not come. Does not belong here: how an office is asked
(`korea_trade.series.fetching`). An office that does not answer hinders no build: the series stay as they are.
"""

from __future__ import annotations

from typing import Final

import dagster as dg

from korea_trade.series import delivery, fetching
from korea_trade.warehouse import progress
from korea_trade.warehouse.settings import Settings
from orchestration.resources import EDITORS, POOL

KEY: Final = dg.AssetKey(["fetch", "answers"])
GROUP: Final = "fetch"
_LOG: Final = progress.logger("fetch")


def asset(settings: Settings) -> dg.AssetsDefinition:
    """The asset, which asks with the keys of `settings`."""

    @dg.asset(
        key=KEY,
        description="Newest figures of the offices whose key is set. What is new of them goes to sources/observed/.",
        group_name=GROUP,
        kinds={"python"},
        owners=EDITORS,
        pool=POOL,
    )
    def answers() -> dg.MaterializeResult[None]:
        """Asks for the months that are still revised, and takes in what can be right."""
        today = delivery.today()
        first = fetching.january_before(today)
        new: list[str] = []
        problems: list[str] = []
        for each in fetching.fetch(settings.keys, settings.fetched, settings.sources, first, today, settings.offices):
            if each.delivery is None:
                problems.append(each.problem or each.request.name)
                continue
            problems += map(str, each.delivery.refused)
            if each.is_new:
                delivery.take_in(each.delivery)
                new.append(
                    f"{each.delivery.target.name}: {len(each.delivery.added)} new, {len(each.delivery.revised)} revised"
                )
        for line in new:
            _LOG.info("%s", line)
        for problem in problems:
            _LOG.warning("%s", problem)
        told = {"taken in": new, "did not come, or refused": problems}
        return dg.MaterializeResult(
            metadata={
                name: dg.MetadataValue.md("\n".join(f"- {line}" for line in lines) or "nothing")
                for name, lines in told.items()
            }
        )

    return answers
