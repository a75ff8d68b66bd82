{% set known = ['statement_id', 'article_id', 'known_from', 'known_order'] %}
{% set cell = whole_cell_columns(also=known + ['frequency', 'first_day', 'last_day']) %}

with

figures as (

    select * from {{ ref('int_figure') }}

),

-- What a figure leaves possible, as used and, where it is corrected, as printed.
final as (

    select
        {{ cell }},
        if(is_limit, 'limit', 'print') as bound_kind,
        'used' as version,
        value,
        {{ interval('lower_bound', 'upper_bound', 'lower_closed', 'upper_closed') }} as bounds
    from figures
    union all
    select
        {{ cell }},
        'print' as bound_kind,
        'printed' as version,
        printed_value as value,
        {{ interval('printed_lower_bound', 'printed_upper_bound') }} as bounds
    from figures
    where is_corrected

)

select * from final
