{# A model of one month, built for each step of `customs_steps` in their order: a folder of Parquet files a month.

   A step names the month and the files that it is made from, each as a path: `detail`, `month_before`, `year_ago`,
   `item_code`; and `into`, an empty folder. The sources of the model are views of these files for as long as the session
   lasts, so that one SQL text serves every month. What comes into the store, and when, is for `korea_trade.customs`, which
   does the same with DuckDB. #}
{% materialization month_files, adapter='spark' %}
  {{ run_hooks(pre_hooks) }}
  {% for step in var('customs_steps') %}
    {% for name, query in step.sources.items() %}
      {% do run_query('create or replace view ' ~ source('customs', name) ~ ' as ' ~ query) %}
    {% endfor %}
    {% call statement('main') -%}
      insert overwrite directory '{{ step.into }}' using parquet {{ sql }}
    {%- endcall %}
  {% endfor %}
  {{ run_hooks(post_hooks) }}
  {{ return({'relations': []}) }}
{% endmaterialization %}

{# `korea_trade.customs` runs the compiled SQL itself: dbt builds no month with DuckDB. #}
{% materialization month_files, adapter='duckdb' %}
  {% call noop_statement('main', 'MONTH BY MONTH') %}{% endcall %}
  {{ return({'relations': []}) }}
{% endmaterialization %}
