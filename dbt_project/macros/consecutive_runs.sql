{# The longest runs of consecutive months of one direction, of each series. `relation` has one row a series and month:
   flow, subject_kind, subject_id, condition, month and direction (1, 0 or -1, never null), months from 1900 to 2099.
   Returns a select of those four, direction, start_month, end_month, length, and the direction of the month before and
   after, null where it is not known. A month without a row ends a run.

   A series is three strings of bits, one bit a month: whether it is known, up, down. A run starts where a month differs
   from the one before and ends where it differs from the one after, and the nth start belongs to the nth end. So no row
   is sorted, and what has to be remembered is a kilobyte a series, however many months it has. #}
{% macro consecutive_runs(relation) -%}
{%- set series = 'flow, subject_kind, subject_id, condition' -%}
{%- set bits = 'bitstring_agg(month_number, 0, 2399)' -%}
{%- set first_day = 'make_date(1900 + {0} // 12, {0} % 12 + 1, 1)' -%}
{%- set sign = '(get_bit(up, {0}) - get_bit(down, {0}))::bigint' -%}
select
    {{ series }},
    {{ sign.format('start_number') }} as direction,
    {{ first_day.format('start_number') }} as start_month,
    {{ first_day.format('end_number') }} as end_month,
    (end_number - start_number + 1)::bigint as length,
    -- No month comes before the first bit or after the last.
    case
        when start_number > 0 and get_bit(known, start_number - 1) = 1 then {{ sign.format('start_number - 1') }}
    end as previous_direction,
    case
        when end_number < 2399 and get_bit(known, end_number + 1) = 1 then {{ sign.format('end_number + 1') }}
    end as next_direction
from (
    select
        {{ series }},
        known,
        up,
        down,
        {% for edge in ['start', 'end'] -%}
        unnest(
            list_filter(range(first_number, last_number + 1), lambda n: get_bit({{ edge }}s, n::integer) = 1)
        )::integer as {{ edge }}_number{{ ',' if not loop.last }}
        {% endfor %}
    from (
        select
            *,
            -- The month is like the one before: shifting to the right moves each bit to the next month.
            known & (known >> 1) & ~xor(up, up >> 1) & ~xor(down, down >> 1) as continues,
            known & ~continues as starts,
            known & ~(continues << 1) as ends
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
{%- endmacro %}
