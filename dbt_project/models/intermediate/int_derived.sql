with

articles as (

    select * from {{ ref('stg_articles') }}

),

derived as (

    {% for family in derivation_families() -%}
    select
        derivation_id,
        article_id,
        measure,
        unit,
        flow,
        subject_kind,
        subject_id,
        period,
        frequency,
        first_day,
        last_day,
        base_id,
        value,
        bounds,
        statement_ids
    from {{ ref(family) }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

final as (

    select
        derived.* exclude (statement_ids),
        articles.known_from,
        articles.known_order,
        list_sort(list_distinct(derived.statement_ids)) as statement_ids
    from derived
    inner join articles on derived.article_id = articles.article_id
    -- A cell may follow in one way from more than one set of figures: the narrowest speaks, else the first.
    qualify row_number() over (
        partition by
            derived.derivation_id, derived.article_id, derived.measure, derived.flow, derived.subject_kind,
            derived.subject_id, derived.period, derived.base_id
        order by derived.bounds.upper - derived.bounds.lower, derived.statement_ids
    ) = 1

)

select * from final
