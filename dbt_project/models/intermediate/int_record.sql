with

statements as (

    select * from {{ ref('int_fact') }}

),

records as (

    select * from {{ ref('stg_records') }}

),

cells as (

    select * from {{ ref('int_cell') }}
    where not is_limit and definition is null

),

claims as (

    select
        {{ statement_columns() }},
        statements.paragraph,
        statements.sentence,
        statements.article_last_day,
        records.claim,
        records.scope,
        records.population_id,
        records.threshold,
        if(statements.unit = 'rank', statements.value, null)::bigint as rank,
        if(statements.unit = 'months', statements.value, null)::bigint as horizon_months,
        -- A horizon of n months reaches back to the month that was last as extreme, whatever month the text names.
        case
            when records.scope = 'since' and statements.unit = 'months'
                then (statements.first_day - to_months(statements.value::integer))::date
            when records.scope = 'since' then statements.reference_first_day
        end as since_day
    from statements
    inner join records on statements.statement_id = records.statement_id

),

final as (

    select
        claims.*,
        cells.value as level_value,
        cells.unit as level_unit,
        cells.lower_bound as level_lower_bound,
        cells.upper_bound as level_upper_bound,
        cells.statement_id as level_statement_id
    from claims
    left join cells
        on
            {{ same_subject('claims', 'cells', ['article_id', 'measure', 'period']) }}
            -- A record of survival names the year in which the firms started.
            and (cells.cohort is null or claims.reference_period = cells.cohort)
    -- Of the shares of one subject in several bases, the claim is about the finest.
    qualify row_number() over (
        partition by claims.statement_id
        order by cells.upper_bound - cells.lower_bound, cells.statement_id
    ) = 1

)

select * from final
