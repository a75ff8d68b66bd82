{# The materializations of tables and views, before which is asked whether there is anything to do. Tests have none of their
   own: to ask takes longer than to test.

   A relation is replaced in one transaction. dbt's own way, which is there for any adapter, makes another relation beside
   it, changes the names and removes the old one: eight statements, which cost a small table more than its rows. #}
{% materialization table, adapter='duckdb' %}
  {{ return(replaced('table')) }}
{% endmaterialization %}

{% materialization view, adapter='duckdb' %}
  {{ return(replaced('view')) }}
{% endmaterialization %}

{% macro replaced(type) %}
  {%- set target = this.incorporate(type=type) -%}
  {%- if is_reusable() -%}
    {% call noop_statement('main', 'REUSED') %}{% endcall %}
    {{ return({'relations': [target]}) }}
  {%- endif -%}
  {%- set existing = load_cached_relation(this) -%}
  {% call statement('main') -%}
    {% if existing %}drop {{ existing.type }} if exists {{ existing }};{% endif %}
    {{ create_table_as(False, target, sql) if type == 'table' else create_view_as(target, sql) }}
  {%- endcall %}
  {%- do persist_docs(target, model) -%}
  {%- do note_content(target) -%}
  {%- do adapter.commit() -%}
  {{ return({'relations': [target]}) }}
{% endmacro %}
