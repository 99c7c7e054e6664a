"""The peer (c): pandas reads, maps and types, pandera checks; the same columns and rejects.

    python peer_pandas.py CONTRACT TARGET

It runs in the peers' environment and imports nothing of the project: what holds for a row comes
as JSON (`contract`).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

ZEROS = ["qty", "net_weight_kg", "gross_weight_kg"]
TYPES = {"VARCHAR": "string", "INTEGER": "Int32", "DOUBLE": "float64", "BOOLEAN": "boolean"}


def frame_of(answer: dict, document: dict, contract: dict) -> pd.DataFrame:
    """Make the typed and mapped frame of one answer."""
    wire = pd.DataFrame.from_records(answer["data"])
    wire.columns = [name.lower() for name in wire.columns]
    fields = contract["fields"]
    frame = wire[list(fields)].rename(columns={name: f["column"] for name, f in fields.items()})
    for field in fields.values():
        frame[field["column"]] = frame[field["column"]].astype(TYPES[field["kind"]])
    areas = {int(code): geo for code, geo in contract["areas"].items()}
    for name in ("reporter", "partner"):
        code = frame[f"{name}_code"]
        frame[name] = code.map(areas).fillna("M49:" + code.astype("string")).astype("string")
    year = frame["period"].str.slice(0, 4)
    month = frame["period"].str.slice(4, 6)
    is_year = month == ""
    start = pd.to_datetime(year + month.mask(is_year, "01"), format="%Y%m", errors="coerce")
    frame["period_start"] = start
    end = pd.to_datetime(year + month.mask(is_year, "12"), format="%Y%m", errors="coerce")
    frame["period_end"] = end + pd.offsets.MonthEnd(0)
    frame["commodity_code"] = frame["commodity_code"].str.strip()
    frame[ZEROS] = frame[ZEROS].mask(frame[ZEROS] == 0)
    secret = frame["commodity_code"].isin(["99", "9999", "999999", "9999AA"])
    frame["conf_status"] = pd.Series("F", index=frame.index, dtype="string").mask(secret, "C")
    frame["document_key"] = document["key"]
    frame["parser_version"] = "1"
    frame["locator"] = "data[" + frame.index.astype("string") + "]"
    return frame


def schema_of(contract: dict) -> pa.DataFrameSchema:
    """Make the schema with every rule of the raw table."""
    c, money = contract, pa.Check.in_range(0, contract["most"])
    is_in, match = pa.Check.isin, pa.Check.str_matches
    day = pa.Check.in_range(pd.Timestamp(c["first"]), pd.Timestamp(c["last"]))
    column_checks = {
        "type_code": [is_in(["C", "S"])],
        "freq_code": [is_in(["A", "M"])],
        "reporter": [is_in(c["geo"])],
        "partner": [is_in(c["geo"])],
        "classification": [match(c["classification"])],
        "period_start": [day],
        "period_end": [day],
        "flow_code": [is_in(c["flows"])],
        "primary_value_usd": [money],
        "cif_value_usd": [money],
        "fob_value_usd": [money],
        **{name: [pa.Check.in_range(0, 1e18)] for name in ZEROS},
        "conf_status": [is_in(c["conf"])],
    }
    columns = {
        name: pa.Column(checks=column_checks.get(name), nullable=name not in c["required"])
        for name in c["columns"]
    }
    return pa.DataFrameSchema(columns, checks=[pa.Check(rule) for rule in rules(c)])


def rules(contract: dict) -> list:
    """Return the rules over several columns."""

    def fits_year(rows: pd.DataFrame) -> pd.Series:
        start, end = rows["period_start"].dt, rows["period_end"].dt
        whole = (start.month == 1) & (end.month == 12) & (start.year == end.year)
        return (rows["freq_code"] != "A") | whole

    def fits_month(rows: pd.DataFrame) -> pd.Series:
        is_end = rows["period_start"] + pd.offsets.MonthEnd(0) == rows["period_end"]
        return (rows["freq_code"] != "M") | is_end

    def in_order(rows: pd.DataFrame) -> pd.Series:
        return rows["period_start"] <= rows["period_end"]

    def known_code(rows: pd.DataFrame) -> pd.Series:
        code = rows["commodity_code"]
        hs = code.str.slice(0, 4).isin(contract["hs_codes"])
        hs &= code.str.match(contract["hs_form"])
        other = code.str.match(r"^[0-9A-Z.]{1,8}$")
        return (code == "TOTAL") | hs.where(rows["classification"].str.startswith("H"), other)

    def cif_or_fob(rows: pd.DataFrame) -> pd.Series:
        primary, cif, fob = (rows[f"{n}_value_usd"] for n in ("primary", "cif", "fob"))
        return (cif.isna() & fob.isna()) | (primary == cif) | (primary == fob)

    return [fits_year, fits_month, in_order, known_code, cif_or_fob]


def parted(frame: pd.DataFrame, schema: pa.DataFrameSchema, document: dict, key: list[str]) -> set:
    """Return the index of every bad row."""
    bad = set(frame.index[frame["period_end"] > pd.Timestamp(document["day"])])
    bad |= set(frame.index[frame.duplicated(key, keep=False)])
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        bad |= set(error.failure_cases["index"].dropna().astype(int))
    return bad


def main(contract_file: str, target: str) -> None:
    """Load every document and say what came out."""
    contract = json.loads(Path(contract_file).read_text(encoding="utf-8"))
    schema = schema_of(contract)
    accepted, rejected, value = 0, 0, 0.0
    for number, document in enumerate(contract["documents"]):
        answer = json.loads(Path(document["file"]).read_bytes())
        frame = frame_of(answer, document, contract)
        is_bad = frame.index.isin(parted(frame, schema, document, contract["key"]))
        good = frame.loc[~is_bad, contract["columns"]]
        good.to_parquet(f"{target}/good-{number}.parquet", compression="zstd")
        frame[is_bad].to_parquet(f"{target}/bad-{number}.parquet", compression="zstd")
        accepted, rejected = accepted + len(good), rejected + int(is_bad.sum())
        value += float(good["primary_value_usd"].sum())
    print(json.dumps({"accepted": accepted, "rejected": rejected, "value": round(value)}))


if __name__ == "__main__":
    main(*sys.argv[1:3])
