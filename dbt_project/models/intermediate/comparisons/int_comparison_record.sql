{# A record of a sign is a first time, whose months speak as well. #}
{% set levels = ['print', 'computed'] %}
{% set signs = ['word', 'run', 'before_run', 'after_run'] %}

with

bounds as (

    select * from {{ ref('int_evident_bound') }}

),

records as (

    select * from {{ ref('int_record') }}
    -- A second place is one among the periods, another identity.
    where
        scope not in ('among_subjects', 'in_list')
        and not coalesce(rank > 1 and level_value is not null, false)

),

pairs as (

    select
        case
            when claims.measure = 'yoy' or list_contains({{ signs }}, others.bound_kind)
                then 'first_time_against_months'
            when claims.bound_kind = 'record' then 'record_against_levels'
            else 'record_reference'
        end as identity_id,
        {{ pair_of_bounds() }}
    from bounds as claims
    inner join bounds as others
        on
            list_contains({{ levels + signs }}, others.bound_kind)
            and others.tells_more is not false
            and not list_has_any(claims.statement_ids, others.statement_ids)
            and {{ same_cell('claims', 'others') }}
    where claims.bound_kind in ('record', 'record_reference')

),

unknown_records as (

    select records.*
    from records
    where [records.statement_id] not in (select pairs.left_statement_ids from pairs)

),

final as (

    {{ furthest_apart('pairs') }}
    {{ worst_opponents('identity_id, version, left_statement_ids') }}
    union all by name
    -- What nothing is known of that could speak against it is kept, to be told as such.
    select
        'record_against_levels' as identity_id,
        'used' as version,
        {{ cell_columns() }},
        [statement_id] as left_statement_ids
    from unknown_records

)

select * from final
