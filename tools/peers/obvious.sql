with

numbered as (

    select
        code,
        partner,
        flow,
        value_usd,
        12 * year(month) + month(month) as number
    from detail

),

grown as (

    select
        this_year.*,
        case
            when this_year.value_usd > year_ago.value_usd then 1
            when this_year.value_usd < year_ago.value_usd then -1
            else 0
        end as direction
    from numbered as this_year
    inner join numbered as year_ago
        on
            this_year.code = year_ago.code
            and this_year.partner = year_ago.partner
            and this_year.flow = year_ago.flow
            and this_year.number = year_ago.number + 12

),

islands as (

    select
        *,
        number - row_number() over (partition by code, partner, flow, direction order by number) as island
    from grown

),

runs as (

    select
        direction,
        row_number() over (partition by code, partner, flow, direction, island order by number) as run_length
    from islands

)

select
    count(*) as compared,
    sum(direction) as rises_less_falls,
    sum(run_length) as months_in_runs,
    max(run_length) as longest
from runs
