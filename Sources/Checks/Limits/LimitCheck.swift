internal import Checklist
internal import Learners
internal import Statistics

/// A check of a measured figure against its goal and its hard limit.
protocol LimitCheck: Check {
  /// What is limited.
  static var kind: Project.Limits.Kind { get }
  /// What it is called inside a sentence: `the memory at the highest`.
  static var subject: String { get }
  /// The unit of the limit: `ms`, `MB`.
  static var unit: String { get }
  /// Whether every model needs such a limit; else one without it is not asked for.
  static var isExpected: Bool { get }

  /// The figure of a measurement, in the unit of the limit.
  static func figure(_ run: BenchReport.Run, _ limits: Project.Limits) -> BenchReport.Figure
}

extension LimitCheck {
  /// The card of such a check.
  static func limitCard(title: String, summary: String) -> CheckCard {
    CheckCard(
      id: "limits.\(kind.rawValue)", aspect: .limits, title: title, summary: summary,
      reference: "`assay bench`: intervals between order statistics, of means by Student's t",
      needs: ["limits.\(kind.rawValue)", "limits.bench"],
      settings: [
        "limits.\(kind.rawValue)", "limits.bench", "limits.batch", "limits.concurrency",
        "limits.quantile",
      ])
  }

  package static func needs(_ project: Project) -> Needs {
    Needs(readsBench: project.limits.bounds[kind] != nil)
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    let limits = facts.project.limits
    guard let bound = limits.bounds[kind] else {
      let reason = "Neither a goal nor a limit is declared for \(subject)."
      return isExpected ? missing(reason, add: ["limits.\(kind.rawValue)"]) : notApplicable(reason)
    }
    guard let bench = facts.bench else {
      return missing(
        "Nothing was measured to be held against the limits for \(subject).",
        add: ["limits.bench"])
    }
    let report = try bench.get()
    guard let run = limits.run(report) else {
      return evidence(
        .attention,
        """
        No measurement has the batch size and concurrency that the limits are about; there are \
        \(report.loads).
        """, method: "Nothing was compared.",
        remedy: "Measure that load, or mend limits.batch and limits.concurrency.", weight: 0.6)
    }
    let figure = figure(run, limits)
    guard figure.value != nil else {
      return evidence(
        .attention,
        "\(subject.capitalizedFirst) was not measured: \(figure.note ?? "nothing tells why").",
        method: "Nothing was compared.",
        remedy: "Measure it with `assay bench`, or remove limits.\(kind.rawValue).", weight: 0.6)
    }
    let judged = BoundJudgement(
      figure.estimate, bound, kind.direction, subject: subject, unit: unit, rows: nil,
      isExact: kind != .latency && kind != .throughput)
    return evidence(
      judged.status, judged.sentence,
      measurements: [
        Measurement(
          name: subject, value: figure.value, interval: figure.interval, unit: unit,
          threshold: bound.limit ?? bound.goal, note: figure.note)
      ],
      method: """
        From \(limits.bench?.visible ?? "the measurements"): \(run.words) on \
        \(report.machine.cores) cores, \(NumberText.count(run.requests)) questions. \
        \(figure.interval == nil ? "The figure has no interval and is compared as it is. " : "")\
        It is as good as the machine and the rows are like production's.
        """,
      remedy: judged.remedy(
        "Make the model \(kind.remedy), or revise the limit with those who set it."),
      weight: judged.status == .fail ? 0.9 : 0.5)
  }
}

extension Project.Limits.Kind {
  /// What a model must become that is beyond its limit.
  fileprivate var remedy: String {
    switch self {
    case .quality: "better"
    case .latency, .throughput: "faster"
    case .memory, .cpu, .gpu: "smaller"
    case .cost: "cheaper"
    }
  }
}

extension Project.Limits {
  /// The measurement that counts: of the declared load, else of the smallest; of several rates the
  /// highest.
  func run(_ report: BenchReport) -> BenchReport.Run? {
    let batch = batch ?? report.runs.map(\.batch).min()
    let concurrency = concurrency ?? report.runs.map(\.concurrency).min()
    return report.runs.filter { $0.batch == batch && $0.concurrency == concurrency }
      .max { ($0.rate ?? 0) < ($1.rate ?? 0) }
  }

  /// The quantile of times that is judged.
  func quantile(_ times: BenchReport.Times) -> BenchReport.Figure {
    switch quantile {
    case "p50": times.p50
    case "p95": times.p95
    default: times.p99
    }
  }
}

extension BenchReport {
  /// The loads that were measured, in words.
  fileprivate var loads: String {
    runs.map { "batch \($0.batch) at concurrency \($0.concurrency)" }.listed()
  }
}

extension BenchReport.Run {
  /// The load, in words.
  fileprivate var words: String {
    "batch \(batch), \(concurrency) at a time"
      + (rate.map { ", \(NumberText.plain($0)) due each second" } ?? "")
  }
}
