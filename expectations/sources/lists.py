"""Of gate 1: do the reference lists agree with themselves and with each other?

Belongs here: names against keys, ranges, membership. Does not belong here: the rules about one column (`columns`), and
populations (`bases`).
"""

from __future__ import annotations

from expectations.sources import tables
from expectations.suite import Batch, at_least, holds
from korea_trade.statements.declaration import Declaration


def aliases(declaration: Declaration) -> Batch:
    """What an alias names is listed, or what a word can mean, and no other alias or label names something else so."""
    labels = " union all ".join(
        f"select '{kind}' as alias_kind, lower(label) as name, {place.split('.')[1]} as named_id "
        f"from raw.{place.split('.')[0]}"
        for kind, place in declaration.subjects.items()
        if kind in declaration.vocabularies["alias_kind"]
    )
    words = ", ".join(
        f"('{kind}', '{meaning}')"
        for kind, vocabulary in declaration.words.items()
        for meaning in declaration.vocabularies[vocabulary]
    )
    # A word that is itself a meaning, such as "exports", is the label of that.
    meanings = f"select kind, lower(meaning), meaning from (values {words}) as word (kind, meaning)"
    sql = f"""
        with subject (subject_kind, subject_id) as ({tables.subjects(declaration)} union all values {words}),
        named as (
            select alias_kind, lower(alias) as name, subject_id as named_id from raw.aliases
            union
            {labels}
            union
            {meanings}
        ),
        names as (
            select alias_kind, name, list_sort(list(distinct named_id)) as named_ids
            from named
            group by alias_kind, name
        )
        select
            'aliases' as table_name,
            aliases.*,
            (aliases.alias_kind, subject_id) in (select (subject_kind, subject_id) from subject) as is_listed,
            len(named_ids) = 1 as names_one,
            concat(alias, ', which names ', array_to_string(named_ids, ' and ')) as name_given
        from raw.aliases
        left join names on names.alias_kind = aliases.alias_kind and names.name = lower(alias)
    """
    return Batch(
        "subjects of aliases",
        sql,
        (
            holds(
                "is_listed",
                "subject_id",
                "must be listed in the reference list of its alias_kind, or be a meaning of its words",
                "correct it or list it",
            ),
            holds(
                "names_one",
                "alias",
                "must name one subject, whatever its case, and not be the label of another",
                "correct the subject",
                shows="name_given",
            ),
        ),
    )


def labels(declaration: Declaration) -> Batch:
    """A label that says what the key of another row of its list says stands on the wrong one of the two.

    Many keys say something else than their label, or less; those are not asked.
    """
    said = "trim(regexp_replace(lower(label), '[^a-z0-9]+', '_', 'g'), '_')"
    rows = " union all ".join(
        f"select '{table.name}' as table_name, source_file, source_line, label, {table.key[0]} as key, {said} as said "
        f"from raw.{table.name}"
        for table in declaration.reference_tables
        if len(table.key) == 1 and any(column.name == "label" for column in table.columns)
    )
    sql = f"""
        with named as ({rows})
        select
            *,
            said = key or (table_name, said) not in (select (table_name, key) from named) as is_its_own,
            concat(label, ' for ', key) as label_given
        from named
    """
    rule = "must not say the key of another row of the list"
    remedy = "give each row its own label and columns; two of them were exchanged"
    return Batch("labels and keys", sql, (holds("is_its_own", "label", rule, remedy, shows="label_given"),))


def members_of_agreements() -> Batch:
    """The name of a member as printed is the label of its key or an alias of it."""
    sql = """
        select
            'agreement_partners' as table_name,
            agreement_partners.*,
            lower(name) in (
                select lower(label) from raw.partners where partners.partner_id = agreement_partners.partner_id
                union all
                select lower(alias) from raw.aliases
                where alias_kind = 'partner' and subject_id = agreement_partners.partner_id
            ) as is_its_name,
            concat(name, ' for ', partner_id) as name_given
        from raw.agreement_partners
    """
    rule = "must be the label or an alias of partner_id"
    remedy = "correct partner_id, or add the name to aliases.csv"
    return Batch("names of members", sql, (holds("is_its_name", "name", rule, remedy, shows="name_given"),))


def measures() -> Batch:
    """The ends of a plausible range are in order, and only what changes lies a time behind."""
    sql = """
        select 'measures' as table_name, *, lag_months is null or change_of is not null as lags_behind_a_level
        from raw.measures
    """
    return Batch(
        "ranges and lags of measures",
        sql,
        (
            at_least(
                "plausible_most", "plausible_least", "must not be less than plausible_least", "correct one of them"
            ),
            holds(
                "lags_behind_a_level",
                "lag_months",
                "must be empty where change_of names no level",
                "correct one of the two",
            ),
        ),
    )


def partners() -> Batch:
    """Countries have codes and blocs have members, each and only they."""
    sql = """
        select
            'partners' as table_name,
            partners.*,
            (partner_kind = 'country') = (iso_alpha2 is not null and iso_alpha3 is not null)
            and (iso_alpha2 is null) = (iso_alpha3 is null) as has_codes_as_a_country,
            -- Most begin alike, but not KP and PRK, KM and COM, RS and SRB.
            contains(iso_alpha3, iso_alpha2[1]) or contains(iso_alpha3, iso_alpha2[2]) as codes_share_a_letter,
            concat(iso_alpha2, ' and ', iso_alpha3) as codes_given,
            partner_id not in (select bloc_id from raw.partner_blocs) or partner_kind = 'bloc' as is_a_bloc,
            partner_id not in (select partner_id from raw.partner_blocs) or partner_kind = 'country' as is_a_member
        from raw.partners
    """
    kind = "correct partner_kind, or the rows of partner_blocs.csv"
    return Batch(
        "kinds of partners",
        sql,
        (
            holds(
                "has_codes_as_a_country",
                "partner_kind",
                "must be country where both ISO codes stand, and only there",
                "correct the kind or the codes",
            ),
            holds(
                "codes_share_a_letter",
                "iso_alpha2",
                "must share a letter with iso_alpha3",
                "correct one of the codes",
                shows="codes_given",
            ),
            holds("is_a_bloc", "partner_kind", "must be bloc where partner_blocs.csv lists members of it", kind),
            holds("is_a_member", "partner_kind", "must be country where partner_blocs.csv lists it as a member", kind),
        ),
    )


def parts() -> Batch:
    """A wider answer is one to the same question, and a membership ends after it began."""
    options = """
        select
            'survey_options' as table_name,
            part.source_file,
            part.source_line,
            part.whole_id,
            part.question_id = whole.question_id as is_of_its_question,
            concat(part.whole_id, ', which answers ', whole.question_id) as whole_given
        from raw.survey_options as part
        left join raw.survey_options as whole on whole.option_id = part.whole_id
    """
    rule = "must be an option of the same question"
    return Batch(
        "wider answers",
        options,
        (holds("is_of_its_question", "whole_id", rule, "correct the option or its question", shows="whole_given"),),
    )


def memberships() -> Batch:
    """A membership ends after it began."""
    sql = "select 'partner_blocs' as table_name, * from raw.partner_blocs"
    rule = "must not precede member_from"
    return Batch("days of memberships", sql, (at_least("member_to", "member_from", rule, "correct one of them"),))
