{# The month at each level of codes and for each ministry item, by partner and for all partners: one row per level
   (hs2 to hs10, total, item), code, partner and flow. `detail` has one row per code, partner and flow, `item_code` the
   codes that items begin with. A weight or a number that is not known of one row is not known of the sum; a sum beyond
   64 bits is an error with every engine, never another number. #}
{% macro customs_levels(detail, item_code) -%}
with

detail as (

    select * from {{ detail }}

),

item_codes as (

    select * from {{ item_code }}

),

-- Each level from the one below, which has fewer rows.
{% for level, digits, below in [('six_digits', 6, 'detail'), ('four_digits', 4, 'six_digits'), ('two_digits', 2, 'four_digits')] -%}
{{ level }} as (

    select
        left(code, {{ digits }}) as code,
        partner,
        flow,
        {{ customs_sums() }}
    from {{ below }}
    group by left(code, {{ digits }}), partner, flow

),

{% endfor -%}
total as (

    select
        'all' as code,
        partner,
        flow,
        {{ customs_sums() }}
    from two_digits
    group by partner, flow

),

codes as (

    select distinct code from detail

),

-- Of the codes of an item that a code begins with, the longest decides whether it counts.
nearest_item_codes as (

    select
        codes.code,
        item_codes.item_id,
        max(length(item_codes.code)) as digits
    from codes
    inner join item_codes on left(codes.code, length(item_codes.code)) = item_codes.code
    group by codes.code, item_codes.item_id

),

item_members as (

    select
        nearest_item_codes.code,
        nearest_item_codes.item_id
    from nearest_item_codes
    inner join item_codes
        on
            nearest_item_codes.item_id = item_codes.item_id
            and left(nearest_item_codes.code, nearest_item_codes.digits) = item_codes.code
    where item_codes.is_counted

),

items as (

    select
        item_members.item_id as code,
        detail.partner,
        detail.flow,
        {{ customs_sums() }}
    from detail
    inner join item_members on detail.code = item_members.code
    group by item_members.item_id, detail.partner, detail.flow

),

-- A code stands at the level of its own digits and at each level above, once.
by_partner as (

    select
        concat('hs', length(code)) as code_level,
        *
    from detail
    where length(code) > 6
    union all
    select
        'hs6' as code_level,
        *
    from six_digits
    where length(code) = 6
    union all
    select
        'hs4' as code_level,
        *
    from four_digits
    where length(code) = 4
    union all
    select
        'hs2' as code_level,
        *
    from two_digits
    union all
    select
        'total' as code_level,
        *
    from total
    union all
    select
        'item' as code_level,
        *
    from items

),

of_all_partners as (

    select
        code_level,
        code,
        'all' as partner,
        flow,
        {{ customs_sums() }}
    from by_partner
    group by code_level, code, flow

),

final as (

    select * from by_partner
    union all
    select * from of_all_partners

)

select * from final
{%- endmacro %}


{# What every sum of customs detail is made by. #}
{% macro customs_sums() -%}
    {{ customs_sum('value_usd') }} as value_usd,
    case when count(weight_kg) = count(*) then {{ customs_sum('weight_kg') }} end as weight_kg,
    case when count(declarations) = count(*) then {{ customs_sum('declarations') }} end as declarations
{%- endmacro %}


{# A sum of whole numbers. DuckDB refuses one beyond 64 bits by itself. Spark would wrap it into another number: dbt's
   adapter turns the ANSI mode off for each statement, whatever the profile says. #}
{% macro customs_sum(column) -%}
    {%- if target is defined and target.type == 'spark' -%}
    case
        when sum(cast({{ column }} as decimal(38, 0))) > 9223372036854775807
            then cast(raise_error('a sum is beyond 64 bits: overflow') as bigint)
        else sum({{ column }})
    end
    {%- else -%}
    cast(sum({{ column }}) as bigint)
    {%- endif -%}
{%- endmacro %}
