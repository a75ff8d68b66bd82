{# The longest runs of consecutive months of one direction, of each series. `relation` has one row per series and month:
   flow, subject_kind, subject_id, condition, month and direction (1, 0 or -1, never null), months from 1900 to 2099.
   Returns a select of those four, direction, start_month, end_month, length, and the direction of the month before
   and after, null where it is not known. A month without a row ends a run.

   A series is three strings of bits, one bit a month: whether it is known, up, down. Where any of them changes a run
   or a gap starts, and it lasts to the next change. So no row is sorted, and what has to be remembered is a kilobyte
   a series, however many months it has. #}
{% macro consecutive_runs(relation) -%}
{%- set series = 'flow, subject_kind, subject_id, condition' -%}
{# One bit more than there are months: after the last one nothing is known. -#}
{%- set bits = 'bitstring_agg(month_number, 0, 2400)' -%}
{%- set first_day = 'make_date(1900 + {0} // 12, {0} % 12 + 1, 1)' -%}
{%- set sign = '(get_bit(up, {0}) - get_bit(down, {0}))::bigint' -%}
select
    {{ series }},
    {{ sign.format('start_number') }} as direction,
    {{ first_day.format('start_number') }} as start_month,
    {{ first_day.format('(stop_number - 1)') }} as end_month,
    (stop_number - start_number)::bigint as length,
    -- No bit comes before the first.
    case
        when start_number > 0 and get_bit(known, start_number - 1) = 1 then {{ sign.format('start_number - 1') }}
    end as previous_direction,
    case when get_bit(known, stop_number) = 1 then {{ sign.format('stop_number') }} end as next_direction
from (
    select
        {{ series }},
        known,
        up,
        down,
        unnest(changes)::integer as start_number,
        unnest(changes[2:])::integer as stop_number
    from (
        -- The changes have a level of their own, else each bit of them would be worked out for each month.
        select
            *,
            list_filter(range(first_number, last_number + 2), lambda n: get_bit(is_change, n::integer) = 1) as changes
        from (
            select
                *,
                -- Shifting to the right compares each month with the one before.
                xor(known, known >> 1) | xor(up, up >> 1) | xor(down, down >> 1) as is_change
            from (
                select
                    {{ series }},
                    min(month_number)::bigint as first_number,
                    max(month_number)::bigint as last_number,
                    {{ bits }} as known,
                    -- No bit at all is null and not zeros.
                    coalesce({{ bits }} filter (where direction = 1), xor(known, known)) as up,
                    coalesce({{ bits }} filter (where direction = -1), xor(known, known)) as down
                from (
                    select
                        {{ series }},
                        direction,
                        ((year(month) - 1900) * 12 + month(month) - 1)::integer as month_number
                    from {{ relation }}
                )
                group by {{ series }}
            )
        )
    )
)
where get_bit(known, start_number) = 1
{%- endmacro %}
