{# Each value is a term of a vocabulary of the declaration. #}
{% test of_vocabulary(model, column_name, vocabulary) %}
select {{ column_name }}
from {{ model }}
where {{ column_name }}::varchar not in ('{{ vocabularies()[vocabulary] | join("', '") }}')
{% endtest %}
