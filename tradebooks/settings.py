"""Settings: what a user may change without touching code.

They come from the environment (`TRADEBOOKS_…`) or from `tradebooks.toml` in the working folder;
the environment wins. Tables of the file are parts of a name in the environment, joined by two
underscores: `[sources.comtrade] key = "…"` is `TRADEBOOKS_SOURCES__COMTRADE__KEY`.
"""

from __future__ import annotations

from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, JsonValue, SecretStr, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from tradebooks.paths import ROOT


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class FetchSettings(_Table):
    """What holds for every request to the world.

    Attributes:
        offline: Ask nothing at all; live sources then report that they were not asked.
        contact: Address of a person or page for the User-Agent header, so that a site can complain.
        stand_ins: Hosts (a local mirror, say) whose private addresses may be asked.
        ca_bundle: File of certificate authorities, where the usual ones do not suffice.
    """

    offline: bool = False
    contact: str = ""
    stand_ins: tuple[str, ...] = ()
    ca_bundle: Path | None = None

    @property
    def user_agent(self) -> str:
        """What the project calls itself towards other people's servers."""
        return f"tradebooks/{_version()} ({self.contact or 'no contact given'})"


class AlertSettings(_Table):
    """Who is told of differences between the books of two sides (question 26), and of which.

    Attributes:
        webhook: Address that takes a POST of JSON; without one nobody is told.
        gap_pct: Differences above so many per cent count.
        months: Only outturns of periods that ended within so many months count.
    """

    webhook: SecretStr | None = None
    gap_pct: float = Field(default=5, ge=0)
    months: int = Field(default=12, ge=1)


class SourceSettings(_Table):
    """What a user may set for one source; what is left out keeps the source's own default.

    Attributes:
        enabled: Whether a live load asks this source.
        base_url: Another address of the same service: a mirror or a stand-in.
        key: Key of the service; only ever sent in a header.
        interval_seconds: Least time between two requests to one host, and of every kind.
        daily_quota: Most requests in a UTC day, and of every kind.
        connect_seconds: Time to get a connection.
        read_seconds: Longest silence while waiting for bytes.
        deadline_seconds: Longest time for one attempt as a whole.
        max_bytes: Largest body on the wire.
        max_unpacked_bytes: Largest body after unpacking.
        attempts: How often a request is tried.
        backoff_seconds: First pause before another attempt.
        backoff_max_seconds: Longest pause between attempts.
        retry_after_max_seconds: Longest wait asked for by a server that is waited out.
        circuit_failures: Failures in a row after which a host is left alone.
        circuit_seconds: How long it is left alone.
        max_quarantine_share: Share of bad rows above which a document is not trusted at all.
        max_quarantine_value_share: Share of a document's value in bad rows above which it is not.
        max_unmapped_share: Share of a document's value under unmapped codes above which it is not.
        options: What only this source knows, as its own documentation says.
    """

    enabled: bool = True
    base_url: str | None = None
    key: SecretStr | None = None
    interval_seconds: float | None = Field(default=None, ge=0)
    daily_quota: int | None = Field(default=None, ge=0)
    connect_seconds: float | None = Field(default=None, gt=0)
    read_seconds: float | None = Field(default=None, gt=0)
    deadline_seconds: float | None = Field(default=None, gt=0)
    max_bytes: int | None = Field(default=None, gt=0)
    max_unpacked_bytes: int | None = Field(default=None, gt=0)
    attempts: int | None = Field(default=None, ge=1)
    backoff_seconds: float | None = Field(default=None, gt=0)
    backoff_max_seconds: float | None = Field(default=None, gt=0)
    retry_after_max_seconds: float | None = Field(default=None, ge=0)
    circuit_failures: int | None = Field(default=None, ge=1)
    circuit_seconds: float | None = Field(default=None, ge=0)
    max_quarantine_share: float | None = Field(default=None, ge=0, le=1)
    max_quarantine_value_share: float | None = Field(default=None, ge=0, le=1)
    max_unmapped_share: float | None = Field(default=None, ge=0, le=1)
    options: dict[str, JsonValue] = Field(default_factory=dict)

    @field_validator("key")
    @classmethod
    def _plain(cls, key: SecretStr | None) -> SecretStr | None:
        """Take line ends off a key, and refuse one that no header can carry."""
        if key is None:
            return None
        text = key.get_secret_value().strip()
        if not text.isascii() or not text.isprintable():
            raise ValueError("a key consists of plain printable characters")
        return SecretStr(text) if text else None


class Settings(BaseSettings):
    """All settings with their defaults.

    Attributes:
        data: Folder of everything made at run time: archive, lake, build, releases, run records.
        keep_releases: How many releases are kept, the current one included.
        duckdb_memory: Memory that a build may take, in DuckDB's words.
        build_cells: About how many cells of tables dbt makes anew at a time; a longer history is
            built in several passes, so that it needs no more memory.
        fetch: What holds for every request to the world.
        alert: Who is told of differences between two sides' books.
        sources: What is set for single sources, by their id.
    """

    model_config = SettingsConfigDict(
        env_prefix="TRADEBOOKS_",
        env_nested_delimiter="__",
        toml_file="tradebooks.toml",
        extra="forbid",
        hide_input_in_errors=True,
    )

    data: Path = ROOT / "data"
    keep_releases: int = Field(default=10, ge=2)
    duckdb_memory: str = Field(default="1GB", pattern=r"^\d+(\.\d+)? ?(KB|MB|GB|KiB|MiB|GiB)$")
    build_cells: int = Field(default=2_000_000, ge=1)
    fetch: FetchSettings = FetchSettings()
    alert: AlertSettings = AlertSettings()
    sources: dict[str, SourceSettings] = Field(default_factory=dict)

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

    def source(self, source: str) -> SourceSettings:
        """Return what is set for one source; everything else keeps its default."""
        return self.sources.get(source, SourceSettings())

    @cached_property
    def fetch_state(self) -> Path:
        """What polite fetching remembers between runs: paces, quotas, validators, work lists."""
        return self.data / "state" / "fetch.sqlite"

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


def _version() -> str:
    try:
        return version("tradebooks")
    except PackageNotFoundError:
        return "0"
