package import Statistics

/// What `assay bench` measured; its JSON document, written and read.
package struct BenchReport: Sendable, Hashable, Codable {
  /// The model.
  package var model: Model
  /// The rows that were sent.
  package var data: Data
  /// Where it was measured.
  package var machine: Machine
  /// From nothing to the first answer.
  package var start: Start
  /// One measurement a load.
  package var runs: [Run]
  /// The price that the cost follows from.
  package var pricePerHour: Double?

  package struct Model: Sendable, Hashable, Codable {
    /// `onnx`, `command`, `oip`, `mlflow`, `json`.
    package var kind: String
    /// The file, command or address, without what may be secret.
    package var name: String
  }

  package struct Data: Sendable, Hashable, Codable {
    package var source: String
    package var rows: Int
    package var columns: [String]
  }

  package struct Machine: Sendable, Hashable, Codable {
    package var system: String
    package var cores: Int
    /// Bytes.
    package var memory: Int
  }

  package struct Start: Sendable, Hashable, Codable {
    /// Milliseconds until the model was loaded or started; nil where somebody else runs it.
    package var load: Double?
    /// Milliseconds of the first question after that.
    package var firstAnswer: Double
  }

  /// A number with its interval, or why there is none.
  package struct Figure: Sendable, Hashable, Codable {
    package var value: Double?
    package var interval: Interval?
    package var note: String?

    package init(_ value: Double?, interval: Interval? = nil, note: String? = nil) {
      self.value = value
      self.interval = interval
      self.note = note
    }

    private enum CodingKeys: String, CodingKey { case value, interval, note }

    /// Writes a value or interval that there is not as null.
    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(value, forKey: .value)
      try container.encode(interval, forKey: .interval)
      try container.encodeIfPresent(note, forKey: .note)
    }

    /// As an estimate that can be judged.
    package var estimate: Estimate {
      guard let value else {
        return Estimate(undefined: Undefined(note ?? "it was not measured"))
      }
      return Estimate(value, interval: interval, note: note)
    }
  }

  /// Times of many questions, in milliseconds.
  package struct Times: Sendable, Hashable, Codable {
    package var p50: Figure
    package var p95: Figure
    package var p99: Figure
    package var max: Double?
    package var mean: Double?
  }

  /// One measurement.
  package struct Run: Sendable, Hashable, Codable {
    /// `closed`, where each question follows the answer before, or `open`, where they are due at a
    /// rate.
    package var mode: String
    package var batch: Int
    package var concurrency: Int
    /// Arrivals a second, of an open load.
    package var rate: Double?
    /// Seconds.
    package var duration: Double
    /// Questions that were answered.
    package var requests: Int
    /// Rows that were answered.
    package var predictions: Int
    /// Questions that failed, and the first reason.
    package var errors: Int
    package var firstError: String?
    /// Arrivals that nobody came to before the measurement ended; they count with the time they
    /// waited.
    package var unanswered: Int
    /// From when a question was due to its answer.
    package var latency: Times
    /// From when it was sent to its answer; of an open load only.
    package var service: Times?
    /// Rows answered a second.
    package var throughput: Figure
    /// Processor seconds for 1,000 rows.
    package var cpuPer1000: Figure
    /// Bytes at the highest.
    package var peakMemory: Figure
    /// Share of the graphics processors' time, 0…1, and bytes at the highest; where they answer.
    package var gpuUse: Figure
    package var gpuMemory: Figure
    /// In the currency of the price, for 1,000 rows.
    package var costPer1000: Figure
  }
}
