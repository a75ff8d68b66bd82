with

vintages as (

    -- A vintage that only has more digits is no revision: each figure stands once, in all its digits.
    select * replace (finest_usd as value_usd) from {{ ref('int_series_vintage') }}
    where covers = 'month' and change <> 'refined'

),

revised as (

    select
        *,
        first_value(value_usd) over same_cell as first_usd,
        lag(value_usd) over same_cell as before_usd,
        count(*) over (partition by flow, subject_kind, subject_id, month, definition) as vintage_count
    from vintages
    window same_cell as (
        partition by flow, subject_kind, subject_id, month, definition
        order by vintage_no
    )

),

final as (

    select
        {{ official_columns() }},
        vintage_no,
        known_from,
        date_diff('month', month, known_from) as months_after,
        status,
        value_usd,
        100 * (value_usd - first_usd) / nullif(first_usd, 0) as revision_since_first_percent,
        100 * (value_usd - before_usd) / nullif(before_usd, 0) as revision_percent
    from revised
    where vintage_count > 1

)

select * from final
