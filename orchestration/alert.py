"""The alert: what question 26 newly finds in the current release is sent to a web address.

Which rows those are is the question's business; here is only what was sent already and how it is
sent. A failure never touches the data: what was not taken is sent again after the next load.
"""

# No `from __future__ import annotations` here: Dagster reads the types of assets at run time.
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import requests
import stamina
from dagster import (
    AssetCheckResult,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetsDefinition,
    MaterializeResult,
    MetadataValue,
    asset,
)

from orchestration import keys
from orchestration.assets import LOCK, POOL, Results
from tradebooks.settings import AlertSettings, Settings
from warehouse import questions, reader
from warehouse.release import Release, Releases

QUESTION = 26
#: Seconds to connect, and of silence while waiting for the answer.
TIMEOUT = (5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Alerted:
    """What was sent.

    Attributes:
        found: Rows of the question in this release.
        sent: Rows that were sent, because they were not before.
        error: Why nothing was taken; null where all went well or there was nothing to send.
    """

    found: int
    sent: int
    error: str | None = None


class _RefusedError(Exception):
    """The other side answered with something else than success."""


def send(settings: Settings) -> Alerted:
    """Send the rows of question 26 that were not sent yet, and remember them once taken."""
    release = Releases(settings.releases_dir).current()
    if release is None:
        return Alerted(0, 0)
    rows = _rows(release, settings.alert)
    known = _known(settings)
    new = [row for row in rows if row["alert_key"] not in known]
    webhook = settings.alert.webhook
    if not new or webhook is None or settings.fetch.offline:
        return Alerted(len(rows), 0)
    try:
        _post(webhook.get_secret_value(), _message(release, new), settings)
    except (requests.RequestException, _RefusedError) as error:
        return Alerted(len(rows), 0, _without_address(error))
    _remember(settings, known | {row["alert_key"] for row in new})
    return Alerted(len(rows), len(new))


def _rows(release: Release, alert: AlertSettings) -> list[dict[str, Any]]:
    given = {"gap_pct": str(alert.gap_pct), "months": str(alert.months)}
    with reader.connect(release.database) as con:
        answer = questions.ask(con, questions.get(QUESTION), given)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def _message(release: Release, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the body: a sentence for chats that show `text`, and the rows for programs."""
    pairs = sorted({f"{row['reporter']}-{row['partner']} {row['period']}" for row in rows})
    return {
        "text": f"{len(rows)} new differences between two sides' books: {', '.join(pairs)}",
        "release": release.name,
        "question": QUESTION,
        "rows": rows,
    }


@stamina.retry(on=(requests.ConnectionError, requests.Timeout), attempts=3, wait_max=5.0)
def _post(address: str, message: dict[str, Any], settings: Settings) -> None:
    answer = requests.post(
        address,
        data=json.dumps(message, default=_plain, ensure_ascii=False).encode(),
        headers={
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": settings.fetch.user_agent,
        },
        timeout=TIMEOUT,
        allow_redirects=False,
        verify=str(settings.fetch.ca_bundle) if settings.fetch.ca_bundle else True,
    )
    if not answer.ok or answer.is_redirect:
        raise _RefusedError(f"status {answer.status_code}")


def _plain(value: object) -> str | float:
    return value.isoformat() if isinstance(value, date | datetime) else float(str(value))


def _without_address(error: Exception) -> str:
    """Name the failure without the address, which is often a secret."""
    return str(error) if isinstance(error, _RefusedError) else type(error).__name__


def _file(settings: Settings) -> Path:
    return settings.data / "state" / "alerted.json"


def _known(settings: Settings) -> set[str]:
    file = _file(settings)
    return set(json.loads(file.read_text(encoding="utf-8"))) if file.exists() else set()


def _remember(settings: Settings, keys: set[str]) -> None:
    file = _file(settings)
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part")
    part.write_text(json.dumps(sorted(keys)), encoding="utf-8")
    part.replace(file)


def alert_asset() -> AssetsDefinition:
    """Make the asset that tells of new differences after a release."""

    @asset(
        key=keys.ALERT,
        deps=[keys.RELEASE],
        group_name="release",
        kinds={"python"},
        pool=POOL,
        required_resource_keys=LOCK,
        check_specs=[
            AssetCheckSpec(
                "alert_delivered",
                asset=keys.ALERT,
                description="What the alert had to say was taken by the address that was set.",
            )
        ],
        description="Differences between two sides' books (question 26) that were not told before, "
        "sent to the address that `alert.webhook` sets.",
    )
    def alert() -> Results:
        done = send(Settings())
        yield MaterializeResult(
            asset_key=keys.ALERT,
            metadata={
                "found": done.found,
                "sent": done.sent,
                "alerted": MetadataValue.json(asdict(done)),
            },
        )
        yield AssetCheckResult(
            check_name="alert_delivered",
            asset_key=keys.ALERT,
            passed=done.error is None,
            severity=AssetCheckSeverity.WARN,
            metadata={"error": done.error or ""},
        )

    return alert
