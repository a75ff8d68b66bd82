with

windows as (

    select * from {{ ref('int_series_vintage') }}
    where
        covers <> 'month'
        and known_until is null

),

months as (

    select * from {{ ref('int_series_latest') }}

),

final as (

    select
        {{ official_columns('this_year') }},
        this_year.covers,
        this_year.known_from,
        this_year.value_usd,
        this_year.lower_bound,
        this_year.upper_bound,
        year_ago.value_usd as year_ago_value_usd,
        100 * (this_year.value_usd - year_ago.value_usd) / nullif(year_ago.value_usd, 0) as yoy_percent,
        100 * this_year.value_usd / months.value_usd as part_of_month_percent,
        this_year.source_file,
        this_year.source_line
    from windows as this_year
    left join windows as year_ago
        on
            {{ same_subject('this_year', 'year_ago', ['definition', 'covers']) }}
            and this_year.month = year_ago.month + interval 1 year
    left join months on {{ same_subject('this_year', 'months', ['definition', 'month']) }}

)

select * from final
