with

readings as (

    select * from {{ ref('int_reading') }}
    where subject_kind = 'firm_group' and base_id is null and cohort is null and counted_direction is null

),

bases as (

    select * from {{ ref('int_derivation_base') }}
    where subject_kind = 'firm_group' and measure = 'firms' and frequency = 'year'

),

firm_flows as (

    select * from {{ ref('int_firm_flow') }}

),

firm_counts as (

    select
        version,
        reader_id,
        subject_id,
        first_day,
        value,
        bounds,
        [statement_id] as statement_ids
    from readings
    where measure = 'firms' and frequency = 'year'
    union all
    select
        'used' as version,
        article_id as reader_id,
        subject_id,
        first_day,
        value,
        bounds,
        statement_ids
    from bases

),

-- Entries are set against the firms of the year, exits against those of the year before; of several counts the
-- narrowest is taken.
ratio_parts as (

    select
        ratios.*,
        firm_flows.value as part_value,
        firm_flows.statement_id as part_statement_id,
        firm_counts.value as whole_value,
        firm_counts.statement_ids as whole_statement_ids,
        {{ interval_quotient('firm_flows.bounds', 'firm_counts.bounds') }} as ratio_bounds
    from readings as ratios
    inner join firm_flows
        on
            ratios.version = firm_flows.version
            and ratios.reader_id = firm_flows.reader_id
            and ratios.subject_id = firm_flows.parent_id
            and ratios.period = firm_flows.period
            and firm_flows.adds_to_parent = if(ratios.measure = 'entry_ratio', 1, -1)
    inner join firm_counts
        on
            ratios.version = firm_counts.version
            and ratios.reader_id = firm_counts.reader_id
            and ratios.subject_id = firm_counts.subject_id
            and firm_counts.first_day
            = if(ratios.measure = 'entry_ratio', ratios.first_day, ratios.first_day - interval 1 year)
    where ratios.is_own and ratios.measure in ('entry_ratio', 'exit_ratio')
    qualify row_number() over (
        partition by ratios.version, ratios.statement_id
        order by firm_counts.bounds.upper - firm_counts.bounds.lower
    ) = 1

),

final as (

    select
        measure as identity_id,
        version,
        {{ cell_columns() }},
        value as left_value,
        bounds as left_bounds,
        [statement_id] as left_statement_ids,
        part_value / whole_value * 100 as right_value,
        {{ interval_linear('ratio_bounds', '100') }} as right_bounds,
        list_concat([part_statement_id], whole_statement_ids) as right_statement_ids
    from ratio_parts

)

select * from final
