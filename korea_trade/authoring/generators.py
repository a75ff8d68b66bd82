"""The generators of committed files, in the order in which they write.

Belongs here: the list. Does not belong here: the command (`__main__`), which loads this so that a declaration that is
refused while it is loaded is told in a sentence.
"""

from __future__ import annotations

from typing import Final

from korea_trade.authoring import dbt_families, dbt_sources, source_headers, working_days

GENERATORS: Final = (dbt_sources, dbt_families, source_headers, working_days)
