with

cells as (

    select
        *,
        concat_ws(
            '|', measure, unit, flow, subject_kind, subject_id, period, definition, base_id, cohort, counted_direction,
            if(is_limit, 'limit', null)
        ) as cell_id,
        {{ interval('lower_bound', 'upper_bound', 'lower_closed', 'upper_closed') }} as bounds
    from {{ ref('int_cell') }}

),

vintages as (

    select
        *,
        row_number() over history as vintage_no,
        lead(known_from) over history as next_known_from,
        first_value(value) over history as first_value,
        lag(value) over history as previous_value,
        lag(bounds) over history as previous_bounds
    from cells
    window history as (partition by cell_id order by known_order)

),

final as (

    select
        cell_id,
        vintage_no,
        {{ whole_cell_columns(also=['is_limit']) }},
        known_from,
        next_known_from - 1 as known_to,
        next_known_from is null as is_current,
        value,
        lower_bound,
        upper_bound,
        lower_closed,
        upper_closed,
        basis,
        article_id,
        statement_id,
        first_value,
        previous_value,
        value - previous_value as change_from_previous,
        -- As in fct_reconciliation: intervals that do not meet.
        (
            {{ interval_exceeds('bounds', 'previous_bounds') }}
            or {{ interval_exceeds('previous_bounds', 'bounds') }}
        ) as is_revision
    from vintages

)

select * from final
