"""Holds the project files of this folder against the schema for editors.

    python -m venv .venv && .venv/bin/pip install -r requirements.txt
    .venv/bin/python check_schema.py            # every file of valid/ passes, of invalid/ does not
    .venv/bin/python check_schema.py --generate # writes generated.yaml anew

`generated.yaml` holds random files made from the schema, separated by `---`. The Swift tests read
each of them, so what the schema accepts the loader accepts too, up to the rules between keys that
a schema cannot say; the generator keeps to those.
"""

import json
import pathlib
import random
import sys

import jsonschema
from ruamel.yaml import YAML

HERE = pathlib.Path(__file__).parent
SCHEMA = json.loads((HERE / "assay.schema.json").read_text())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def as_json(value):
    """YAML 1.2 values as JSON ones: keys are text, dates are text."""
    if isinstance(value, dict):
        return {("null" if k is None else str(k)): as_json(v) for k, v in value.items()}
    if isinstance(value, list):
        return [as_json(v) for v in value]
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return str(value)


def load(text):
    yaml = YAML(typ="safe", pure=True)
    yaml.version = (1, 2)
    return as_json(yaml.load(text))


TEXTS = ["a", "two words", "it's", 'say "so"', "a: b", "#1", "ä€😀", "true", "1", "1.10", " x", "-"]


def text(rng, least=0):
    return rng.choice(TEXTS)


def number(rng, schema):
    low, high = schema.get("minimum", -1e6), schema.get("maximum", 1e6)
    if "exclusiveMinimum" in schema:
        low = schema["exclusiveMinimum"] + 1e-4
    if schema.get("type") == "integer":
        return rng.randint(int(low), int(min(high, low + 10**6)))
    return round(rng.uniform(max(low, -1e6), min(high, 1e6)), 4) or low


def value(rng, schema):
    if "enum" in schema:
        return rng.choice(schema["enum"])
    if "anyOf" in schema:
        return value(rng, rng.choice(schema["anyOf"]))
    kind = schema["type"]
    if isinstance(kind, list):
        return rng.choice([text(rng), text(rng), rng.randint(0, 99), True, 1.5])
    if kind == "null":
        return None
    if kind in ("number", "integer"):
        return number(rng, schema)
    if kind == "string":
        pattern = schema.get("pattern", "")
        return "2028-02-29" if "{4}" in pattern else "3 seconds" if "second" in pattern else "77"
    if kind == "array":
        return [value(rng, schema["items"]) for _ in range(rng.randint(0, 3))]
    if "properties" not in schema:
        names = schema.get("propertyNames", {}).get("enum") or TEXTS
        chosen = rng.sample(names, rng.randint(0, 3))
        return {n: value(rng, schema["additionalProperties"]) for n in chosen}
    return {
        key: value(rng, inner)
        for key, inner in schema["properties"].items()
        if key in schema["required"] or rng.random() < 0.5
    }


OF_TASKS = [
    ("columns", "positive", {"binary"}),
    ("columns", "score", {"binary", "ranking"}),
    ("columns", "series", {"forecast"}),
    ("columns", "item", {"ranking"}),
    ("metrics", "threshold", {"binary"}),
    ("metrics", "season", {"forecast"}),
    ("metrics", "horizon", {"forecast"}),
    ("metrics", "places", {"multiclass", "ranking"}),
    ("baseline", "group", {"regression"}),
    ("baseline", "human-accuracy", {"binary", "multiclass"}),
]
"""Keys that only some tasks have."""

MODEL_TO_ASK = ["onnx", "command", "form", "url", "protocol", "template", "answer", "token-variable"]
"""Keys of which only some go together."""


def keep_rules(rng, doc):
    """Brings a random file in line with the rules between keys."""
    doc["data"]["test"] = doc["data"].get("test") or "test.csv"
    task = doc["model"]["task"]
    columns = doc["columns"]
    columns["target"] = "the target"
    for index, role in enumerate(["prediction", "score", "timestamp", "item"]):
        if columns.get(role) is not None:
            columns[role] = f"role {index}"
    columns.pop("probabilities", None)
    columns.pop("classes", None)
    for key, members in columns.items():
        if isinstance(members, list):
            columns[key] = list(dict.fromkeys(str(m) for m in members))
    metrics = doc.get("metrics") or {}
    baseline = doc.get("baseline") or {}
    for section, key, tasks in OF_TASKS:
        if task not in tasks:
            {"columns": columns, "metrics": metrics, "baseline": baseline}[section].pop(key, None)
    right = {"binary": {"rocAUC", "accuracy"}, "regression": {"rmse", "mae"}}.get(task, set())
    if metrics.get("primary") not in right:
        metrics.pop("primary", None)
    for name in set(metrics.get("goals") or {}) - right:
        metrics["goals"].pop(name)
    if task == "forecast":
        columns["timestamp"] = "role 2"
    if task == "ranking":
        columns["entity"] = "the query"
        columns.pop("prediction", None)
    if task == "multiclass":
        columns["probabilities"] = ["p one", "p two"]
        columns["classes"] = ["one", "two"]
    for key in MODEL_TO_ASK:
        doc["model"].pop(key, None)
    for bound in (doc.get("limits") or {}).values():
        if isinstance(bound, dict):
            bound.clear()
            bound["goal"] = 0.5
    (doc.get("split") or {}).pop("fractions", None)
    for column, shares in (doc.get("population") or {}).items():
        for name, share in (shares or {}).items():
            shares[name] = None if share is None else round(share / 4, 4)
    kept = []
    for decision in doc.get("decisions") or []:
        item = rng.choice(["aspect", "check"])
        decision.pop("check" if item == "aspect" else "aspect", None)
        decision[item] = "truth" if item == "aspect" else "parity.inputs"
        decision["until"] = "2028-02-29"
        kept.append(decision)
    if doc.get("decisions") is not None:
        doc["decisions"] = kept
    return doc


def generate():
    rng = random.Random(20130101)
    documents = []
    for _ in range(200):
        doc = keep_rules(rng, value(rng, SCHEMA))
        assert not list(VALIDATOR.iter_errors(doc)), doc
        # JSON is YAML 1.2, and needs no second writer of YAML.
        documents.append(json.dumps(doc, ensure_ascii=False))
    (HERE / "generated.yaml").write_text("\n---\n".join(documents) + "\n")


def main():
    if "--generate" in sys.argv:
        generate()
    wrong = []
    for path in sorted((HERE / "valid").glob("*.yaml")):
        errors = [e.message for e in VALIDATOR.iter_errors(load(path.read_text()))]
        if errors:
            wrong.append(f"{path.name} is refused: {errors[:3]}")
    for path in sorted((HERE / "invalid").glob("*.yaml")):
        if VALIDATOR.is_valid(load(path.read_text())):
            wrong.append(f"{path.name} is accepted")
    count = len(list(HERE.glob("*valid/*.yaml")))
    print("\n".join(wrong) if wrong else f"{count} files as expected")
    sys.exit(bool(wrong))


main()
