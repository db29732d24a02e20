"""Model files, harmless and not, and what pickletools and picklescan find in them.

    python -m venv /tmp/model-files && /tmp/model-files/bin/pip install -r requirements.txt
    cd Tests/Fixtures/model-files && /tmp/model-files/bin/python generate.py

The hostile ones would run `true`, `print` or nothing at all if somebody loaded them. PyTorch and Keras are not
needed: their files are laid out here as those libraries lay them out.
"""

import base64
import collections
import io
import json
import os
import pickle
import pickletools
import struct
import subprocess
import tarfile
import zipfile

import h5py
import joblib
import numpy as np
import onnx
from onnx import TensorProto, helper
from picklescan.scanner import scan_file_path
from safetensors.numpy import save_file
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

FIXED_TIME = (2026, 1, 1, 0, 0, 0)


class Runs:
    """Calls a function when it is unpickled."""

    def __init__(self, function, *arguments):
        self.call = (function, arguments)

    def __reduce__(self):
        return self.call


def write(name, content):
    with open(name, "wb") as file:
        file.write(content)


def archive(name, members, compression=zipfile.ZIP_STORED):
    with zipfile.ZipFile(name, "w", compression) as file:
        for member, content in members.items():
            file.writestr(zipfile.ZipInfo(member, FIXED_TIME), content, compression)


# --- pickles that pickle itself writes, in every protocol
values = {"weights": [0.5, -1.25], "classes": ["no", "yes"], "kind": collections.OrderedDict(a=1)}
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    write(f"values-{protocol}.pkl", pickle.dumps(values, protocol))
    write(f"system-{protocol}.pkl", pickle.dumps({"model": Runs(os.system, "true")}, protocol))
write("eval.pkl", pickle.dumps([1, Runs(eval, "1 + 1")], 4))
write("popen.pkl", pickle.dumps(Runs(subprocess.Popen, ["true"]), 4))

# --- pickles that somebody writes by hand to hide what they name
stop = b"."
call = b"(S'true'\ntR"
write("inst.pkl", b"(S'true'\niposix\nsystem\n" + stop)
write("obj.pkl", b"(cposix\nsystem\nS'true'\no" + stop)
# The two halves of the name come from the memo, in another order than they are used in.
memo = b"\x80\x04\x8c\x06system\x940\x8c\x05posix\x940h\x01h\x00\x93" + b"\x8c\x04true\x85R" + stop
write("memo.pkl", memo)
# `posix` is written with an escape.
write("escaped.pkl", b"\x80\x02V\\u0070osix\nVsystem\n\x93(S'true'\ntR" + stop)
# The name is made by a call, so that no text of it stands in the file.
computed = b"\x80\x04\x8c\x05posix" + b"cbuiltins\nstr\n\x8c\x06system\x85R" + b"\x93\x8c\x04true\x85R" + stop
write("computed.pkl", computed)
# A path of names leads from a harmless class to what its module imported.
dotted = b"\x80\x04\x8c\x0csklearn.base\x8c\x29BaseEstimator.__init__.__globals__.system\x93" + stop
write("dotted.pkl", dotted)
# The damage comes after the call, where a loader has run it already.
write("broken-after.pkl", b"\x80\x04cposix\nsystem\n\x8c\x04true\x85R\xff\xff")
# A registry of the loader holds the name.
write("extension.pkl", b"\x80\x02\x82\x01" + stop)
# Two pickles, the second hostile.
write("second.pkl", pickle.dumps(values, 4) + pickle.dumps(Runs(os.system, "true"), 4))
write("own-class.pkl", b"\x80\x04\x8c\x10ourteam.features\x8c\x06Scaler\x93)\x81" + stop)
write("cut.pkl", pickle.dumps(values, 4)[:-9])

# --- what scikit-learn and joblib write
random = np.random.default_rng(3)
inputs = random.normal(size=(60, 3))
labels = (inputs[:, 0] > 0).astype(int)
model = make_pipeline(StandardScaler(), LogisticRegression()).fit(inputs, labels)
forest = RandomForestClassifier(3, max_depth=2, random_state=1).fit(inputs, labels)
write("logistic.pkl", pickle.dumps(model, 5))
joblib.dump(model, "logistic.joblib")
joblib.dump(forest, "forest.joblib")
joblib.dump({"names": np.array(["a", "bc"], dtype=object), "texts": np.array(["aé"])}, "objects.joblib")
joblib.dump(
    {"matrix": np.arange(500.0), "objects": np.array([Runs(os.system, "true"), 1], dtype=object)},
    "hostile.joblib")
joblib.dump(model, "compressed.joblib", compress=("zlib", 3))

# --- arrays
np.save("numbers.npy", np.arange(4.0))
np.save("objects.npy", np.array([{"a": 1}], dtype=object), allow_pickle=True)
np.save("hostile.npy", np.array([Runs(os.system, "true")], dtype=object), allow_pickle=True)
with open("hostile.npy", "rb") as file:
    hostile_array = file.read()
