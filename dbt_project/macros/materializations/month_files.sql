{# A model of one month, built for each step of `customs_steps` in their order: a file of Parquet a month.

   A step names the month and the files that it is made from, each as a path: `detail`, `month_before`, `year_ago`,
   `item_code`; and `into`, an empty folder. The sources of the model are temporary views of these files, so that one
   SQL text serves every month and every engine. What comes into the store, and when, is for `korea_trade.customs`. #}
{% materialization month_files, default %}
  {{ run_hooks(pre_hooks) }}
  {% for step in var('customs_steps') %}
    {% for name in ['detail', 'month_before', 'year_ago', 'item_code'] %}
      {% do run_query(customs_view(name, 'select * from ' ~ customs_parquet(step[name]))) %}
    {% endfor %}
    {% set calendar %}
      select
        cast('{{ step.month }}' as date) as month,
        {{ step.follows_month_before | lower }} as follows_month_before
    {% endset %}
    {% do run_query(customs_view('calendar', calendar)) %}
    {% call statement('main') -%}
      {{ customs_write(sql, step.into) }}
    {%- endcall %}
  {% endfor %}
  {{ run_hooks(post_hooks) }}
  {% do adapter.commit() %}
  {{ return({'relations': []}) }}
{% endmaterialization %}


{% macro customs_view(name, query) -%}
  {{ return(adapter.dispatch('customs_view')(name, query)) }}
{%- endmacro %}

{% macro default__customs_view(name, query) -%}
  {{ return('create or replace temporary view ' ~ name ~ ' as ' ~ query) }}
{%- endmacro %}

{% macro spark__customs_view(name, query) -%}
  {{ return('create or replace view ' ~ source('customs', name) ~ ' as ' ~ query) }}
{%- endmacro %}


{% macro customs_parquet(path) -%}
  {{ return(adapter.dispatch('customs_parquet')(path)) }}
{%- endmacro %}

{% macro default__customs_parquet(path) -%}
  {{ return("read_parquet('" ~ path | replace("'", "''") ~ "', hive_partitioning = false)") }}
{%- endmacro %}

{% macro spark__customs_parquet(path) -%}
  {{ return('parquet.`' ~ path ~ '`') }}
{%- endmacro %}


{% macro customs_write(query, folder) -%}
  {{ return(adapter.dispatch('customs_write')(query, folder)) }}
{%- endmacro %}

{% macro default__customs_write(query, folder) -%}
  {{ return("copy (" ~ query ~ ") to '" ~ folder | replace("'", "''") ~ "/part-0.parquet' (format parquet)") }}
{%- endmacro %}

{% macro spark__customs_write(query, folder) -%}
  {{ return("insert overwrite directory '" ~ folder ~ "' using parquet " ~ query) }}
{%- endmacro %}
