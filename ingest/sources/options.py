"""Options of a source as a user writes them, checked against the source's defaults."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tradebooks.errors import UsageError


def with_defaults(source: str, given: Mapping[str, Any], defaults: Mapping[str, Any]) -> Any:  # noqa: ANN401
    """Lay what a user set over the defaults; lists stay lists of texts, numbers numbers.

    Raises:
        UsageError: When an option is unknown or of another kind than its default.
    """
    wrong = [
        f"{name} = {value!r}"
        for name, value in given.items()
        if name not in defaults
        or not isinstance(value, type(defaults[name]))
        or (isinstance(value, list) and not all(isinstance(item, str) for item in value))
    ]
    if wrong:
        raise UsageError(
            f"options of the source {source}",
            seen=", ".join(wrong),
            expected=", ".join(f"{name} like {value!r}" for name, value in defaults.items()),
            action=f"mend [sources.{source}.options]",
        )
    return {**defaults, **given}
