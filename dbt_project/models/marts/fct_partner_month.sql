{{ subject_month('partner') }}
