{% set place = 'article_id, flow, subject_kind, subject_id, frequency, first_day, last_day' %}

with

known_values as (

    {{ known_values(place, ['int_derivation_base']) }}

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
    from known_values as parts
    inner join known_values as totals
        on
            parts.article_id = totals.article_id
            and parts.flow = totals.flow
            and parts.first_day = totals.first_day
            and parts.last_day = totals.last_day
    where
        parts.flow <> 'balance'
        and parts.subject_kind in ('item', 'partner')
        and totals.subject_kind = 'total'

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
