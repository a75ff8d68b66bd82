{{ stage_statements('bilateral_trade') }}
