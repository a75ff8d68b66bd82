{% set place = 'article_id, flow, subject_kind, subject_id, frequency, first_day, last_day' %}

with

levels as (

    select
        *,
        [statement_id] as statement_ids
    from {{ ref('int_level') }}

),

bases as (

    select * from {{ ref('int_derivation_base') }}

),

known_values as (

    {% for step, preference in [('levels', 1), ('bases', 2)] -%}
    select
        {{ place }},
        value,
        bounds,
        statement_ids,
        {{ preference }} as preference
    from {{ step }}
    where measure = 'value' and flow <> 'balance' and subject_kind in ('total', 'item', 'partner')
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

-- What is printed comes first; of several derivations of a cell the narrowest is taken.
chosen_values as (

    select * from known_values
    qualify row_number() over (
        partition by {{ place }}
        order by preference, bounds.upper - bounds.lower, statement_ids
    ) = 1

),

parts as (

    select
        parts.article_id,
        parts.flow,
        parts.subject_kind,
        parts.subject_id,
        parts.frequency,
        parts.first_day,
        parts.last_day,
        parts.value / totals.value * 100 as value,
        {{ interval_quotient('parts.bounds', 'totals.bounds') }} as ratio,
        list_concat(parts.statement_ids, totals.statement_ids) as statement_ids
    from chosen_values as parts
    inner join chosen_values as totals
        on
            parts.article_id = totals.article_id
            and parts.flow = totals.flow
            and parts.first_day = totals.first_day
            and parts.last_day = totals.last_day
    where parts.subject_kind <> 'total' and totals.subject_kind = 'total'

),

final as (

    select
        'share_of_total' as derivation_id,
        * exclude (ratio),
        'share' as measure,
        'percent' as unit,
        {{ interval_linear('ratio', '100') }} as bounds,
        {{ period_of_days() }} as period,
        null::varchar as base_id
    from parts

)

select * from final
