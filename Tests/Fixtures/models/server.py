"""An HTTP server of one model: Open Inference Protocol v2, MLflow's /invocations, or plain JSON.

    server.py [--status N] [--token TEXT] [--delay SECONDS] [--stall-at SECONDS --stall SECONDS]
              [--no-metadata] [--text TEXT]

Prints the port that it listens on. A stall stops every answer from the given second after the first
request on, for so many seconds, as a garbage collection or a locked table does.
"""

import json
import os
import signal
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from model import probability

options = sys.argv[1:]


def value(name, default):
    return options[options.index(name) + 1] if name in options else default


status = int(value("--status", 200))
token = value("--token", None)
delay = float(value("--delay", 0))
stall_at = float(value("--stall-at", -1))
stall = float(value("--stall", 0))
fixed = value("--text", None)
started = None
guard = threading.Lock()


def rows_of(path, body):
    """The rows of a question, by the protocol that its path belongs to."""
    if path == "/invocations":
        frame = body["dataframe_split"]
        return [dict(zip(frame["columns"], row)) for row in frame["data"]]
    if path == "/v2/models/late/infer":
        count = body["inputs"][0]["shape"][0]
        columns = {}
        for tensor in body["inputs"]:
            assert tensor["shape"] == [count, 1], tensor["shape"]
            columns[tensor["name"]] = tensor["data"]
        return [{name: data[row] for name, data in columns.items()} for row in range(count)]
    return body["rows"] if "rows" in body else [body["row"]]


def answer_for(path, rows):
    scores = [probability(row) for row in rows]
    if path == "/invocations":
        return {"predictions": [[1 - p, p] for p in scores]}
    if path == "/v2/models/late/infer":
        flat = [part for p in scores for part in (1 - p, p)]
        return {
            "model_name": "late",
            "outputs": [
                {"name": "probabilities", "shape": [len(rows), 2], "datatype": "FP64", "data": flat},
                {
                    "name": "label",
                    "shape": [len(rows)],
                    "datatype": "BYTES",
                    "data": ["late" if p >= 0.5 else "on time" for p in scores],
                },
            ],
        }
    if path == "/one":
        return {"result": {"score": scores[0]}}
    return {"predictions": [{"score": p} for p in scores]}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Without it the kernel holds small answers back for 40 ms.
    disable_nagle_algorithm = True

    def send(self, code, text):
        data = text.encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        if "--no-metadata" in options or self.path != "/v2/models/late":
            self.send(404, '{"error": "not found"}')
            return
        inputs = [
            {"name": name, "datatype": kind, "shape": [-1, 1]}
            for name, kind in [("distance", "FP32"), ("hour", "INT64"), ("wind", "FP32")]
        ]
        self.send(200, json.dumps({"name": "late", "inputs": inputs, "outputs": []}))

    def do_POST(self):
        global started
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with guard:
            if started is None:
                started = time.monotonic()
        if token is not None and self.headers.get("Authorization") != f"Bearer {token}":
            self.send(401, '{"error": "who are you?"}')
            return
        since = time.monotonic() - started
        if stall_at >= 0 and stall_at <= since < stall_at + stall:
            time.sleep(stall_at + stall - since)
        if delay:
            time.sleep(delay)
        if fixed is not None:
            self.send(status, fixed)
            return
        if status != 200:
            self.send(status, '{"error": "the model\\n is not loaded"}')
            return
        self.send(200, json.dumps(answer_for(self.path, rows_of(self.path, json.loads(body)))))

    def log_message(self, *arguments):
        pass


def end_with(parent):
    """Ends the server when whoever started it is gone."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(0)


# A parent that ignores the signal hands that down.
signal.signal(signal.SIGTERM, signal.SIG_DFL)
signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
threading.Thread(target=end_with, args=(os.getppid(),), daemon=True).start()
server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
print(server.server_address[1], flush=True)
# Who reads the output of the tests must not wait for this process.
with open(os.devnull, "w") as nowhere:
    os.dup2(nowhere.fileno(), 1)
    os.dup2(nowhere.fileno(), 2)
server.serve_forever()
