"""Names of the assets and of the sources that feed them. The asset name is the table name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dagster import AssetKey
from dagster_dbt import DagsterDbtTranslator


def archived(source: str) -> AssetKey:
    """Key of the archived bodies of one source."""
    return AssetKey(["archive", source])


def raw(table: str) -> AssetKey:
    """Key of one raw table of the lake."""
    return AssetKey(["lake", table])


RELEASE = AssetKey(["release"])
ALERT = AssetKey(["alert"])
PROBE = AssetKey(["probe"])


class Translator(DagsterDbtTranslator):
    """Gives dbt's tables their asset keys and groups: the layer, then the table's name."""

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> AssetKey:
        """Name a raw table as its loading asset does, and a model by its layer and name."""
        if dbt_resource_props["resource_type"] == "source":
            return raw(dbt_resource_props["name"])
        return AssetKey([_layer(dbt_resource_props), dbt_resource_props["name"]])

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """Group models by layer."""
        return _layer(dbt_resource_props)


def _layer(properties: Mapping[str, Any]) -> str:
    """Return staging, intermediate, marts, bi, meta or seeds."""
    if properties["resource_type"] == "seed":
        return "seeds"
    return str(properties["fqn"][1])
