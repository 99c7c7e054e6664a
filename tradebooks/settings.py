"""Settings: what a user may change without touching code.

They come from the environment (`TRADEBOOKS_…`) or from `tradebooks.toml` in the working folder;
the environment wins.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from pydantic import Field, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from tradebooks.paths import ROOT


class Settings(BaseSettings):
    """All settings with their defaults.

    Attributes:
        data: Folder of everything made at run time: archive, lake, build, releases, run records.
        keep_releases: How many releases are kept, the current one included.
    """

    model_config = SettingsConfigDict(
        env_prefix="TRADEBOOKS_", toml_file="tradebooks.toml", extra="forbid"
    )

    data: Path = ROOT / "data"
    keep_releases: int = Field(default=10, ge=2)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read arguments first, then the environment, then the TOML file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @field_validator("data")
    @classmethod
    def _absolute(cls, folder: Path) -> Path:
        return folder.expanduser().absolute()

    @cached_property
    def archive_dir(self) -> Path:
        """Every fetched body, with the manifest."""
        return self.data / "archive"

    @cached_property
    def lake_dir(self) -> Path:
        """The raw tables, as Parquet files."""
        return self.data / "lake"

    @cached_property
    def build_dir(self) -> Path:
        """The private DuckDB file that dbt works on."""
        return self.data / "build"

    @cached_property
    def releases_dir(self) -> Path:
        """The published releases and the pointer to the current one."""
        return self.data / "releases"

    @cached_property
    def runs_dir(self) -> Path:
        """What Dagster keeps of its runs."""
        return self.data / "runs"