with open("numbers.npy", "rb") as file:
    archive("hostile.npz", {"a.npy": file.read(), "b.npy": hostile_array})

# --- PyTorch's layouts
storage = b"\x80\x02" + struct.pack("<4f", 0.0, 1.0, 2.0, 3.0)


def state(*extra):
    """A state dictionary with one tensor, as torch.save writes it."""
    tensor = (
        b"ctorch._utils\n_rebuild_tensor_v2\n((X\x07\x00\x00\x00storagectorch\nFloatStorage\n"
        b"X\x01\x00\x00\x000X\x03\x00\x00\x00cpuK\x04tQK\x00K\x02K\x02\x86K\x02K\x01\x86\x89"
        b"ccollections\nOrderedDict\n)RtR")
    return b"\x80\x02ccollections\nOrderedDict\n)R(X\x06\x00\x00\x00weight" + tensor + b"".join(extra) + b"u."


runs = b"X\x01\x00\x00\x00bcposix\nsystem\n(X\x04\x00\x00\x00truetR"
members = {"archive/version": b"3\n", "archive/data/0": storage, "archive/byteorder": b"little"}
archive("torch.pt", {"archive/data.pkl": state(), **members})
archive("torch-hostile.pt", {"archive/data.pkl": state(runs), **members})
archive("torch-deflated.pt", {"archive/data.pkl": state(runs), **members}, zipfile.ZIP_DEFLATED)
magic = pickle.dumps(0x1950A86A20F9469CFC6C, 2)
system_info = {"protocol_version": 1001, "little_endian": True}
head = magic + pickle.dumps(1001, 2) + pickle.dumps(system_info, 2)
write("torch-old.pt", head + state() + pickle.dumps(["0"], 2) + storage)
write("torch-old-hostile.pt", head + state(runs) + pickle.dumps(["0"], 2) + storage)
with tarfile.open("torch-oldest.pt", "w", format=tarfile.USTAR_FORMAT) as file:
    for name, content in {"sys_info": pickle.dumps(system_info, 2), "pickle": state(runs)}.items():
        entry = tarfile.TarInfo(name)
        entry.size = len(content)
        file.addfile(entry, io.BytesIO(content))

# --- Keras' layouts
dense = {"module": "keras.layers", "class_name": "Dense", "config": {"units": 1}, "registered_name": None}
code = base64.b64encode(b"\xe3\x00\x00\x00").decode()
secret = {
    "module": "keras.layers", "class_name": "Lambda", "registered_name": None,
    "config": {"function": {"class_name": "__lambda__", "config": {"code": code}}},
}
own = {"module": "ourteam.layers", "class_name": "Attention", "config": {}, "registered_name": "ours>Attention"}


def keras(*layers):
    return json.dumps(
        {"module": "keras", "class_name": "Sequential", "config": {"layers": [dense, *layers]}}).encode()


for name, layers in {"dense": [], "lambda": [secret], "own": [own]}.items():
    archive(f"{name}.keras", {"metadata.json": b"{}", "config.json": keras(*layers), "model.weights.h5": b"x"})
for name, layers in {"dense": [], "lambda": [secret]}.items():
    with h5py.File(f"{name}.h5", "w") as file:
        file.attrs["model_config"] = keras(*layers).decode()
        file.create_dataset("weights", data=np.arange(4.0))

# --- ONNX and safetensors
x = helper.make_tensor_value_info("x", TensorProto.FLOAT, [None, 1])
y = helper.make_tensor_value_info("y", TensorProto.FLOAT, [None, 1])
for name, domain in {"plain": "", "foreign": "com.example.secret"}.items():
    node = helper.make_node("Relu", ["x"], ["y"], domain=domain)
    graph = helper.make_graph([node], "graph", [x], [y])
    sets = [helper.make_opsetid("", 18)] + ([helper.make_opsetid(domain, 1)] if domain else [])
    onnx.save(helper.make_model(graph, opset_imports=sets), f"{name}.onnx")
save_file({"weight": np.arange(4, dtype=np.float32)}, "weights.safetensors")
write("unknown.bin", bytes(range(1, 200)))

# --- what the peers find
golden = {}
own_files = {"generate.py", "requirements.txt", "golden.json"}
for name in sorted(set(os.listdir(".")) - own_files):
    found = scan_file_path(name)
    entry = {
        "picklescan": sorted(
            {(item.module, item.name, item.safety.value) for item in found.globals}),
        "issues": found.issues_count,
    }
    if name.endswith(".pkl"):
        names = []
        try:
            for operation, argument, _ in pickletools.genops(open(name, "rb").read()):
                if operation.name in ("GLOBAL", "INST"):
                    names.append(argument.replace(" ", "."))
        except ValueError:
            pass
        entry["pickletools"] = names
    golden[name] = entry
with open("golden.json", "w") as file:
    json.dump(golden, file, indent=1)
    file.write("\n")
