with

months as (

    select * from {{ ref('int_series_latest') }}
    where subject_kind <> 'item_partner'

),

-- The longer periods of each month, and how many months each has.
placed as (

    select
        *,
        unnest([
            struct_pack(
                kind := 'quarter',
                starts := date_trunc('quarter', month)::date,
                months := 3
            ),
            struct_pack(
                kind := 'half',
                starts := make_date(year(month), if(month(month) < 7, 1, 7), 1),
                months := 6
            ),
            struct_pack(kind := 'year', starts := date_trunc('year', month)::date, months := 12)
        ]) as period
    from months

),

summed as (

    select
        flow,
        subject_kind,
        subject_id,
        definition,
        period.kind as frequency,
        period.starts as first_day,
        period.months as whole_month_count,
        count(*) as month_count,
        {{ ordered_sum('value_usd') }} as months_usd,
        {{ ordered_sum('lower_bound') }} as months_lower_bound,
        {{ ordered_sum('upper_bound') }} as months_upper_bound
    from placed
    group by all

),

-- A part of a period is no period: its sum would be taken for it.
whole as (

    select
        * exclude (months_usd, months_lower_bound, months_upper_bound),
        if(month_count = whole_month_count, months_usd, null) as value_usd,
        if(month_count = whole_month_count, months_lower_bound, null) as lower_bound,
        if(month_count = whole_month_count, months_upper_bound, null) as upper_bound
    from summed

),

final as (

    select
        whole.flow,
        whole.subject_kind,
        whole.subject_id,
        whole.definition,
        whole.frequency,
        whole.first_day,
        whole.month_count,
        whole.whole_month_count::bigint as whole_month_count,
        whole.value_usd,
        whole.lower_bound,
        whole.upper_bound,
        100 * (whole.value_usd - year_ago.value_usd) / nullif(year_ago.value_usd, 0) as yoy_percent
    from whole
    left join whole as year_ago
        on
            {{ same_subject('whole', 'year_ago', ['definition', 'frequency']) }}
            and whole.first_day = year_ago.first_day + interval 1 year

)

select * from final
