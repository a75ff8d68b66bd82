with

-- Read twice rather than kept: ten million rows take two gigabytes.
observed as not materialized (

    select * from {{ ref('int_series_latest') }}

),

-- One row per series and year, one column a month, empty where the month has no value: the neighbours of a month are
-- found by its place in the calendar, whatever is missing between. No row is sorted, and what is joined is small.
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

two_years as (

    select
        {%- for number in range(1, 13) %}
        last_year.month_{{ number }} as last_month_{{ number }},
        {%- endfor %}
        this_year.*
    from years as this_year
    left join years as last_year
        on
            this_year.flow = last_year.flow
            and this_year.subject_kind = last_year.subject_kind
            and this_year.subject_id = last_year.subject_id
            and this_year.calendar_year - 1 = last_year.calendar_year

),

placed as (

    select
        observed.*,
        case month(observed.month)
            {%- for number in range(1, 13) %}
            when {{ number }} then two_years.last_month_{{ number }}
            {%- endfor %}
        end as year_ago_value_usd,
        case month(observed.month)
            when 1 then two_years.last_month_12
            {%- for number in range(2, 13) %}
            when {{ number }} then two_years.month_{{ number - 1 }}
            {%- endfor %}
        end as month_ago_value_usd,
        -- A sum with a month missing is null.
        case month(observed.month)
            {%- for number in range(1, 13) %}
            when {{ number }}
                then
                    two_years.month_1
                    {%- for past in range(2, number + 1) %}
                    + two_years.month_{{ past }}
                    {%- endfor %}
            {%- endfor %}
        end as ytd_usd
    from observed
    inner join two_years
        on
            observed.flow = two_years.flow
            and observed.subject_kind = two_years.subject_kind
            and observed.subject_id = two_years.subject_id
            and year(observed.month) = two_years.calendar_year

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
        definition,
        status,
        source,
        source_file,
        source_line,
        known_from
    from placed

)

select * from final
