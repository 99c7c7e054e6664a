"""SDMX-JSON messages of data, versions 1.0 and 2.0, as a list of observations.

1.0 (WITS, ECB) has numbers and one `structure` at the root; 2.0 (IMF) has texts and a list of
`structures` under `data`. Observations stand in series or flat; attributes stand with the
observation, the series or a group of dimensions. What the codes mean is the source's business.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


class SdmxError(ValueError):
    """The bytes are no such message; the message says what they are instead."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One observation.

    Attributes:
        place: Where it stands: keys of series and observation.
        dimensions: Code of every dimension, time included.
        names: Names of these codes, where given.
        attributes: Code or text of every attribute that is set.
        value: The number as printed, or None.
    """

    place: str
    dimensions: Mapping[str, str]
    names: Mapping[str, str]
    attributes: Mapping[str, str]
    value: float | int | str | None


Component = Mapping[str, Any]


def read_message(body: bytes) -> list[Observation]:
    """Read every observation of a message; one without series has none.

    Raises:
        SdmxError: When it is no message, or points at codes that it does not list.
    """
    try:
        root = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise SdmxError(f"no whole JSON ({error})") from error
    inner = root.get("data", root) if isinstance(root, dict) else None
    if not isinstance(inner, dict) or "dataSets" not in inner:
        raise SdmxError(f"no `dataSets`: {str(root)[:120]!r}")
    structures = inner.get("structures") or [inner.get("structure") or root.get("structure")]
    try:
        return list(_observations(inner["dataSets"], structures))
    except SdmxError:
        raise
    except (KeyError, IndexError, TypeError, AttributeError, ValueError) as error:
        what = f"{type(error).__name__}: {error}"
        raise SdmxError(f"a message that points at what it does not list ({what})") from error


def _observations(datasets: Sequence[Any], structures: Sequence[Any]) -> Iterator[Observation]:
    for dataset in datasets:
        read = _Dataset(dataset, structures[dataset.get("structure", 0)])
        if read.is_hollow:
            raise SdmxError(f"periods without `series`, only {', '.join(map(str, dataset))}")
        yield from read.observations()


class _Dataset:
    """One data set with its structure."""

    def __init__(self, dataset: Mapping[str, Any], structure: Mapping[str, Any]) -> None:
        self.dataset = dataset
        dimensions, attributes = structure["dimensions"], structure.get("attributes") or {}
        self.fixed = dimensions.get("dataSet") or dimensions.get("dataset") or []
        self.series: Sequence[Component] = dimensions.get("series") or []
        self.inner: Sequence[Component] = dimensions["observation"]
        self.series_attributes = attributes.get("series") or []
        self.group_attributes = attributes.get("dimensionGroup") or []
        self.inner_attributes = attributes.get("observation") or []
        measures = (structure.get("measures") or {}).get("observation") or [None]
        self.measures = len(measures)

    @property
    def is_hollow(self) -> bool:
        """Whether periods are listed and nothing is said of them; no data list no period."""
        holds = {"series", "observations"} & set(self.dataset)
        return not holds and any(one.get("values") for one in self.inner)

    def observations(self) -> Iterator[Observation]:
        """Yield the observations in their order."""
        for key, series in (self.dataset.get("series") or {}).items():
            outer = _coded(self.series, key)
            shared = self._groups(key) | _set(self.series_attributes, series.get("attributes"))
            for place, values in series["observations"].items():
                yield self._observation(f"{key}/{place}", outer, place, values, shared)
        for key, values in (self.dataset.get("observations") or {}).items():
            yield self._observation(key, [], key, values, {})

    def _observation(
        self,
        place: str,
        outer: list[tuple[str, Mapping[str, Any]]],
        key: str,
        values: Sequence[Any],
        shared: Mapping[str, str],
    ) -> Observation:
        fixed = [(one["id"], one["values"][0]) for one in self.fixed]
        coded = [*fixed, *outer, *_coded(self.inner, key)]
        own = _set(self.inner_attributes, values[self.measures :])
        return Observation(
            place=place,
            dimensions={name: _code(code) for name, code in coded},
            names={name: str(code["name"]) for name, code in coded if "name" in code},
            attributes={**shared, **own},
            value=values[0],
        )

    def _groups(self, key: str) -> dict[str, str]:
        """Return the attributes of every group of dimensions that a series belongs to."""
        parts = key.split(":")
        found: dict[str, str] = {}
        for pattern, values in (self.dataset.get("dimensionGroupAttributes") or {}).items():
            wanted = pattern.split(":")
            if all(one in ("", part) for one, part in zip(wanted, parts, strict=False)):
                found |= _set(self.group_attributes, values)
        return found


def _coded(components: Sequence[Component], key: str) -> list[tuple[str, Mapping[str, Any]]]:
    """Return the code of every dimension that a key such as `0:2:1` points at."""
    numbers = [int(part) for part in key.split(":")]
    if len(numbers) != len(components) or min(numbers) < 0:
        raise KeyError(f"key {key} for {len(components)} dimensions")
    return [
        (one["id"], one["values"][number]) for one, number in zip(components, numbers, strict=True)
    ]


def _set(components: Sequence[Component], values: Sequence[Any] | None) -> dict[str, str]:
    """Return the attributes that are set: an index into a list of codes, or a text."""
    found = {}
    for one, value in zip(components, values or (), strict=False):
        if value is None:
            continue
        listed = one.get("values") or []
        is_index = isinstance(value, int) and not isinstance(value, bool) and listed
        found[str(one["id"])] = _code(listed[value]) if is_index else str(value)
    return found


def _code(entry: Mapping[str, Any]) -> str:
    return str(entry.get("id", entry.get("value", entry.get("name", ""))))
