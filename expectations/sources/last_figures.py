"""Of gate 1: has an official figure that was published changed or gone without a word?

Belongs here: every figure of the last release against the files of series as they are, and what `changes.csv` says of
them. Does not belong here: the published cells of statements and lists (`last_release`), and whether a figure can be
right (`series`).

An office revises by a new figure of a later day, which stands beside the one before. So what was published still stands
in the files, in whatever file and line. There may be millions: one acknowledgement is of all figures of a file, and its
guard is how many there were and how many of them still stand.
"""

from __future__ import annotations

from typing import Final

from expectations.previous import FIGURE
from expectations.suite import Batch, holds

# What an entry of `changes.csv` for a file of series names as table and as column.
TABLE: Final = "observed"
COLUMN: Final = "figures"
# More findings than a person reads help nobody.
_SHOWN: Final = 100
# A join by what is one number a figure takes a tenth of the memory.
_HASH: Final = f"hash({', '.join(FIGURE)}) as figure_hash"
_SAME_PLACE: Final = " and ".join(
    f"now.{name} is not distinct from before.{name}" for name in FIGURE if name not in ("value_usd", "lower_bound")
)


def figures() -> Batch:
    """Only figures that changed leave the database."""
    sql = f"""
        with now as not materialized (select *, value_usd - rounded_to_usd / 2 as lower_bound from raw.observed),
        changed as (
            from (select *, {_HASH} from previous.figures) as before
            anti join (select {_HASH} from now) as hashed using (figure_hash)
        ),
        counted as (
            select source_file, count(*) as published
            from previous.figures
            semi join changed using (source_file)
            group by source_file
        ),
        standing as (
            select source_file, published, published - count(*) as standing
            from counted
            inner join changed using (source_file)
            group by source_file, published
        )
        select
            '{TABLE}' as table_name,
            before.source_file,
            now.source_line,
            before.value_usd,
            exists (
                from raw.changes
                where
                    (changed_table, changed_key, changed_column) = ('{TABLE}', before.source_file, '{COLUMN}')
                    and (published_value, new_value) = (published::varchar, standing::varchar)
            ) as is_acknowledged,
            concat(
                coalesce(format('{{:.15g}} to the step {{:g}}', now.value_usd, now.rounded_to_usd), 'nothing'),
                ', published as ', format('{{:.15g}} to the step {{:g}}', before.value_usd, step),
                ' for ', before.flow, ' of ', before.subject_kind, ' ', before.subject_id, ' in ',
                strftime(before.month, '%Y-%m'), ' by ', before.definition, ', known from ', before.known_from,
                ' (', published, ' figures of the file were published, ', standing, ' still stand)'
            ) as change
        from (select *, 2 * (value_usd - lower_bound) as step from changed) as before
        inner join standing using (source_file)
        left join now on {_SAME_PLACE} and now.source_file = before.source_file
        qualify row_number() over (order by before.source_file, now.source_line) <= {_SHOWN}
    """
    rule = "was published otherwise"
    remedy = (
        "restore it and enter a revision as a figure of a later day, or acknowledge the change in changes.csv for the "
        f"table {TABLE}, the file as key and the column {COLUMN}, with both numbers"
    )
    return Batch(
        "official figures that were published",
        sql,
        (holds("is_acknowledged", "value_usd", rule, remedy, shows="change"),),
    )
