{# A model with parameters becomes a DuckDB table macro; its parameters are those that `meta.parameters` describes.

   DuckDB looks up what a macro reads in the client's database, not in that of the macro. So each has two forms:
   `name(d)` where the published file is the database of the client, and `name(d, source)` that reads in `source`, the
   name under which a client attached the file. (`table_function` of dbt-duckdb has the one form, and cannot comment
   on it.)

   It has no contract and no tests of its own: its columns are those of the model that its description names, by the
   same SQL. #}
{% materialization table_macro, adapter='duckdb' %}
  {%- set parameters = model.config.meta.parameters | list -%}
  {%- set sql_of_source = modules.re.sub('("\\w+"[.]){2}"(\\w+)"', "query_table(source || '.\\2')", sql) -%}

  {{ run_hooks(pre_hooks) }}

  {% call statement('main') -%}
    create or replace macro {{ this }}
        ({{ parameters | join(', ') }}) as table ({{ sql }}),
        ({{ (parameters + ['source']) | join(', ') }}) as table ({{ sql_of_source }})
  {%- endcall %}

  {% call statement('comment') -%}
    comment on macro table {{ this }} is {{ duckdb_escape_comment(model.description) }}
  {%- endcall %}

  {{ run_hooks(post_hooks) }}
  {% do adapter.commit() %}

  {{ return({'relations': []}) }}
{% endmaterialization %}
