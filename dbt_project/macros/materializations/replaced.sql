{# The materializations of tables and views. A relation is replaced and described in one statement to DuckDB, for dbt's own
   way, which is there for any adapter, costs a small table more than its rows: it makes another relation beside it, changes
   the names and removes the old one, and asks three times which columns there are. #}
{% materialization table, adapter='duckdb' %}
  {{ return(replaced('table')) }}
{% endmaterialization %}

{% materialization view, adapter='duckdb' %}
  {{ return(replaced('view')) }}
{% endmaterialization %}

{% macro replaced(type) %}
  {%- set target = this.incorporate(type=type) -%}
  {%- set existing = load_cached_relation(this) -%}
  {% call statement('main') -%}
    {% if existing %}drop {{ existing.type }} if exists {{ existing }};{% endif %}
    {{ create_table_as(False, target, sql) if type == 'table' else create_view_as(target, sql) }};
    {{ alter_relation_comment(target, model.description) if config.persist_relation_docs() and model.description }}
    {{ alter_column_comment(target, model.columns) if config.persist_column_docs() }}
  {%- endcall %}
  {%- do adapter.commit() -%}
  {{ return({'relations': [target]}) }}
{% endmacro %}

{# The comments of the columns that are described. dbt-duckdb leaves out those that the relation does not have; here that is an
   error, as it is of a contract. #}
{% macro duckdb__alter_column_comment(relation, column_dict) %}
  {%- for name, column in column_dict.items() %}
    comment on column {{ relation }}.{{ adapter.quote(name) }} is {{ duckdb_escape_comment(column.description) }};
  {%- endfor %}
{% endmacro %}
