"""Fixtures of the fault tests: one case after the other, on a folder of its own."""

from __future__ import annotations

import pytest

from tests.faults.cases import CASES, Case


@pytest.fixture(params=CASES, ids=lambda case: case.name)
def case(request: pytest.FixtureRequest) -> Case:
    return request.param
