{# The materializations of dbt and of its adapter, before which is asked whether there is anything to do. Tests have none
   of their own: to ask takes longer than to test. #}
{% materialization table, adapter='duckdb' %}
  {%- if is_reusable() -%}
    {% call noop_statement('main', 'REUSED') %}{% endcall %}
    {{ return({'relations': [this.incorporate(type='table')]}) }}
  {%- endif -%}
  {%- set made = dbt.materialization_table_duckdb() -%}
  {%- do note_content(this) -%}
  {{ return(made) }}
{% endmaterialization %}

{% materialization view, adapter='duckdb' %}
  {%- if is_reusable() -%}
    {% call noop_statement('main', 'REUSED') %}{% endcall %}
    {{ return({'relations': [this.incorporate(type='view')]}) }}
  {%- endif -%}
  {%- set made = dbt.materialization_view_default() -%}
  {%- do note_content(this) -%}
  {{ return(made) }}
{% endmaterialization %}
