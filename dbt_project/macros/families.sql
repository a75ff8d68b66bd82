{# What is told of the families of models: in their own YAML files, from which `make generate` writes the macros
   `comparison_families` and `derivation_families`. #}


{# What the identities of a family say under `key`: a value each, or a column of the family where its rows do. #}
{% macro said_by_identity(key, identities, type='varchar') -%}
{%- if identities.values() | selectattr(key, 'defined') | list -%}
case identity_id
{%- for identity_id, said in identities.items() if key in said %}
            when '{{ identity_id }}' then {{ key if said[key] == 'column' else text_literal(said[key]) }}
            {%- endfor %}
        end::{{ type }}
{%- else -%}
null::{{ type }}
{%- endif -%}
{%- endmacro %}


{# A row for each entry of the families: its id, then what it says under each of `keys`. #}
{% macro entries_of(families, keys) -%}
{%- set listed = namespace(rows=[]) -%}
{%- for entries in families.values() -%}
{%- for entry_id, said in entries.items() -%}
{%- set values = [text_literal(entry_id)] -%}
{%- for key in keys -%}{%- do values.append(text_literal(said[key])) -%}{%- endfor -%}
{%- do listed.rows.append('(' ~ values | join(', ') ~ ')') -%}
{%- endfor -%}
{%- endfor -%}
{{ listed.rows | join(',\n    ') }}
{%- endmacro %}


{# A value between quotes. #}
{% macro text_literal(value) -%}
'{{ value | string | replace("'", "''") }}'
{%- endmacro %}
