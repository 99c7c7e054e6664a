"""Fixtures of the fault tests: one case after the other, on a folder of its own."""

from __future__ import annotations

import pytest

from tests.faults.cases import CASES, Case
from tests.faults.official_cases import OFFICIAL


@pytest.fixture(params=[*CASES, *OFFICIAL], ids=lambda case: case.name)
def case(request: pytest.FixtureRequest) -> Case:
    return request.param
