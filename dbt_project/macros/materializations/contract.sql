{# Whether a model has the columns of its contract. dbt asks DuckDB twice, for those of the query and for what the declared
   types are called, and compares them one by one, which takes a third of the time of a small model. Where names and types
   are declared as DuckDB calls them, one question tells; else dbt's own comparison decides, and says what differs. #}
{% macro duckdb__get_assert_columns_equivalent(sql) %}
  {%- set declared = {} -%}
  {%- set found = {} -%}
  {%- for column in model.columns.values() -%}
    {%- for part in api.Column(column.name, column.data_type).flatten() -%}
      {%- do declared.update({part.name: part.dtype}) -%}
    {%- endfor -%}
  {%- endfor -%}
  {%- for column in adapter.get_column_schema_from_query(sql) -%}
    {%- do found.update({column.name: column.dtype}) -%}
  {%- endfor -%}
  {%- if found != declared -%}
    {{ return(assert_columns_equivalent(sql)) }}
  {%- endif -%}
{% endmacro %}
