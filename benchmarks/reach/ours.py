"""The project's own load: archived answers to the validated raw lake.

python -m benchmarks.reach.ours ARCHIVE TARGET
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.reach.answers import TABLE
from benchmarks.reach.outcome import report
from orchestration import loading
from tradebooks.settings import Settings


def main(root: Path, target: Path) -> None:
    """Load and say what came out."""
    settings = Settings(data=target)
    (target / "archive").symlink_to(root.resolve())
    loading.prepare_lake(settings)
    loading.load(settings, "comtrade")
    report(
        f"{settings.lake_dir}/{TABLE}/part-*.parquet",
        f"{settings.lake_dir}/quarantine/part-*.parquet",
        "document_key, row_id",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
