"""What a user may choose for a source of exchange rates: currencies and the first day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tradebooks.errors import UsageError
from tradebooks.vocabulary import currency_codes


@dataclass(frozen=True, slots=True)
class RateOptions:
    """Which rates are asked for.

    Attributes:
        currencies: ISO 4217 codes.
        first_day: First day that is asked for.
    """

    currencies: tuple[str, ...]
    first_day: date

    def with_options(self, source: str, options: Mapping[str, Any]) -> RateOptions:
        """Lay the options of a source over these.

        Raises:
            UsageError: When one is unknown or has another form.
        """
        currencies = options.get("currencies", self.currencies)
        strange = {*options} - {"currencies", "first_day"}
        if isinstance(currencies, list | tuple):
            strange |= {str(code) for code in currencies} - currency_codes()
        else:
            strange.add(str(currencies))
        try:
            first_day = date.fromisoformat(str(options.get("first_day", self.first_day)))
        except ValueError as error:
            strange.add(str(error))
        if strange:
            raise UsageError(
                f"options of the source {source}",
                seen=", ".join(sorted(strange)),
                expected="currencies (a list of ISO 4217 codes) and first_day (a day)",
                action=f"mend [sources.{source}.options]",
            )
        return RateOptions(tuple(currencies), first_day)
