-- How a series is called, on the reader's own connection: nothing of it is written to the release.
create or replace temp macro series_name(subject_kind, flow, label) as
    case
        when subject_kind = 'total' and flow = 'balance' then 'Trade balance'
        when subject_kind = 'total' then 'All ' || flow
        when flow in ('exports', 'none') then label
        else label || ' (' || replace(flow, '_', ' ') || ')'
    end;
