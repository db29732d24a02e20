/// A document of `assay bench`: p99 of 40 ms (38 to 43), 900 rows a second.
struct BenchText {
  var p99 = 40.0
  var low = 38.0
  var high = 43.0
  var throughput = 900.0
  var memory = 250_000_000
  var processor = 1.5
  /// Nil: there was nothing to measure it with.
  var graphics: Double?
  var cost = 0.02

  var text: String {
    let time = """
      {"value": \(p99), "interval": \
      {"low": \(low), "high": \(high), "level": 0.95, "method": "orderStatistics"}}
      """
    let absent = "{\"value\": null, \"interval\": null, \"note\": \"nvidia-smi did not answer\"}"
    let used = graphics.map { "{\"value\": \($0), \"interval\": null}" } ?? absent
    return """
      {"model": {"kind": "command", "name": "./score"},
       "data": {"source": "test.csv", "rows": 10, "columns": ["income"]},
       "machine": {"system": "Linux", "cores": 2, "memory": 1},
       "start": {"load": 1, "firstAnswer": 1}, "pricePerHour": 0.4, "warnings": [],
       "runs": [
         {"mode": "closed", "batch": 1, "concurrency": 1, "duration": 10, "requests": 9000,
          "predictions": 9000, "errors": 0, "unanswered": 0,
          "latency": {"p50": \(time), "p95": \(time), "p99": \(time)},
          "throughput": {"value": \(throughput),
            "interval": {"low": \(throughput - 20), "high": \(throughput + 20), "level": 0.95,
              "method": "t"}},
          "cpuPer1000": {"value": \(processor), "interval": null},
          "peakMemory": {"value": \(memory), "interval": null},
          "gpuUse": \(used), "gpuMemory": \(absent),
          "costPer1000": {"value": \(cost), "interval": null}}]}
      """
  }
}
