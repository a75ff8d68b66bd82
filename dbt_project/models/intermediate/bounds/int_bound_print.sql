{% set cell = [
    'statement_id', 'article_id', 'known_from', 'known_order', 'flow', 'subject_kind', 'subject_id', 'measure', 'unit',
    'period', 'frequency', 'first_day', 'last_day', 'base_id', 'cohort', 'counted_direction',
] %}

with

figures as (

    select * from {{ ref('int_figure') }}

),

-- What a figure leaves possible, as used and, where it is corrected, as printed.
final as (

    select
        {{ cell | join(', ') }},
        if(is_limit, 'limit', 'print') as bound_kind,
        'used' as version,
        value,
        {{ interval('lower_bound', 'upper_bound', 'lower_closed', 'upper_closed') }} as bounds
    from figures
    union all
    select
        {{ cell | join(', ') }},
        'print' as bound_kind,
        'printed' as version,
        printed_value as value,
        {{ interval('printed_lower_bound', 'printed_upper_bound') }} as bounds
    from figures
    where is_corrected

)

select * from final
