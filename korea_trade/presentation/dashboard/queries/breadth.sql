-- How many of how many rose, the latest article of each of the last twelve months that one counts in.
select
    breadth.population_id,
    breadth.flow,
    breadth.month,
    breadth.rising_count as value,
    breadth.rising_count as lower_bound,
    breadth.rising_count as upper_bound,
    breadth.universe_size,
    breadth.universe_size_basis,
    'count' as unit,
    breadth.rising_count_basis as basis,
    cast(null as varchar) as derivation,
    breadth.statement_ids,
    population.label as series,
    population.label || ', ' || month_name(breadth.month) as label
from fct_breadth as breadth
left join dim_population as population using (population_id)
where breadth.rising_count is not null
qualify
    row_number() over (
        partition by breadth.population_id, breadth.flow, breadth.month order by breadth.known_order desc
    ) = 1
    and dense_rank() over (order by breadth.month desc) <= 12
order by breadth.month desc, breadth.population_id, breadth.flow
