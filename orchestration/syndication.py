"""The asset that links copied articles to the story they repeat, once all articles are loaded."""

# No `from __future__ import annotations` here: Dagster reads the types of assets at run time.
from dagster import AssetsDefinition, MaterializeResult, asset

from orchestration import keys, loading
from orchestration.assets import LOCK, POOL
from tradebooks.settings import Settings

ARTICLES, LINKS = "raw_news_article", "raw_syndication"


def link_copies(settings: Settings) -> int:
    """Compare every article of the lake with every other; return the number of copies."""
    from ingest.news.syndication import syndication_frame
    from warehouse.lake import Lake

    lake = Lake(settings.lake_dir)
    links = syndication_frame(lake.rows(ARTICLES))
    lake.replace(LINKS, links)
    return links.height


def syndication_asset() -> AssetsDefinition:
    """Make the asset of the links between articles."""

    @asset(
        key=keys.raw(LINKS),
        deps=[keys.raw(ARTICLES)],
        group_name="lake",
        kinds={"parquet"},
        pool=POOL,
        required_resource_keys=LOCK,
        description="Copies of wire stories, each linked to the first publication of its text; "
        "made anew from all articles, so that the order of loads does not matter.",
    )
    def raw_syndication() -> MaterializeResult[None]:
        loading.prepare_lake(Settings())
        return MaterializeResult(metadata={"copies": link_copies(Settings())})

    return raw_syndication
