"""Real days with faults put into one of them: which are named, and how often quiet days alarm.

    observing.py ASSAY DATA [DAYS]

ASSAY is the program, DATA the folder of the flights example. The first DAYS (60) days of `train.parquet` are recorded
one after the other; then each fault is recorded as the day after, in a copy of the store. Prints Markdown.
"""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import duckdb

LEFT_OUT = "delayed, p_delayed, predicted, flight_id"
FAULTS = [
    # name, columns replaced, rows, hours later, kinds of alarm of which one must be told, column
    ("nulls", "case when hash(flight_id) % 5 = 0 then null else temp end as temp", "true", 0, "missingValues", "temp"),
    ("unit change (°F to °C)", "(temp - 32) / 1.8 as temp", "true", 0, "distribution", "temp"),
    ("swapped columns", "humid as temp, temp as humid", "true", 0, "distribution", "temp"),
    ("out of range (all negative)", "-distance as distance", "true", 0, "distribution", "distance"),
    ("constant fill", "case when hash(flight_id) % 2 = 0 then 0 else distance end as distance", "true", 0,
     "distribution", "distance"),
    ("new category", "case when hash(flight_id) % 10 = 0 then 'ZZ' else carrier end as carrier", "true", 0,
     "newCategories", "carrier"),
    ("encoding damage", "replace(dest, 'A', 'Ã¤') as dest", "true", 0, "newCategories", "dest"),
    ("truncated file", None, "hour < 10", 0, "volume freshness", None),
    ("duplicated batch", None, None, 0, "duplicated", None),
    ("late batch", None, "true", 30, "late", None),
    ("empty batch", None, "false", 0, "empty", None),
    ("renamed column", "distance as miles", "true", 0, "columnRenamed", "miles"),
    ("clock skew", "time_hour + interval 9 hour as time_hour", "true", 0, "clock", None),
]


def main(assay, folder, days=60):
    source = pathlib.Path(folder) / "train.parquet"
    work = pathlib.Path(tempfile.mkdtemp())
    database = duckdb.connect()
    database.execute(
        f"create table flights as select * exclude ({LEFT_OUT}), flight_id from '{source}'")
    database.execute("alter table flights add column day date")
    database.execute(
        "update flights set day = cast(timezone('America/New_York', time_hour) as date)")
    dates = [row[0] for row in database.execute("select distinct day from flights order by day").fetchall()]

    def write(day, name, replaced=None, where="true"):
        path = work / f"{name}.parquet"
        columns = "* exclude (day, flight_id)"
        if replaced:
            renamed = replaced == "distance as miles"
            new = {part.rsplit(" as ", 1)[1]: part for part in replaced.split(", ")
                   if " as " in part} if not replaced.startswith(("case", "replace", "(")) else {
                       replaced.rsplit(" as ", 1)[1]: replaced}
            if renamed:
                columns = "* exclude (day, flight_id, distance), distance as miles"
            else:
                inner = ", ".join(f"({text.rsplit(' as ', 1)[0]}) as {column}" for column, text in new.items())
                columns = f"* exclude (day, flight_id) replace ({inner})"
        database.execute(
            f"copy (select {columns} from flights where day = '{day}' and {where} order by time_hour) "
            f"to '{path}' (format parquet)")
        return path

    def record(path, store, day, hours=0):
        # At six in the morning of the day after, in UTC: the last flights have left.
        at = database.execute(
            f"select strftime(cast('{day}' as timestamp) + interval {30 + hours} hour, '%Y-%m-%dT%H:%M:%SZ')"
        ).fetchone()[0]
        run = subprocess.run(
            [assay, "observe", "record", str(path), "--dataset", "flights", "--timestamp", "time_hour", "--at",
             at, "--expected-every", "day", "--store", str(store), "--json"], capture_output=True, text=True)
        if run.returncode not in (0, 1):
            sys.exit(run.stderr)
        return json.loads(run.stdout)

    store = work / "runs.sqlite"
    quiet = 0
    told = []
    for day in dates[:days]:
        run = record(write(day, f"day-{day}"), store, day)
        alarms = [a for a in run["alarms"] if a["level"] != "note"]
        quiet += not alarms
        told += [(day, a) for a in alarms]
    print(f"{days} days of flights as they were: {quiet} without an alarm.\n")
    if told:
        print("| day | alarm | column | looks like | finding |\n| --- | --- | --- | --- | --- |")
        for day, a in told:
            print(f"| {day} | {a['kind']} | {a.get('column', '')} | {a['nature']} | {a['finding']} |")
        print()
    print(f"Faults put into {dates[days]}:\n")
    print("| fault | told | of | looks like | cause | other alarms |\n| --- | --- | --- | --- | --- | --- |")
    found = 0
    for name, replaced, where, hours, kind, column in FAULTS:
        copy = work / "copy.sqlite"
        shutil.copy(store, copy)
        if where is None:
            path = work / f"day-{dates[days - 1]}.parquet"
        else:
            path = write(dates[days], "fault", replaced, where)
        run = record(path, copy, dates[days], hours)
        alarms = [a for a in run["alarms"] if a["level"] != "note"]
        match = next((a for a in alarms if a["kind"] in kind.split() and a.get("column") == column), None)
        others = [a["kind"] + (f" {a['column']}" if "column" in a else "") for a in alarms if a is not match]
        found += match is not None
        print(f"| {name} | {match['kind'] if match else '**no**'} | {column or ''} | "
              f"{match['nature'] if match else ''} | {match.get('cause', '') if match else ''} | {', '.join(others)} |")
    print(f"\n{found} of {len(FAULTS)} faults are told.")
    shutil.rmtree(work)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *[int(a) for a in sys.argv[3:]])
