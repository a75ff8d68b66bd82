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

-- One row, which costs less beside every series than a join.
totals as (

    select
        {{ customs_sum("case when flow = 'exports' then value_usd end") }} as exports_usd,
        {{ customs_sum("case when flow = 'imports' then value_usd end") }} as imports_usd
    from {{ source('customs', 'detail') }}

),

totals_year_ago as (

    select
        max(case when flow = 'exports' then value_usd end) as exports_usd,
        max(case when flow = 'imports' then value_usd end) as imports_usd
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
        case when series.flow = 'exports' then totals.exports_usd else totals.imports_usd end as total_usd,
        case
            when series.flow = 'exports' then totals_year_ago.exports_usd else totals_year_ago.imports_usd
        end as total_year_ago_usd,
        calendar.follows_month_before
    from series
    cross join {{ source('customs', 'calendar') }} as calendar
    cross join totals
    cross join totals_year_ago
    left join year_ago
        on
            series.code_level = year_ago.code_level
            and series.code = year_ago.code
            and series.partner = year_ago.partner
            and series.flow = year_ago.flow

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
