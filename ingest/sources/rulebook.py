"""The rules of every raw table: of those that people and articles fill, and of interfaces."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ingest.sources import official_rules, rules
from ingest.sources.rules import Rule

RULES: Mapping[str, Callable[[], list[Rule]]] = MappingProxyType(
    {**rules.RULES, **official_rules.RULES}
)
