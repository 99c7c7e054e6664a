"""UN Comtrade's own M49 codes: countries with a customs territory of their own, areas, old states.

842 is the United States with Puerto Rico, 251 France with Monaco, 699 India. Areas such as 899
(not elsewhere specified) or 837 (bunkers) are members of the dimension like any country; without
them totals do not add up. The list is the seed `comtrade_areas.csv`.
"""

from __future__ import annotations

from functools import cache

from tradebooks.errors import UsageError
from tradebooks.vocabulary import seed

# Codes under which a country reports today, where the plain M49 code is another one.
CURRENT = {"USA": 842, "FRA": 251, "IND": 699, "NOR": 579, "CHE": 757, "DEU": 276}
# What a code that nobody has mapped becomes, so that quarantine can show it.
UNMAPPED = "M49:"


@cache
def codes() -> dict[int, str]:
    """Return our code of every M49 code that UN Comtrade uses."""
    return {int(row["m49"]): row["geo"] for row in seed("comtrade_areas")}


def m49_of(geo: str) -> int:
    """Return the code under which UN Comtrade is asked for a country or an area.

    Raises:
        UsageError: When it has none.
    """
    if geo in CURRENT:
        return CURRENT[geo]
    found = [m49 for m49, code in codes().items() if code == geo]
    if not found:
        raise UsageError(
            "countries asked of UN Comtrade",
            seen=repr(geo),
            expected="ISO 3166-1 alpha-3 codes, or areas of comtrade_areas.csv",
            action="mend the option `reporters` or `partners` of the source comtrade",
        )
    plain = {int(row["m49"]) for row in seed("countries") if row["code"] == geo}
    return next((m49 for m49 in found if m49 in plain), found[0])
