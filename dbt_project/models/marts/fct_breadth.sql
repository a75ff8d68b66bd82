with

figures as (

    select * from {{ ref('int_figure') }}
    where theme = 'breadth' and frequency = 'month' and definition is null

),

populations as (

    select * from {{ ref('stg_populations') }}

),

parts as (

    select
        *,
        case
            when measure = 'universe_size' then 'universe_size'
            when counted_direction = 1 then 'rising_count'
            when counted_direction = -1 then 'falling_count'
        end as part
    from figures

),

universes as (

    select
        population_id,
        flow,
        first_day as month,
        article_id,
        known_from,
        known_order,
        {{ pivot('rising_count', 'rising_count', 'bigint', 'rising_count', ['statement_id', 'basis']) }},
        {{ pivot('falling_count', 'falling_count', 'bigint', 'falling_count', ['statement_id', 'basis']) }},
        {{ pivot('universe_size', 'universe_size', 'bigint', 'universe_size', ['statement_id', 'basis']) }},
        {{ joined_ids('[statement_id]') }} as statement_ids
    from parts
    group by population_id, flow, first_day, article_id, known_from, known_order

),

final as (

    select
        universes.* exclude (universe_size, universe_size_basis),
        'population' as subject_kind,
        universes.population_id as subject_id,
        -- An article may count the risers of a universe whose size only another one prints.
        coalesce(universes.universe_size, populations.size) as universe_size,
        coalesce(universes.universe_size_basis, if(populations.size is not null, 'listed', null)) as universe_size_basis
    from universes
    left join populations on universes.population_id = populations.population_id

)

select * from final
