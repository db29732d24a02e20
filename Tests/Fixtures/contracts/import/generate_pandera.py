"""A schema of Pandera and its verdict on ../rows.csv: writes pandera.yaml and pandera-golden.json.

Each entry of the golden file is a column and a check with the number of rows that break it.
"""
import json
import warnings

import pandas as pd
import pandera
import pandera.pandas as pa

warnings.filterwarnings("ignore")
frame = pd.read_csv("../rows.csv", keep_default_na=False, na_values=[""])
schema = pa.DataFrameSchema(
    {
        "id": pa.Column("int64", [pa.Check.ge(1), pa.Check.in_range(0, 200, include_max=False)], unique=True),
        "fare": pa.Column(float, [pa.Check.gt(0), pa.Check.le(140, raise_warning=True)], nullable=True, coerce=True),
        "seats": pa.Column("int64", [pa.Check.lt(10), pa.Check.ne(7)]),
        "origin": pa.Column(str, [pa.Check.isin(["ATL", "BOS", "JFK", "LAX"]), pa.Check.str_length(3, 3)], nullable=False),
        "destination": pa.Column(str, [pa.Check.unique_values_eq(["ATL", "BOS", "JFK", "LAX"]), pa.Check.notin(["SFO"])]),
        "net": pa.Column("int64", title="before tax", description="net price"),
        "tax": pa.Column("int64", pa.Check.between(1, 9)),
        "email": pa.Column(str, [
            pa.Check.str_matches("u[0-9]+@"), pa.Check.str_contains("example"), pa.Check.str_startswith("u"),
            pa.Check.str_endswith(".org"),
        ], nullable=True, required=False),
    },
    index=pa.Index(int, pa.Check.ge(0)), unique=["net", "tax", "start"], name="flights",
)
with open("pandera.yaml", "w") as file:
    file.write(schema.to_yaml())
golden = []
try:
    schema.validate(frame, lazy=True)
except pa.errors.SchemaErrors as errors:
    cases = errors.failure_cases
    for (column, check), group in cases.groupby(["column", "check"], dropna=False):
        golden.append({"column": None if pd.isna(column) else column, "check": str(check), "rows": len(group)})
with open("pandera-golden.json", "w") as file:
    json.dump({"version": pandera.__version__, "failures": golden}, file, indent=1)
    file.write("\n")
