"""product.onnx: what sample.py computes, a model that knows the product of two columns.

    python -m venv /tmp/models && /tmp/models/bin/pip install -r requirements.txt
    cd Tests/Fixtures/models && /tmp/models/bin/python generate_product.py
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

COLUMNS = ["income", "age", "visits"]
CONSTANTS = {"zero": 0.0, "two": 2.0, "half": 0.5, "tenth": 0.1}
# What is missing counts as zero.
NODES = [
    node
    for name in COLUMNS
    for node in (
        ("IsNaN", [name], f"no_{name}"),
        ("Where", [f"no_{name}", "zero", name], f"known_{name}"),
    )
] + [
    ("Mul", ["known_income", "known_age"], "both"),
    ("Mul", ["both", "two"], "product"),
    ("Mul", ["known_income", "half"], "alone"),
    ("Mul", ["known_visits", "tenth"], "often"),
    ("Add", ["product", "alone"], "people"),
    ("Add", ["people", "often"], "signal"),
    ("Sub", ["signal", "half"], "shifted"),
    ("Sigmoid", ["shifted"], "score"),
]


def column(name):
    """One number a row."""
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, [None, 1])


graph = helper.make_graph(
    [helper.make_node(kind, inputs, [output]) for kind, inputs, output in NODES],
    "product",
    [column(name) for name in COLUMNS],
    [column("score")],
    [
        numpy_helper.from_array(np.array([value], dtype=np.float32), name)
        for name, value in CONSTANTS.items()
    ],
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)
onnx.checker.check_model(model)
with open("product.onnx", "wb") as file:
    file.write(model.SerializeToString())
