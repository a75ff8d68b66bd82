{{ config(materialized='view') }}

{{ beside_another_month('fct_breadth', ['population_id', 'flow', 'article_id']) }}
