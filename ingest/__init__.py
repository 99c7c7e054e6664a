"""Bytes in, validated rows out. Knows nothing of Dagster, dbt or the warehouse."""
