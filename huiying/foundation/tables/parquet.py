"""JSON lines into a Parquet file, in a process that ends afterwards: `python -m … LINES FILE SCHEMA`.

SCHEMA is a JSON object, key → what the column holds (columns.Holds). Moments are kept in UTC.
"""

import json
import sys
from pathlib import Path
from typing import Any


def convert(lines: Path, path: Path, holds: dict[str, str]) -> None:
    """Reads and writes in pieces. An empty `lines` gives a file with its columns and no row."""
    import polars as pl

    kinds: dict[str, Any] = {"number": pl.Int64, "flag": pl.Boolean}
    turned = {
        "day": lambda key: pl.col(key).str.to_date("%Y-%m-%d"),
        "moment": lambda key: pl.col(key).str.to_datetime("%Y-%m-%dT%H:%M:%S%z", time_zone="UTC"),
    }
    schema = {key: kinds.get(kind, pl.String) for key, kind in holds.items()}
    read = pl.scan_ndjson(lines, schema=schema) if lines.stat().st_size else pl.LazyFrame(schema=schema)
    read.with_columns(turned[kind](key) for key, kind in holds.items() if kind in turned).sink_parquet(path)


if __name__ == "__main__":
    convert(Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3]))
