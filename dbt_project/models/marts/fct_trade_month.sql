with

cells as (

    select * from {{ ref('int_month_cell') }}
    where subject_kind = 'total' and not is_limit

),

parts as (

    select
        *,
        flow || ' ' || measure as part
    from cells

),

final as (

    select
        first_day as month,
        article_id,
        known_from,
        known_order,
        'total' as subject_kind,
        'all' as subject_id,
        {%- for column, type, stem, part, of in trade_month_columns() %}
        {{ pivot(part, column, type, stem, of) }},
        {%- endfor %}
        {{ joined_ids('statement_ids') }} as statement_ids
    from parts
    group by first_day, article_id, known_from, known_order

)

select * from final
