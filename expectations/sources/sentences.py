"""Of gate 1: is what one sentence says said once, and is one sentence one?

Belongs here: the hash of a sentence against those of its neighbours, and a statement entered twice. Does not belong
here: the sentence itself, which only the verification with the article sees.
"""

from __future__ import annotations

from expectations.sources import tables
from expectations.suite import Batch, holds
from korea_trade.statements.declaration import Declaration

_SENTENCE = "article_id, paragraph, sentence"


def hashes(declaration: Declaration) -> Batch:
    """One hash a sentence, over all tables that name the place of one."""
    union = " union all ".join(
        f"select '{table.name}' as table_name, source_file, source_line, {_SENTENCE}, sentence_sha256 "
        f"from raw.{table.name}"
        for table in declaration.tables.values()
        if any(column.name == "sentence_sha256" for column in table.columns)
    )
    sql = f"""
        select *, min(sentence_sha256) over place = max(sentence_sha256) over place as has_one_hash
        from ({union})
        window place as (partition by {_SENTENCE})
    """
    rule = "must be the hash of the other rows of the sentence"
    remedy = "correct the hash, or paragraph and sentence"
    return Batch("hashes of sentences", sql, (holds("has_one_hash", "sentence_sha256", rule, remedy),))


def entered_once(declaration: Declaration) -> Batch:
    """An article that says a thing again names in `repeats` what it repeats; of a direction the words tell it apart."""
    same = "article_id, measure, flow, subject_kind, subject_id, period, reference_period, value, unit"
    union = " union all ".join(
        f"""
        select
            '{table.name}' as table_name, source_file, source_line, statement_id, repeats,
            first_value(statement_id) over (
                partition by {", ".join([same, *own])}, if(unit = 'direction', lower(figure), null)
                order by repeats is null desc, paragraph, sentence, source_line
            ) as first_id
        from raw.{table.name}
        """
        for table in declaration.statement_tables
        for own in [[column.name for column in tables.own_columns(table, declaration)]]
    )
    sql = f"""
        select
            *,
            statement_id = first_id or repeats is not null as is_entered_once,
            concat(statement_id, ', which says what ', first_id, ' says') as entered
        from ({union})
    """
    rule = "must name in repeats the statement of its article that says the same"
    remedy = "remove the row, or fill in repeats"
    return Batch(
        "statements entered twice", sql, (holds("is_entered_once", "statement_id", rule, remedy, shows="entered"),)
    )
