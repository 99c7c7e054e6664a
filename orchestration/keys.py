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


def model(name: str) -> AssetKey:
    """Key of one intermediate model of dbt."""
    return AssetKey(["intermediate", name])


def reconciled(table: str) -> AssetKey:
    """Key of one table that reconciliation makes."""
    return AssetKey(["reconciled", table])


RELEASE = AssetKey(["release"])
ALERT = AssetKey(["alert"])
PROBE = AssetKey(["probe"])


class Translator(DagsterDbtTranslator):
    """Gives dbt's tables their asset keys and groups: the layer, then the table's name."""

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> AssetKey:
        """Name a source as the asset that makes it does, and a model by its layer and name."""
        if dbt_resource_props["resource_type"] == "source":
            made_by = {"lake": raw, "reconciled": reconciled}
            return made_by[dbt_resource_props["source_name"]](dbt_resource_props["name"])
        return AssetKey([_layer(dbt_resource_props), dbt_resource_props["name"]])

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """Group models by layer."""
        return _layer(dbt_resource_props)


def _layer(properties: Mapping[str, Any]) -> str:
    """Return staging, intermediate, marts, bi, meta or seeds."""
    if properties["resource_type"] == "seed":
        return "seeds"
    return str(properties["fqn"][1])
