{{ direction_month() }}
