{{ subject_month('item') }}
