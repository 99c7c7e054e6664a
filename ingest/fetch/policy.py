"""How a source is asked: where, how often, how long, how much. Policy as data, never in code paths.

Every source states its own `Policy`; what a user sets for the source in `tradebooks.toml` or the
environment is laid over it by `Policy.with_settings`. What an answer has to look like inside is
the business of the source's `check`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from urllib.parse import urlsplit

from tradebooks.settings import Settings

KILOBYTE = 1 << 10
MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limit:
    """How often one kind of request to a source may be made, besides the limits of its host.

    Attributes:
        kind: What is asked for, in a few words; pages and errors show it.
        path: Beginning of what follows the `base_url` in the address of such a request.
        interval_seconds: Least time between two requests of this kind.
        daily_quota: Most requests of this kind in a UTC day, or None.
    """

    kind: str
    path: str
    interval_seconds: float
    daily_quota: int | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """The manners and limits of one source.

    Attributes:
        base_url: Where the source lives; requests build their addresses from it.
        hosts: Hosts that may be asked besides that of `base_url`; `*.example.org` allows every
            host below example.org. A redirect elsewhere is refused.
        connect_seconds: Time to get a connection.
        read_seconds: Longest silence while waiting for bytes.
        deadline_seconds: Longest time for one attempt as a whole, redirects included.
        max_bytes: Largest body on the wire.
        max_unpacked_bytes: Largest body after unpacking.
        max_redirects: How many redirects are followed.
        interval_seconds: Least time between two requests to one host, of whatever kind.
        daily_quota: Most requests to one host in a UTC day, or None.
        limits: Further limits, of single kinds of request.
        attempts: How often a request is tried, the first time included.
        backoff_seconds: First pause before another attempt; it doubles each time, with jitter.
        backoff_max_seconds: Longest pause between attempts.
        retry_after_max_seconds: Longest wait that is waited out; a longer one pauses the host.
        circuit_failures: Failures in a row after which a host is left alone.
        circuit_seconds: How long it is left alone.
        accept: The Accept header.
        content_types: What an answer may call itself (beginning of Content-Type); empty for any.
        statuses: Statuses that are answers; all others are errors.
        key_header: Header that carries the key, where there is one.
        key: The key; shown in no text.
        user_agent: The User-Agent header.
        stand_ins: Hosts whose private addresses are allowed, because a user said so.
        ca_bundle: File of certificate authorities, or None for the usual ones.
        is_offline: Whether nothing may be asked at all.
    """

    base_url: str
    hosts: frozenset[str] = frozenset()
    connect_seconds: float = 10.0
    read_seconds: float = 30.0
    deadline_seconds: float = 120.0
    max_bytes: int = 32 * MEGABYTE
    max_unpacked_bytes: int = 256 * MEGABYTE
    max_redirects: int = 5
    interval_seconds: float = 1.0
    daily_quota: int | None = None
    limits: tuple[Limit, ...] = ()
    attempts: int = 4
    backoff_seconds: float = 1.0
    backoff_max_seconds: float = 30.0
    retry_after_max_seconds: float = 120.0
    circuit_failures: int = 8
    circuit_seconds: float = 900.0
    accept: str = "*/*"
    content_types: tuple[str, ...] = ()
    statuses: frozenset[int] = frozenset({200})
    key_header: str | None = None
    key: str | None = field(default=None, repr=False)
    user_agent: str = "tradebooks"
    stand_ins: frozenset[str] = frozenset()
    ca_bundle: str | None = None
    is_offline: bool = False

    @property
    def host(self) -> str:
        """The host of `base_url`."""
        return urlsplit(self.base_url).hostname or ""

    def limit_of(self, url: str) -> Limit | None:
        """Return the limit of the kind of request that an address is, the closest one, or None."""
        base = self.base_url.rstrip("/")
        fitting = [limit for limit in self.limits if url.startswith(base + limit.path)]
        return max(fitting, key=lambda limit: len(limit.path), default=None)

    def with_settings(self, settings: Settings, source: str) -> Policy:
        """Lay what a user set, for all sources and for this one, over these defaults.

        A pace or quota of the source holds for each kind of request.
        """
        given = settings.source(source)
        names = {item.name for item in fields(self)}
        chosen = {
            name: value
            for name, value in given.model_dump(exclude_none=True, exclude={"key"}).items()
            if name in names
        }
        own = {name: chosen[name] for name in ("interval_seconds", "daily_quota") if name in chosen}
        return replace(
            self,
            **chosen,
            limits=tuple(replace(limit, **own) for limit in self.limits),
            key=given.key.get_secret_value() if given.key else self.key,
            user_agent=settings.fetch.user_agent,
            stand_ins=frozenset(settings.fetch.stand_ins),
            ca_bundle=str(settings.fetch.ca_bundle) if settings.fetch.ca_bundle else None,
            is_offline=settings.fetch.offline,
        )
