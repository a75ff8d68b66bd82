{# The sign of each month of each series on which all evidence agrees: what statements tell or imply, and the observed
   series. With `day` only what was known by then counts. #}
{% macro direction_month(day=none) -%}
with

evidence as (

    {{ known_by('fct_direction_evidence', day) }}

),

official as (

    {{ official_months(day) }}

),

-- The sign of a balance is that of exports less imports; of an item with one partner it is nobody's question.
signed as (

    select
        flow,
        subject_kind,
        subject_id,
        month,
        'growth' as condition,
        direction,
        definition
    from official
    where direction is not null
    union all
    select
        'balance' as flow,
        exports.subject_kind,
        exports.subject_id,
        exports.month,
        'sign' as condition,
        sign(exports.value_usd - imports.value_usd)::bigint as direction,
        exports.definition
    from {{ exports_and_imports('official') }}
    where exports.subject_kind <> 'item_partner'

),

observed as (

    select
        {{ series_of('condition') }},
        month,
        direction as observed_direction,
        {{ by_definition_of_the_press('definition') }} as is_comparable
    from signed

),

witnessed as (

    select
        {{ series_columns(also=['month']) }},
        min(direction) as least_direction,
        max(direction) as greatest_direction,
        count(distinct statement_id) as witness_count,
        count(distinct statement_id) filter (where direction = 1) as up_count,
        count(distinct statement_id) filter (where direction = 0) as flat_count,
        count(distinct statement_id) filter (where direction = -1) as down_count,
        {{ joined_ids('[article_id]') }} as article_ids,
        {{ joined_ids('[statement_id]') }} as statement_ids
    from evidence
    group by {{ series_columns(also=['month']) }}

),

-- No join of all months: those that both kinds tell of are few.
unwitnessed as (

    select
        {{ series_columns('observed', ['month']) }},
        observed.observed_direction as direction,
        false as is_contradictory,
        observed.observed_direction,
        0 as witness_count,
        0 as up_count,
        0 as flat_count,
        0 as down_count,
        null::varchar as article_ids,
        null::varchar as statement_ids
    from observed
    left join witnessed on observed.series_id = witnessed.series_id and observed.month = witnessed.month
    where witnessed.series_id is null

),

final as (

    select
        {{ series_columns('witnessed', ['month']) }},
        case
            when witnessed.least_direction = witnessed.greatest_direction
                and witnessed.least_direction = coalesce(observed.observed_direction, witnessed.least_direction)
                then witnessed.least_direction
        end as direction,
        direction is null as is_contradictory,
        observed.observed_direction,
        witnessed.witness_count,
        witnessed.up_count,
        witnessed.flat_count,
        witnessed.down_count,
        witnessed.article_ids,
        witnessed.statement_ids
    from witnessed
    -- By another definition than the press's an official sign contradicts nothing.
    left join observed
        on
            witnessed.series_id = observed.series_id
            and witnessed.month = observed.month
            and observed.is_comparable
    union all
    select * from unwitnessed

)

select * from final
{%- endmacro %}
