{% set claim = ['version', 'flow', 'subject_kind', 'subject_id', 'measure', 'unit', 'period', 'value', 'bounds',
    'statement_id', 'article_id', 'known_order'] %}

with

levels as (

    select * from {{ ref('int_reading') }}
    where
        is_own and measure = 'value' and flow in ('exports', 'imports', 'trade')
        and base_id is null and cohort is null and counted_direction is null

),

-- A part with its total, and some days of a month with more of them or with all, whoever prints them.
pairs as (

    {% for identity, is_pair in [
        ('part_within_total', "parts.subject_kind in ('item', 'partner') and wholes.subject_kind = 'total' and "
            ~ same('parts', 'wholes', ['period'])),
        ('window_within_month', "parts.frequency in ('day', 'span') and wholes.frequency in ('month', 'span') and "
            ~ same('parts', 'wholes', ['subject_kind', 'subject_id'])
            ~ " and date_trunc('month', parts.first_day) = date_trunc('month', wholes.first_day)"
            ~ " and wholes.first_day <= parts.first_day and parts.last_day <= wholes.last_day"
            ~ " and date_trunc('month', wholes.last_day) = date_trunc('month', wholes.first_day)"
            ~ " and parts.period <> wholes.period"),
    ] -%}
    select
        '{{ identity }}' as identity_id,
        {{ column_list(claim, 'parts') }},
        wholes.period as whole_period,
        wholes.value as whole_value,
        wholes.bounds as whole_bounds,
        wholes.statement_id as whole_statement_id,
        wholes.article_id as whole_article_id,
        wholes.known_order as whole_known_order
    from levels as parts
    inner join levels as wholes on {{ same('parts', 'wholes', ['version', 'measure', 'flow', 'unit']) }}
    where {{ is_pair }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

-- The claim is held against each whole of its own article, else as it was known last before it, else first after it.
nearest as (

    select * from pairs
    qualify row_number() over (
        partition by identity_id, version, statement_id, whole_period
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
