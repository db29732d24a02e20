"""Models and what they predict: scikit-learn fits, skl2onnx writes, ONNX Runtime answers.

    python -m venv /tmp/models && /tmp/models/bin/pip install -r requirements.txt
    cd Tests/Fixtures/models && /tmp/models/bin/python generate.py
"""

import json
import warnings

import numpy as np
import onnx
import onnxruntime
import pandas as pd
from onnx import TensorProto, helper, numpy_helper
from skl2onnx import to_onnx
from skl2onnx.common.data_types import (
    DoubleTensorType,
    FloatTensorType,
    Int64TensorType,
    StringTensorType,
)
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

warnings.filterwarnings("ignore")
random = np.random.default_rng(7)
ROWS = 24

distance = random.uniform(100, 3000, 400).round(1)
hour = random.integers(0, 24, 400)
wind = random.normal(10, 4, 400).round(2)
carrier = random.choice(["AA", "B6", "UA"], 400)
risk = 0.15 * (hour - 12) + 0.1 * (wind - 10) + np.where(carrier == "B6", 0.8, 0)
late = (random.uniform(size=400) < 1 / (1 + np.exp(-risk))).astype(int)
delay = 5 + 3 * risk + 0.002 * distance + random.normal(0, 2, 400)
numbers = np.column_stack([distance, hour, wind])

golden = {
    "rows": {
        "distance": distance[:ROWS].tolist(),
        "hour": hour[:ROWS].tolist(),
        "wind": wind[:ROWS].tolist(),
        "carrier": carrier[:ROWS].tolist(),
    }
}


def keep(name, model, probabilities):
    """Writes a model and notes what the library that fitted it says."""
    onnx.checker.check_model(model)
    with open(f"{name}.onnx", "wb") as file:
        file.write(model.SerializeToString())
    golden[name] = probabilities


# One matrix of floats; probabilities as a matrix.
scaled = make_pipeline(StandardScaler(), LogisticRegression()).fit(numbers, late)
matrix = to_onnx(
    scaled,
    initial_types=[("X", FloatTensorType([None, 3]))],
    options={"zipmap": False},
    target_opset=15,
)
keep("matrix", matrix, scaled.predict_proba(numbers[:ROWS])[:, 1].tolist())

# The same, probabilities as a list of maps by class: skl2onnx' own default.
maps = to_onnx(
    scaled, initial_types=[("X", FloatTensorType([None, 3]))], target_opset=15
)
keep("maps", maps, scaled.predict_proba(numbers[:ROWS])[:, 1].tolist())

# One input a column, of several types; classes are texts.
frame = pd.DataFrame({"distance": distance, "hour": hour, "wind": wind, "carrier": carrier})
words = np.where(late == 1, "late", "on time")
columns = make_pipeline(
    ColumnTransformer(
        [
            ("numbers", StandardScaler(), ["distance", "hour", "wind"]),
            ("carrier", OneHotEncoder(handle_unknown="ignore"), ["carrier"]),
        ]
    ),
    LogisticRegression(),
).fit(frame, words)
types = [
    ("distance", FloatTensorType([None, 1])),
    ("hour", Int64TensorType([None, 1])),
    ("wind", FloatTensorType([None, 1])),
    ("carrier", StringTensorType([None, 1])),
]
named = to_onnx(columns, initial_types=types, options={"zipmap": False}, target_opset=15)
late_class = list(columns.classes_).index("late")
keep("columns", named, columns.predict_proba(frame[:ROWS])[:, late_class].tolist())

# A regression on doubles.
line = LinearRegression().fit(numbers, delay)
regression = to_onnx(
    line, initial_types=[("X", DoubleTensorType([None, 3]))], target_opset=15
)
keep("regression", regression, line.predict(numbers[:ROWS]).tolist())


def with_external_data(name, location):
    """A model that adds a constant which is kept in another file."""
    constant = numpy_helper.from_array(np.array([0.5], dtype=np.float32), "constant")
    constant.ClearField("raw_data")
    constant.data_location = TensorProto.EXTERNAL
    entry = constant.external_data.add()
    entry.key, entry.value = "location", location
    graph = helper.make_graph(
        [helper.make_node("Add", ["X", "constant"], ["Y"])],
        "external",
        [helper.make_tensor_value_info("X", TensorProto.FLOAT, [None, 1])],
        [helper.make_tensor_value_info("Y", TensorProto.FLOAT, [None, 1])],
        [constant],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)
    with open(f"{name}.onnx", "wb") as file:
        file.write(model.SerializeToString())


with open("constant.bin", "wb") as file:
    file.write(np.array([0.5], dtype=np.float32).tobytes())
with_external_data("external", "constant.bin")
with_external_data("escaping", "../constant.bin")

golden["versions"] = {
    "onnxruntime": onnxruntime.__version__,
    "onnx": onnx.__version__,
}
# What ONNX Runtime answers is that to a few parts in a million; more would be a fault here.
answers = onnxruntime.InferenceSession("matrix.onnx").run(
    None, {"X": numbers[:ROWS].astype(np.float32)}
)
assert np.allclose(answers[1][:, 1], golden["matrix"], atol=1e-5)

with open("golden.json", "w") as file:
    json.dump(golden, file, indent=1)
    file.write("\n")
