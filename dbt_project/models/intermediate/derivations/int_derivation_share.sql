with

levels as (

    select * from {{ ref('int_level') }}

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
        [parts.statement_id, totals.statement_id] as statement_ids
    from levels as parts
    inner join levels as totals
        on
            parts.article_id = totals.article_id
            and parts.flow = totals.flow
            and parts.measure = totals.measure
            and parts.period = totals.period
    where
        parts.measure = 'value'
        and parts.flow <> 'balance'
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
