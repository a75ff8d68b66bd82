{% set claim = ['version', 'flow', 'subject_kind', 'subject_id', 'measure', 'unit', 'period', 'value', 'bounds',
    'statement_id', 'article_id', 'known_order'] %}

with

levels as (

    select * from {{ ref('int_reading') }}
    where
        is_own and measure = 'value' and flow in ('exports', 'imports', 'trade')
        and base_id is null and cohort is null and counted_direction is null

),

group_members as (

    select * from {{ ref('int_group_member') }}

),

-- What an item or partner is a part of: the total, and each group and bloc.
containers as (

    select distinct
        subject_kind,
        subject_id,
        'total' as whole_kind,
        'all' as whole_id,
        null::date as member_from,
        null::date as member_to
    from levels
    where subject_kind in ('item', 'partner')
    union all
    select
        subject_kind,
        subject_id,
        subject_kind as whole_kind,
        group_id as whole_id,
        member_from,
        member_to
    from group_members

),

wider_subjects as (

    select
        levels.*,
        containers.whole_kind,
        containers.whole_id
    from levels
    inner join containers on {{ same('levels', 'containers', ['subject_kind', 'subject_id']) }}
    where
        levels.first_day >= coalesce(containers.member_from, levels.first_day)
        and levels.last_day <= coalesce(containers.member_to, levels.last_day)

),

stretches as (

    select
        *,
        subject_kind as whole_kind,
        subject_id as whole_id
    from levels
    where frequency in ('day', 'span') and date_trunc('month', first_day) = date_trunc('month', last_day)

),

-- Whoever prints the whole.
pairs as (

    {% for identity, parts, is_whole in [
        ('part_within_total', 'wider_subjects', same('parts', 'wholes', ['period'])),
        ('window_within_month', 'stretches', "date_trunc('month', parts.first_day) = date_trunc('month', wholes.first_day)"
            ~ " and wholes.first_day <= parts.first_day and parts.last_day <= wholes.last_day"
            ~ " and last_day(wholes.first_day) >= wholes.last_day and parts.period <> wholes.period"),
    ] -%}
    select
        '{{ identity }}' as identity_id,
        {{ column_list(claim, 'parts') }},
        wholes.subject_id as whole_subject_id,
        wholes.period as whole_period,
        wholes.value as whole_value,
        wholes.bounds as whole_bounds,
        wholes.statement_id as whole_statement_id,
        wholes.article_id as whole_article_id,
        wholes.known_order as whole_known_order
    from {{ parts }} as parts
    inner join levels as wholes
        on
            {{ same('parts', 'wholes', ['version', 'measure', 'flow', 'unit']) }}
            and parts.whole_kind = wholes.subject_kind
            and parts.whole_id = wholes.subject_id
            and {{ is_whole }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

-- The claim is held against each whole of its own article, else as it was known last before it, else first after it.
nearest as (

    select * from pairs
    qualify row_number() over (
        partition by identity_id, version, statement_id, whole_subject_id, whole_period
        order by
            article_id = whole_article_id desc,
            known_order > whole_known_order desc,
            abs(known_order - whole_known_order),
            whole_statement_id
    ) = 1

),

final as (

    select
        identity_id,
        {{ one_as_left('nearest') }},
        whole_value as right_value,
        whole_bounds as right_bounds,
        [whole_statement_id] as right_statement_ids
    from nearest

)

select * from final
