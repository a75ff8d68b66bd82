with

levels as (

    {{ customs_levels(source('customs', 'detail'), source('customs', 'item_code')) }}

),

-- The file of the month delivered before, which has a row for each series that was ever seen.
before as (

    select * from {{ source('customs', 'month_before') }}

),

-- The file of the same month a year ago; no row where that was not delivered.
year_ago as (

    select * from {{ source('customs', 'year_ago') }}
    where value_usd is not null

),

totals as (

    select
        flow,
        {{ customs_sum('value_usd') }} as total_usd
    from {{ source('customs', 'detail') }}
    group by flow

),

totals_year_ago as (

    select
        flow,
        value_usd as total_usd
    from year_ago
    where code_level = 'total' and partner = 'all'

),

-- A series that was seen before and not in this month keeps its record, and no more.
series as (

    select
        coalesce(levels.code_level, before.code_level) as code_level,
        coalesce(levels.code, before.code) as code,
        coalesce(levels.partner, before.partner) as partner,
        coalesce(levels.flow, before.flow) as flow,
        levels.value_usd,
        levels.weight_kg,
        levels.declarations,
        before.direction as direction_before,
        before.run_length as run_length_before,
        before.record_usd as record_usd_before,
        before.record_month as record_month_before
    from levels
    full outer join before
        on
            levels.code_level = before.code_level
            and levels.code = before.code
            and levels.partner = before.partner
            and levels.flow = before.flow

),

compared as (

    select
        series.*,
        calendar.month,
        year_ago.value_usd as year_ago_usd,
        case
            when series.value_usd > year_ago.value_usd then 1
            when series.value_usd < year_ago.value_usd then -1
            when series.value_usd = year_ago.value_usd then 0
        end as direction,
        totals.total_usd,
        totals_year_ago.total_usd as total_year_ago_usd,
        calendar.follows_month_before
    from series
    cross join {{ source('customs', 'calendar') }} as calendar
    left join year_ago
        on
            series.code_level = year_ago.code_level
            and series.code = year_ago.code
            and series.partner = year_ago.partner
            and series.flow = year_ago.flow
    left join totals on series.flow = totals.flow
    left join totals_year_ago on series.flow = totals_year_ago.flow

),

judged as (

    select
        *,
        direction = direction_before and follows_month_before as is_continued,
        value_usd > record_usd_before as is_record
    from compared

),

final as (

    select
        month,
        code_level,
        code,
        partner,
        flow,
        value_usd,
        weight_kg,
        declarations,
        year_ago_usd,
        total_usd,
        total_year_ago_usd,
        cast(direction as smallint) as direction,
        case
            when direction is not null
                then cast(case when is_continued then run_length_before + 1 else 1 end as smallint)
        end as run_length,
        is_record,
        case when is_record or record_usd_before is null then value_usd else record_usd_before end as record_usd,
        case when is_record or record_usd_before is null then month else record_month_before end as record_month
    from judged

)

select * from final
