{{ streak('select * from ' ~ ref('fct_direction_month')) }}
