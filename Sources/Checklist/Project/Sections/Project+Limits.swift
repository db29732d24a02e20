package import Statistics

extension Project {
  /// Goals and hard limits for quality, speed and cost.
  package struct Limits: Sendable, Hashable {
    /// What `assay bench --json` wrote, as typed: relative to the project file's directory.
    package var bench: String?
    /// Rows of one question of the measurement that counts; nil: the smallest that was measured.
    package var batch: Int?
    /// Questions at a time of it; nil: the fewest that were measured.
    package var concurrency: Int?
    /// Which quantile of the times is judged: `p50`, `p95`, `p99`.
    package var quantile: String
    /// By what is limited.
    package var bounds: [Kind: Bound]
    /// Models to choose among.
    package var candidates: [Candidate]

    /// What can be limited.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
      case quality, latency, throughput, memory, cpu, gpu, cost

      /// Which way is better, of all but quality: that is as its metric says.
      package var direction: Direction { self == .throughput ? .higherIsBetter : .lowerIsBetter }
    }

    /// A value to aim at and one that may not be passed.
    package struct Bound: Sendable, Hashable {
      package var goal: Double?
      package var limit: Double?
    }

    /// A model that could be taken instead.
    package struct Candidate: Sendable, Hashable {
      package var name: String
      /// The column of test with its predictions: scores where the model has a score, else values.
      package var column: String
      /// What `assay bench --json` wrote about it.
      package var bench: String
    }
  }
}

extension Project.Limits: ConfigurationSection {
  enum Key {
    static let bench = ConfigurationKey(
      "bench", .text(.path), example: "bench.json",
      "What `assay bench --json` wrote about the model, relative to this file.")
    static let batch = ConfigurationKey(
      "batch", .whole(1...65_536), example: "1",
      "The batch size of the measurement that counts; without it the smallest that was measured.")
    static let concurrency = ConfigurationKey(
      "concurrency", .whole(1...65_536), example: "4",
      "Questions at a time of the measurement that counts; without it the fewest.")
    static let quantile = ConfigurationKey(
      "quantile",
      .choice([
        .init("p50", "half of the questions are faster"),
        .init("p95", "19 of 20 are faster"), .init("p99", "99 of 100 are faster"),
      ]), default: .text("p99"), example: "p99", "Which quantile of the times latency is about.")
    static let quality = bound(
      .quality, "{goal: 0.8, limit: 0.75}", "The primary metric on test, in its unit.")
    static let latency = bound(
      .latency, "{goal: 20, limit: 50}", "The time of an answer, in milliseconds.")
    static let throughput = bound(
      .throughput, "{goal: 1000, limit: 500}", "Rows answered a second.")
    static let memory = bound(
      .memory, "{goal: 200, limit: 500}", "Memory at the highest, in megabytes.")
    static let cpu = bound(
      .cpu, "{goal: 0.5, limit: 2}", "Processor seconds for 1,000 rows.")
    static let gpu = bound(
      .gpu, "{goal: 0.5, limit: 0.9}", "The share of the graphics processors' time, 0 to 1.")
    static let cost = bound(
      .cost, "{goal: 0.01, limit: 0.05}", "What 1,000 rows cost, in the currency of the price.")
    static let candidates = ConfigurationKey(
      "candidates", .list(.mapping([name, column, candidateBench])),
      example: "[{name: small, column: p_small, bench: small.json}]",
      "Models to choose among, each with its predictions in a column of test and its measurement.")
    static let name = ConfigurationKey(
      "name", .text(.words), isRequired: true, example: "small", "What it is called.")
    static let column = ConfigurationKey(
      "column", .text(.column), isRequired: true, example: "p_small",
      "The column of test with its predictions.")
    static let candidateBench = ConfigurationKey(
      "bench", .text(.path), isRequired: true, example: "small.json",
      "What `assay bench --json` wrote about it.")
    static let goal = ConfigurationKey(
      "goal", .number(-Double.infinity...Double.infinity), example: "20", "The value to aim at.")
    static let limit = ConfigurationKey(
      "limit", .number(-Double.infinity...Double.infinity), example: "50",
      "The value beyond which the model may not ship.")

    private static func bound(
      _ kind: Project.Limits.Kind, _ example: String, _ summary: String
    ) -> ConfigurationKey {
      ConfigurationKey(kind.rawValue, .mapping([goal, limit]), example: example, summary)
    }
  }

  private static let bounds = [
    Key.quality, Key.latency, Key.throughput, Key.memory, Key.cpu, Key.gpu, Key.cost,
  ]

  static let keys =
    [Key.bench, Key.batch, Key.concurrency, Key.quantile] + bounds + [Key.candidates]

  init(_ values: ConfigurationMapping) {
    bench = values.text(Key.bench)
    batch = values.whole(Key.batch)
    concurrency = values.whole(Key.concurrency)
    quantile = values.required(Key.quantile)
    bounds = [:]
    for key in Self.bounds {
      let bound = values.mapping(key)
      guard let kind = Kind(rawValue: key.name), !bound.entries.isEmpty else { continue }
      bounds[kind] = Bound(goal: bound.number(Key.goal), limit: bound.number(Key.limit))
    }
    candidates = values.mappings(Key.candidates).map {
      Candidate(
        name: $0.required(Key.name), column: $0.required(Key.column),
        bench: $0.required(Key.candidateBench))
    }
  }
}

extension Project {
  /// Goals that lie beyond their limits.
  var limitsRules: [ProjectError] {
    var errors: [ProjectError] = []
    for (kind, bound) in limits.bounds.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      guard kind != .quality, let goal = bound.goal, let limit = bound.limit else { continue }
      if kind.direction == .higherIsBetter ? goal < limit : goal > limit {
        errors.append(
          refusal(
            of: "limits.\(kind.rawValue).goal", "the goal lies beyond the limit",
            remedy: "a model at its goal must be within its limit"))
      }
    }
    for (place, candidate) in limits.candidates.enumerated()
    where limits.candidates[..<place].contains(where: { $0.name == candidate.name }) {
      errors.append(
        refusal(
          of: "limits.candidates[\(place)]", "two candidates are called “\(candidate.name)”",
          remedy: "give each a name of its own"))
    }
    return errors
  }
}
