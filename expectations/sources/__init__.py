"""Gate 1, sources to staging: is what was loaded what the declaration promises, and does the double entry agree?

Belongs here: composing the suite of the families of rules, a module each. Does not belong here: the structure of the
files (the reader refuses them before) and anything that needs a model.
"""

from __future__ import annotations

from expectations.sources import (
    bases,
    columns,
    corrections,
    last_figures,
    last_release,
    lists,
    periods,
    sentences,
    series,
    statements,
)
from expectations.sources import themes as content
from expectations.suite import Suite
from korea_trade.statements.declaration import Declaration


def suite(declaration: Declaration) -> Suite:
    """The suite over schema `raw`; the attached database `previous` holds what the last release published."""
    return Suite(
        gate="sources",
        schema="raw",
        published=last_release.published_cells(declaration),
        batches=(
            columns.loaded_columns(declaration),
            statements.statements(declaration),
            *(columns.of_theme(table, declaration) for table in declaration.statement_tables),
            *(columns.of_list(table, declaration) for table in declaration.reference_tables),
            content.combinations(declaration),
            content.thresholds(),
            periods.periods(declaration),
            periods.runs(),
            periods.cohorts(),
            periods.order_of_articles(),
            bases.populations(declaration),
            bases.ranks_among(),
            bases.sizes(declaration),
            bases.answers(),
            sentences.hashes(declaration),
            sentences.entered_once(declaration),
            lists.aliases(declaration),
            lists.labels(declaration),
            lists.members_of_agreements(),
            lists.measures(),
            lists.partners(),
            lists.parts(),
            lists.memberships(),
            corrections.corrections(declaration),
            last_release.retractions(declaration),
            last_release.lost_statements(declaration),
            last_release.changes(declaration),
            last_release.acknowledgements(declaration),
            series.observed_series(),
            series.plausible_series(),
            last_figures.figures(),
        ),
    )
