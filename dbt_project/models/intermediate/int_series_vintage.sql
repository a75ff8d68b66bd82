with

observed as (

    select
        *,
        case when status in ('ten_days', 'twenty_days') then status else 'month' end as covers
    from {{ ref('stg_observed') }}

),

-- Files of one day hold one figure, each rounded in its way: the finest speaks.
delivered as (

    select * from observed
    qualify row_number() over (
        partition by flow, subject_kind, subject_id, month, definition, covers, known_from
        order by rounded_to_usd, source_file, source_line
    ) = 1

),

finest as (

    select
        *,
        rounded_to_usd = min(rounded_to_usd) over (
            partition by flow, subject_kind, subject_id, month, definition, covers
            order by known_from
        ) as is_finest
    from delivered

),

neighbours as (

    select
        *,
        lag(value_usd) over same_cell as before_usd,
        lag(rounded_to_usd) over same_cell as before_step,
        last_value(if(is_finest, value_usd, null) ignore nulls) over earlier as finest_usd,
        last_value(if(is_finest, rounded_to_usd, null) ignore nulls) over earlier as finest_step
    from finest
    window
        same_cell as (
            partition by flow, subject_kind, subject_id, month, definition, covers
            order by known_from
        ),
        earlier as (
            partition by flow, subject_kind, subject_id, month, definition, covers
            order by known_from
            rows between unbounded preceding and 1 preceding
        )

),

-- A figure that is no other than the one before, however it is rounded, is no new vintage. A coarse one that agrees
-- with a finer one says nothing new: what comes after it is held against the finer one.
changed as (

    select * exclude (before_usd, before_step, is_finest, finest_usd, finest_step) from neighbours
    where
        before_usd is null
        or {{ is_another_figure('value_usd', 'rounded_to_usd', 'before_usd', 'before_step') }}
        or (
            {{ is_another_figure('value_usd', 'rounded_to_usd', 'finest_usd', 'finest_step') }}
            and not {{ is_another_figure('before_usd', 'before_step', 'finest_usd', 'finest_step') }}
        )

),

final as (

    select
        {{ official_columns() }},
        covers,
        row_number() over same_cell as vintage_no,
        item_id,
        partner_id,
        known_from,
        known_from_basis,
        lead(known_from) over same_cell as known_until,
        status,
        value_usd,
        value_usd - rounded_to_usd / 2 as lower_bound,
        value_usd + rounded_to_usd / 2 as upper_bound,
        source,
        source_file,
        source_line
    from changed
    window same_cell as (
        partition by flow, subject_kind, subject_id, month, definition, covers
        order by known_from
    )

)

select * from final
