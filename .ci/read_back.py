"""Checks the output folders of `yosan batch` with readers that are not ours; see .ci/read-back."""

import json
import sys
from collections import Counter
from pathlib import Path

import duckdb
import frictionless
import pyarrow
import pyarrow.parquet
from jsonschema import Draft202012Validator

SCHEMAS = Path("crates/batch/schema")
RECORDS = {
    "documents": "document",
    "programmes": "programme",
    "amounts": "amount",
    "tables": "table",
    "diagnostics": "diagnostic",
    "lines": "line",
}
TYPES = {"integer": pyarrow.int64(), "boolean": pyarrow.bool_()}


def main(folders):
    for folder in map(Path, folders):
        package = json.loads((folder / "datapackage.json").read_text("utf-8"))
        check_json_lines(folder)
        check_parquet(folder, package)
        check_package(folder, package)
        check_same_rows(folder)
        print(f"read-back: {folder.name}: {summary(folder)}")


def check_json_lines(folder):
    """Every line, and the manifest, validates against the schema in the repository."""
    for name, record in RECORDS.items():
        validator = validator_of(record)
        with open(folder / f"{name}.jsonl", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                require_valid(validator, json.loads(line), f"{name}.jsonl:{number}")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    require_valid(validator_of("manifest"), manifest, "manifest.json")


def validator_of(record):
    schema = json.loads((SCHEMAS / f"{record}.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def require_valid(validator, value, place):
    for error in validator.iter_errors(value):
        raise SystemExit(f"read-back: {place}: {error.json_path}: {error.message}")
    unknown = set(value) - set(validator.schema["properties"])
    require(not unknown, f"{place}: not in the schema: {unknown}")


def check_parquet(folder, package):
    """pyarrow sees the columns of the data package, whole numbers as INT64."""
    for resource in package["resources"]:
        if resource["format"] != "parquet":
            continue
        schema = pyarrow.parquet.read_schema(folder / resource["path"])
        fields = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        require(list(fields) == schema.names, f"{resource['path']}: columns {schema.names}")
        for name, kind in fields.items():
            expected = TYPES.get(kind, pyarrow.string())
            require(schema.field(name).type == expected, f"{resource['path']}: {name} is {schema.field(name).type}")


def check_package(folder, package):
    """frictionless accepts the description, and every CSV file against it."""
    frictionless.Package.from_descriptor(package, basepath=str(folder))
    csv = dict(package, resources=[one for one in package["resources"] if one["format"] == "csv"])
    report = frictionless.Package.from_descriptor(csv, basepath=str(folder)).validate()
    problems = report.flatten(["title", "rowNumber", "fieldName", "message"])
    require(report.valid, f"{folder.name}: {problems[:5]}")


def check_same_rows(folder):
    """duckdb finds the same rows in the CSV and the Parquet file, and the same sums as in the JSON lines."""
    database = duckdb.connect()
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        if resource["format"] != "parquet":
            continue
        table = Path(resource["path"]).stem
        kinds = {field["name"]: duckdb_type(field["type"]) for field in resource["schema"]["fields"]}
        csv = database.read_csv(str(folder / f"{table}.csv"), header=True, dtype=kinds, sep=",", quotechar='"')
        parquet = database.read_parquet(str(folder / resource["path"]))
        require(csv.columns == parquet.columns, f"{table}: columns differ")
        if folder.name == "excel":
            require(len(csv) == len(parquet), f"{table}: {len(csv)} rows in CSV, {len(parquet)} in Parquet")
        else:
            rows = [Counter(map(cells, one.fetchall())) for one in (csv, parquet)]
            require(rows[0] == rows[1], f"{table}: {list((rows[0] - rows[1]).items())[:2]}")
    sums = "SELECT count(*), sum(yen), count(yen), min(yen), max(yen) FROM "
    json_lines = [json.loads(line)["yen"] for line in open(folder / "amounts.jsonl", encoding="utf-8")]
    yen = [value for value in json_lines if value is not None]
    expected = (len(json_lines), sum(yen) if yen else None, len(yen), min(yen, default=None), max(yen, default=None))
    found = database.sql(f"{sums} read_parquet('{folder}/amounts.parquet')").fetchall()[0]
    require(found == expected, f"amounts: {found} in Parquet, {expected} in JSON lines")


def duckdb_type(kind):
    return {"integer": "BIGINT", "boolean": "BOOLEAN"}.get(kind, "VARCHAR")


def cells(row):
    """An empty text and no text are the same in CSV."""
    return tuple(None if cell == "" else cell for cell in row)


def summary(folder):
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    return ", ".join(f"{count} {what}" for what, count in manifest["counts"].items())


def require(holds, message):
    if not holds:
        raise SystemExit(f"read-back: {message}")


if __name__ == "__main__":
    main(sys.argv[1:])
