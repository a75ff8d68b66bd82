{# Whether the model that runs was made of what it reads now, and has nothing to do.

   The variable `models_version` tells the code of the models. dbt alone does not have it, so that a build by hand, or of
   a copy, reuses nothing. `korea_trade.modelling.reuse` prepares what is asked here, and remembers models after the run. #}
{% macro is_reusable() %}
  {%- if not var('models_version', '') -%}
    {{ return(false) }}
  {%- endif -%}
  {%- set relations = [] -%}
  {%- for unique_id in model.depends_on.nodes -%}
    {%- set node = graph.nodes.get(unique_id) or graph.sources.get(unique_id) -%}
    {%- do relations.append(node.schema ~ '.' ~ (node.alias or node.identifier)) -%}
  {%- endfor -%}
  {%- set found = run_query(
      "select 1 from provenance.model_result where model = '" ~ model.unique_id
      ~ "' and inputs = provenance.inputs('" ~ var('models_version') ~ "', " ~ relations ~ ")"
  ) -%}
  {{ return(found.rows | length > 0) }}
{% endmacro %}

{# The statement that notes what was made of `relation`, for the models that read it and have yet to run. #}
{% macro note_content(relation) %}
  {%- if var('models_version', '') -%}
    {%- set name = "'" ~ relation.schema ~ "." ~ relation.identifier ~ "'" -%}
    insert or replace into provenance.relation_content
    select {{ name }}, content from provenance.content_of({{ name }});
  {%- endif -%}
{% endmacro %}
