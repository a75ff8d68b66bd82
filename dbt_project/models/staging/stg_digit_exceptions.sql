{{ stage_reference('digit_exceptions') }}
