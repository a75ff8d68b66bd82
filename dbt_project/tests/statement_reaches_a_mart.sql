-- No statement ends in fct_statement alone: each is witness of a row in a mart that the declaration of a theme names.
with

witnesses as (

    {% for place in statement_witnesses() %}
    {% set mart, column = place.split('.') %}
    select unnest(string_split({{ column }}, ', ')) as statement_id from {{ ref(mart) }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select
    statements.statement_id,
    statements.theme,
    statements.source_file,
    statements.source_line
from {{ ref('fct_statement') }} as statements
left join witnesses on statements.statement_id = witnesses.statement_id
where witnesses.statement_id is null
