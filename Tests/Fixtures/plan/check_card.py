"""Reads a model card and a production plan with the packages that others read them with.

    python3 -m venv /tmp/cards && /tmp/cards/bin/pip install -r requirements.txt
    assay plan --card README.md && assay schema plan > plan.schema.json
    /tmp/cards/bin/python check_card.py README.md production-plan.yaml plan.schema.json

The card's block is read by huggingface_hub, whose results must be the metrics of the table below it;
the plan is held against its schema. Nothing is sent anywhere: the hub's own validation is a request
to it, and is left out.
"""

import json
import pathlib
import re
import sys

import jsonschema
from huggingface_hub import ModelCard
from huggingface_hub.repocard_data import eval_results_to_model_index
from ruamel.yaml import YAML


def check_card(path):
    card = ModelCard.load(path)
    results = card.data.eval_results
    assert results, "the card has no results"
    told = re.findall(r"^\| (\w+) \| (\S+)", card.text, re.MULTILINE)
    told = [name for name, _ in told if name != "Metric"]
    assert [result.metric_type for result in results] == told, (results, told)
    for result in results:
        assert result.task_type in ("tabular-classification", "tabular-regression"), result
        assert isinstance(result.metric_value, (int, float)), result
        assert result.dataset_name, result
    index = eval_results_to_model_index(card.data.model_name, results)
    assert index[0]["name"] == card.data.model_name
    again = ModelCard(str(card))
    assert again.data.to_dict() == card.data.to_dict()
    print(f"{path}: {len(results)} results of {card.data.model_name}")


def check_plan(path, schema):
    yaml = YAML(typ="safe", pure=True)
    yaml.version = (1, 2)
    plan = yaml.load(pathlib.Path(path).read_text())
    plan = json.loads(json.dumps(plan, default=str))
    jsonschema.Draft202012Validator(json.loads(pathlib.Path(schema).read_text())).validate(plan)
    print(f"{path}: {len(plan['monitors'])} monitors, fits its schema")


check_card(sys.argv[1])
check_plan(sys.argv[2], sys.argv[3])
