"""The proposed rows of the texts in the inbox: one asset, for people to see what waits for them.

Belongs here: taking in every text of the inbox and telling what is open. Does not belong here: what a text says and who
decides (`korea_trade.intake`). A text that cannot be read is told and hinders no other; nothing of the build waits for
an article that nobody has decided on.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import dagster as dg

from korea_trade.errors import WarehouseError
from korea_trade.intake import keeping
from korea_trade.intake import review as reviewing
from korea_trade.warehouse import progress
from orchestration import metadata
from orchestration.resources import EDITORS, Folders

GROUP: Final = "intake"
_LOG: Final = progress.logger("intake")


def asset(*, accepts_by_rule: bool) -> dg.AssetsDefinition:
    """The asset; where the settings say so, sure rows that nothing contradicts are accepted by the rule."""

    @dg.asset(
        key=["intake", "proposals"],
        description="Rows that the texts of sources/inbox/ propose, kept in data/intake/ until a person has decided.",
        group_name=GROUP,
        kinds={"python"},
        owners=EDITORS,
    )
    def proposals(folders: Folders) -> dg.MaterializeResult[None]:
        """Takes in every text of the inbox and shows all articles on which something is open."""
        settings = replace(folders.settings, accepts_by_rule=accepts_by_rule)
        unreadable: list[str] = []
        for path in keeping.texts_of_inbox(settings):
            try:
                for review, _ in reviewing.take_in(settings, path):
                    counts = review.counts()
                    _LOG.info("%s: %s, %d open", review.kept.article_id, review.kept.text.title, counts["open"])
            except WarehouseError as error:
                unreadable.append(str(error))
                _LOG.warning("%s", error)
        reviews = [reviewing.glanced(settings, article_id) for article_id in keeping.articles(settings)]
        return dg.MaterializeResult(metadata=metadata.of_reviews(reviews, unreadable))

    return proposals
