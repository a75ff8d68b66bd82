with

observed as (

    select * from {{ ref('stg_observed') }}

),

-- One row a series and year, one column a month, empty where the month has no value: the neighbours of a month are
-- found by its place in the calendar, whatever is missing between, and two joins of few rows do it for all.
years as (

    select
        flow,
        subject_kind,
        subject_id,
        {%- for number in range(1, 13) %}
        max(value_usd) filter (where month(month) = {{ number }}) as month_{{ number }},
        {%- endfor %}
        year(month) as calendar_year
    from observed
    group by flow, subject_kind, subject_id, calendar_year

),

placed as (

    select
        observed.*,
        case month(observed.month)
            {%- for number in range(1, 13) %}
            when {{ number }} then last_year.month_{{ number }}
            {%- endfor %}
        end as year_ago_value_usd,
        case month(observed.month)
            when 1 then last_year.month_12
            {%- for number in range(2, 13) %}
            when {{ number }} then this_year.month_{{ number - 1 }}
            {%- endfor %}
        end as month_ago_value_usd,
        -- A sum with a month missing is null.
        case month(observed.month)
            {%- for number in range(1, 13) %}
            when {{ number }}
                then
                    this_year.month_1
                    {%- for past in range(2, number + 1) %}
                    + this_year.month_{{ past }}
                    {%- endfor %}
            {%- endfor %}
        end as ytd_usd
    from observed
    inner join years as this_year
        on
            observed.flow = this_year.flow
            and observed.subject_kind = this_year.subject_kind
            and observed.subject_id = this_year.subject_id
            and year(observed.month) = this_year.calendar_year
    left join years as last_year
        on
            observed.flow = last_year.flow
            and observed.subject_kind = last_year.subject_kind
            and observed.subject_id = last_year.subject_id
            and year(observed.month) - 1 = last_year.calendar_year

),

final as (

    select
        flow,
        subject_kind,
        subject_id,
        month,
        item_id,
        partner_id,
        value_usd,
        year_ago_value_usd,
        value_usd - year_ago_value_usd as yoy_change_usd,
        100 * (value_usd - year_ago_value_usd) / nullif(year_ago_value_usd, 0) as yoy_percent,
        sign(value_usd - year_ago_value_usd)::bigint as direction,
        100 * (value_usd - month_ago_value_usd) / nullif(month_ago_value_usd, 0) as mom_percent,
        ytd_usd,
        source,
        (month + interval 1 month)::date as known_from
    from placed

)

select * from final
