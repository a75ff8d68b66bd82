with

comparisons as (

    {% for family, identities in comparison_families().items() -%}
    select
        identity_id,
        {{ said_by_identity('relation', identities) }} as relation,
        version,
        flow,
        subject_kind,
        subject_id,
        measure,
        unit,
        period,
        left_value,
        left_bounds,
        coalesce(left_statement_ids, []) as left_statement_ids,
        right_value,
        right_bounds,
        coalesce(right_statement_ids, []) as right_statement_ids,
        {{ said_by_identity('slack', identities, 'double') }} as slack,
        {{ said_by_identity('reason', identities) }} as reason,
        {{ said_by_identity('fitting_base_id', identities) }} as fitting_base_id,
        {{ said_by_identity('is_revisable', identities, 'boolean') }} as is_revisable
    from {{ ref(family) }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select * from comparisons
