"""Holds what `assay observe` tells other systems against their own definitions.

    check.py events EVENTS.jsonl SPEC    every event against OpenLineage's JSON Schemas
    check.py prometheus FILE             the text against Prometheus' own parser

SPEC is the folder `spec` of a copy of the OpenLineage repository. Ends with 1 at the first problem.
"""

import json
import pathlib
import sys

from jsonschema import Draft202012Validator, FormatChecker
from prometheus_client.parser import text_string_to_metric_families
from referencing import Registry, Resource


def schemas(folder):
    """The schemas of the folder by their $id, and the registry that resolves them."""
    found = {}
    for path in [folder / "OpenLineage.json", *sorted((folder / "facets").glob("*.json"))]:
        schema = json.loads(path.read_text())
        found[schema["$id"]] = schema
    registry = Registry().with_resources(
        (name, Resource.from_contents(schema)) for name, schema in found.items())
    return found, registry


def facets(value):
    """All facets inside an event: objects that say which schema they follow."""
    if isinstance(value, dict):
        if "_schemaURL" in value:
            yield value
        for part in value.values():
            yield from facets(part)
    elif isinstance(value, list):
        for part in value:
            yield from facets(part)


def check_events(path, spec):
    found, registry = schemas(pathlib.Path(spec))
    events = [json.loads(line) for line in open(path, encoding="utf-8")]
    checked = 0
    for number, event in enumerate(events, 1):
        for part, url in [(event, event["schemaURL"])] + [(f, f["_schemaURL"]) for f in facets(event)]:
            if url.split("#")[0] not in found:
                sys.exit(f"event {number}: {url} is no public schema")
            validator = Draft202012Validator(
                {"$ref": url}, registry=registry, format_checker=FormatChecker())
            for problem in validator.iter_errors(part):
                sys.exit(f"event {number}, {url}: {problem.message}")
            checked += 1
    print(f"{len(events)} events hold, {checked} schemas looked at")


def check_prometheus(path):
    text = open(path, encoding="utf-8").read()
    families = list(text_string_to_metric_families(text))
    names = [family.name for family in families]
    if len(set(names)) != len(names):
        sys.exit("a metric family comes twice")
    for family in families:
        if family.type != "gauge" or not family.documentation or not family.samples:
            sys.exit(f"{family.name}: no type, help or samples")
        keys = [tuple(sorted(sample.labels.items())) for sample in family.samples]
        if len(set(keys)) != len(keys):
            sys.exit(f"{family.name}: two samples have the same labels")
    print(f"{len(families)} metric families hold, {sum(len(f.samples) for f in families)} samples")


if __name__ == "__main__":
    {"events": check_events, "prometheus": check_prometheus}[sys.argv[1]](*sys.argv[2:])
