"""How far the warehouse reaches: a million and ten million rows of UN Comtrade, with peers.

`python -m benchmarks.reach` measures from archived answers to the validated raw lake, each engine
in a process of its own; `python -m benchmarks.reach.day` from there to the release, and what one
more day costs. What an answer looks like is in `answers`, the peers are in `plain` (DuckDB),
`peer_dlt` and `peer_pandas`; the last two run in an environment of their own (`peers.txt`).
"""
