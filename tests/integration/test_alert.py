"""The alert of question 26, taken by a server on this machine or refused by it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from orchestration import alert, run
from tradebooks.settings import AlertSettings, Settings


class Hook:
    """Takes messages, or refuses them while `status` says so."""

    def __init__(self, server: HTTPServer) -> None:
        self.messages: list[dict] = []
        self.status = 200
        self.url = server.url_for("/hook/secret-part")
        server.expect_request("/hook/secret-part", method="POST").respond_with_handler(self._take)

    def _take(self, request: Request) -> Response:
        if self.status == 200:
            self.messages.append(json.loads(request.get_data()))
        return Response(status=self.status)


@pytest.fixture
def hook(httpserver: HTTPServer) -> Hook:
    return Hook(httpserver)


@pytest.fixture
def told(hook: Hook, release: Path, settings: Settings, tmp_path: Path) -> Settings:
    """Return settings with a data folder of its own that holds the session's releases."""
    shutil.copytree(settings.releases_dir, tmp_path / "releases", symlinks=True)
    return Settings(data=tmp_path, alert=AlertSettings(webhook=hook.url, gap_pct=1, months=60))


def test_new_differences_are_sent_once(told: Settings, hook: Hook) -> None:
    first = alert.send(told)
    assert first.error is None
    assert first.sent == first.found > 0
    (message,) = hook.messages
    assert len(message["rows"]) == first.found
    assert all(row["difference_pct"] > 1 for row in message["rows"])
    assert all(row["books_low"] != row["books_high"] for row in message["rows"])
    assert message["text"].startswith(f"{first.found} new differences")
    assert alert.send(told) == alert.Alerted(first.found, 0)
    assert len(hook.messages) == 1


def test_what_was_refused_is_sent_again(told: Settings, hook: Hook) -> None:
    hook.status = 500
    refused = alert.send(told)
    assert (refused.sent, refused.error) == (0, "status 500")
    hook.status = 200
    assert alert.send(told).sent == refused.found


def test_a_wider_threshold_finds_less(told: Settings, hook: Hook) -> None:
    all_of_them = alert.send(told).found
    strict = told.model_copy(update={"alert": AlertSettings(webhook=hook.url, gap_pct=1000)})
    assert alert.send(strict).found < all_of_them


def test_nobody_is_told_without_an_address_or_offline(told: Settings, hook: Hook) -> None:
    silent = told.model_copy(update={"alert": AlertSettings(months=60)})
    assert alert.send(silent).sent == 0
    offline = told.model_copy(update={"fetch": told.fetch.model_copy(update={"offline": True})})
    assert alert.send(offline).sent == 0
    assert hook.messages == []


def test_a_dead_address_is_named_without_its_secret(told: Settings) -> None:
    dead = AlertSettings(webhook="http://127.0.0.1:9/hook/secret-part", months=60)
    done = alert.send(told.model_copy(update={"alert": dead}))
    assert done.error == "ConnectionError"
    assert "secret" not in repr(dead)


def test_a_run_says_what_the_alert_did(first_run: run.RunSummary) -> None:
    assert first_run.alerted is not None
    assert first_run.alerted.error is None
    assert "alert_delivered" in {check.name for check in first_run.checks}
