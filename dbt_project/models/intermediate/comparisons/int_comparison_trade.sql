{% set place = 'version, reader_id, subject_kind, subject_id, measure, unit, period' %}

with

readings as (

    select * from {{ ref('int_reading') }}
    where measure = 'value' and base_id is null and cohort is null and counted_direction is null

),

-- The four levels of one subject and period, as the reader of one article knows them.
flows as (

    select
        {% for flow in ['exports', 'imports', 'balance', 'trade'] -%}
        any_value(value) filter (where flow = '{{ flow }}') as {{ flow }},
        any_value(bounds) filter (where flow = '{{ flow }}') as {{ flow }}_bounds,
        any_value(statement_id) filter (where flow = '{{ flow }}') as {{ flow }}_id,
        coalesce(bool_or(is_own) filter (where flow = '{{ flow }}'), false) as {{ flow }}_is_own,
        {% endfor -%}
        {{ place }}
    from readings
    group by {{ place }}

),

-- A total without one item or partner, as an article prints it, with the two that it lies between.
rests as (

    select
        rests.*,
        wholes.value - parts.value as rest_value,
        {{ interval_difference('wholes.bounds', 'parts.bounds') }} as rest_bounds,
        [wholes.statement_id, parts.statement_id] as rest_statement_ids
    from readings as rests
    inner join readings as parts
        on
            {{ same('rests', 'parts', ['version', 'reader_id', 'flow', 'unit', 'period', 'subject_id']) }}
            and rests.subject_kind = 'without_' || parts.subject_kind
    inner join readings as wholes
        on
            {{ same('rests', 'wholes', ['version', 'reader_id', 'flow', 'unit', 'period']) }}
            and wholes.subject_kind = 'total'
    where rests.is_own and rests.subject_kind in ('without_item', 'without_partner')

),

final as (

    {% for identity, flow, sign, right_bounds in [
        ('balance_of_trade', 'balance', '-', interval_difference('exports_bounds', 'imports_bounds')),
        ('sum_of_trade', 'trade', '+', interval_sum('exports_bounds', 'imports_bounds')),
    ] -%}
    select
        '{{ identity }}' as identity_id,
        version,
        '{{ flow }}' as flow,
        subject_kind,
        subject_id,
        measure,
        unit,
        period,
        {{ flow }} as left_value,
        {{ flow }}_bounds as left_bounds,
        [{{ flow }}_id] as left_statement_ids,
        exports {{ sign }} imports as right_value,
        {{ right_bounds }} as right_bounds,
        [exports_id, imports_id] as right_statement_ids
    from flows
    where {{ flow }}_is_own and exports is not null and imports is not null
    union all
    {% endfor -%}
    select
        'total_less_part' as identity_id,
        {{ one_as_left('rests') }},
        rest_value as right_value,
        rest_bounds as right_bounds,
        rest_statement_ids as right_statement_ids
    from rests

)

select * from final
