"""Holds soda.yml and schema.json against the public schemas of their formats: prints what is wrong with them."""
import importlib.resources
import json

import jsonschema
import yaml

soda = json.loads((importlib.resources.files("soda_core.contracts") / "soda_data_contract_json_schema_1_0_0.json").read_text())
for error in jsonschema.Draft202012Validator(soda).iter_errors(yaml.safe_load(open("soda.yml"))):
    print("soda.yml", list(error.path), error.message[:200])
jsonschema.Draft202012Validator.check_schema(json.load(open("schema.json")))
