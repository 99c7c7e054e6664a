"""Reconciliation: what can be known of a slice and period from all that is said of it.

A pure room: assertions and a method go in, rows come out. It reads no database, starts no dbt
and knows no clock; `run.reconcile` is its one door. Constraints are linear over intervals and
are solved by HiGHS, one connected component at a time.
"""
