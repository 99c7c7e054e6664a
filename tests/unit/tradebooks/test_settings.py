"""Settings of live sources, from the environment and from one TOML file."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from ingest.fetch.policy import Policy
from tradebooks.settings import Settings

TOML = """
[fetch]
contact = "desk@example.org"
stand_ins = ["127.0.0.1"]

[sources.comtrade]
base_url = "http://127.0.0.1:9/mirror"
key = "from-the-file"
daily_quota = 250
options = {reporters = ["BLR", "RUS"]}
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tradebooks.toml").write_text(TOML, encoding="utf-8")


def test_file_is_laid_over_the_defaults_of_a_source() -> None:
    default = Policy("https://comtradeapi.un.org", daily_quota=500, interval_seconds=6)
    policy = default.with_settings(Settings(), "comtrade")
    assert (policy.base_url, policy.daily_quota) == ("http://127.0.0.1:9/mirror", 250)
    assert (policy.interval_seconds, policy.key) == (6, "from-the-file")
    assert policy.stand_ins == {"127.0.0.1"}
    assert "desk@example.org" in policy.user_agent
    assert Settings().source("comtrade").options == {"reporters": ["BLR", "RUS"]}


def test_environment_wins_and_the_rest_of_the_file_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRADEBOOKS_SOURCES__COMTRADE__KEY", "from-the-environment")
    source = Settings().source("comtrade")
    assert source.key is not None
    assert source.key.get_secret_value() == "from-the-environment"
    assert source.daily_quota == 250


def test_a_key_is_shown_nowhere() -> None:
    settings = Settings()
    policy = Policy("https://x.org").with_settings(settings, "comtrade")
    for text in (repr(settings), str(settings), settings.model_dump_json(), repr(policy)):
        assert "from-the-file" not in text


def test_a_slip_of_the_pen_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRADEBOOKS_SOURCES__COMTRADE__KEEY", "x")
    with pytest.raises(ValidationError, match="keey"):
        Settings()


def test_a_source_without_settings_keeps_its_defaults() -> None:
    default = Policy("https://www.cbr.ru")
    policy = default.with_settings(Settings(), "cbr")
    assert (policy.base_url, policy.key, policy.attempts) == ("https://www.cbr.ru", None, 4)


def test_a_key_from_a_file_loses_its_line_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRADEBOOKS_SOURCES__COMTRADE__KEY", "abcdef\n")
    assert Policy("https://x.org").with_settings(Settings(), "comtrade").key == "abcdef"


def test_a_key_that_no_header_carries_is_refused_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRADEBOOKS_SOURCES__COMTRADE__KEY", "secret\nX-Other: 1")
    with pytest.raises(ValidationError) as caught:
        Settings()
    assert "secret" not in str(caught.value)
