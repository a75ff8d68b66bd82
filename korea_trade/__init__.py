"""What the warehouse is, without what runs it. Belongs here: everything that knows neither Dagster nor Great
Expectations, a room (package) for each thing that it knows. Does not belong here: assets, checks and schedules
(`orchestration`), and what the data must be like between stages (`expectations`)."""
