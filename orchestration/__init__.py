"""Dagster definitions: assets, checks, jobs and schedules that wire the other rooms together."""
