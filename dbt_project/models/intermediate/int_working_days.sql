with

years (calendar_year, days_of_months) as (

    values
    {% for year, days in working_days().items() -%}
    ({{ year }}, {{ days }}){{ ',' if not loop.last }}
    {% endfor %}
),

months as (

    select
        calendar_year,
        unnest(days_of_months) as working_days,
        generate_subscripts(days_of_months, 1) as month_of_year
    from years

),

final as (

    select
        make_date(calendar_year, month_of_year, 1) as month,
        working_days::double as working_days
    from months

)

select * from final
