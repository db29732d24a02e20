internal import Checklist
internal import Contracts
internal import Statistics

/// How data fared against a contract, with what chance explains.
struct ContractVerdict {
  /// A number of broken rows that chance explains is exceeded with this probability.
  static let surprise = 0.001
  /// The share of training rows up to which broken ones are single rows to look at, and no sign
  /// that the contract or the data are wrong as a whole.
  static let stray = 0.001
  /// Broken rules that a finding names.
  private static let mostNamed = 4

  /// What the data are called.
  let name: String
  let report: ValidationReport
  /// Rows that chance may break, of the rules that say so, over all of them.
  let allowed: Int
  /// Rules about rows that are broken by more rows than their own false alarms explain, with how
  /// many those are.
  private let beyond: [String: Int]
  private let isTraining: Bool

  /// - Parameter isTraining: whether the model was made from these data, so that what breaks there
  ///   is worse.
  init(_ name: String, _ report: ValidationReport, isTraining: Bool) {
    self.name = name
    self.report = report
    self.isTraining = isTraining
    // Also of train: nothing says that the contract was inferred from exactly these rows.
    let holding = report.constraints.filter { $0.severity > .warn }
    let rates = holding.map { ($0.falseAlarms?.per1000Rows ?? 0) / 1_000 }
    allowed = Self.explained(rates.reduce(0, +), report.rows, Self.surprise)
    // Each rule has a share of the surprise, so that many rules together surprise no oftener than
    // one.
    let rules = holding.count { $0.level == "row" }
    var beyond: [String: Int] = [:]
    for (result, rate) in zip(holding, rates) where result.level == "row" && !result.ok {
      let own = Self.explained(rate, report.rows, Self.surprise / Double(rules))
      if result.failed > own { beyond[result.id] = own }
    }
    self.beyond = beyond
  }

  /// Rows of which chance breaks more with the given probability only.
  private static func explained(_ rate: Double, _ rows: Int, _ surprise: Double) -> Int {
    guard rate > 0 else { return 0 }
    return BinomialDistribution(trials: rows, probability: min(1, rate))
      .quantile(1 - surprise) ?? 0
  }

  /// Constraints that are broken: those that chance does not explain first, then the gravest.
  var broken: [ConstraintResult] {
    report.constraints.filter { !$0.ok }
      .sorted { rank($0) > rank($1) }
  }

  private func rank(_ result: ConstraintResult) -> (Int, Severity, Int) {
    // A batch that is held whole is about the rule that holds it.
    let isFirst = result.severity == .block || beyond[result.id] != nil
    return (isFirst ? 1 : 0, result.severity, result.failed)
  }

  var gravity: Gravity {
    if report.verdict == .blocked { return .blocked }
    let isOneTooOften = !beyond.isEmpty
    if report.quarantined > allowed || isOneTooOften {
      return isTraining && isSurelyMany ? .blocked : .held
    }
    return broken.contains { $0.severity == .warn } ? .warned : .none
  }

  /// Whether the rows that would be held, or those of a rule that chance does not explain, are
  /// surely more than stray ones.
  private var isSurelyMany: Bool {
    let rows =
      report.quarantined > allowed
      ? report.quarantined
      : report.constraints.filter { beyond[$0.id] != nil }.map(\.failed).max() ?? 0
    do throws(Undefined) {
      return try WilsonInterval.interval(successes: rows, rows: report.rows).low > Self.stray
    } catch {
      return false
    }
  }

  /// What is broken, for people.
  var finding: String {
    let named = broken.prefix(Self.mostNamed).map { result in
      let found =
        result.found.flatMap { Double($0) }.map { NumberText.plain($0, significant: 4) }
        ?? (result.found ?? result.note ?? "").visible
      return "\(result.id.visible) "
        + (result.level == "row"
          ? "(\(result.failed.of("row"))\(explanation(result)))"
          : "(\(found)\(result.expected.map { ", expected \($0.visible)" } ?? ""))")
    }
    let more =
      broken.count > Self.mostNamed ? " and \(broken.count - Self.mostNamed) more" : ""
    let held =
      report.verdict == .blocked
      ? "all its rows would be held"
      : report.quarantined == 0
        ? "no row would be held"
        : "\(report.quarantined.of("row")) of \(NumberText.count(report.rows)) would be held"
    return "\(named.listed())\(more): \(held)"
  }

  /// How many of a rule's broken rows chance explains, where it does not explain them all.
  private func explanation(_ result: ConstraintResult) -> String {
    guard let own = beyond[result.id], own > 0 else { return "" }
    return ", of which chance explains up to \(NumberText.count(own))"
  }

  var measurements: [Measurement] {
    [
      Measurement(
        name: "rows of \(name) that would be held", value: Double(report.quarantined),
        unit: "rows", threshold: Double(allowed)),
      Measurement(
        name: "constraints that \(name) breaks", value: Double(broken.count),
        unit: "constraints", note: "of \(report.constraints.count)"),
    ]
      + broken.filter { (beyond[$0.id] ?? 0) > 0 }.prefix(Self.mostNamed).map {
        Measurement(
          name: "rows of \(name) that break \($0.id.visible)", value: Double($0.failed),
          unit: "rows", threshold: Double(beyond[$0.id] ?? 0))
      }
  }

  /// How grave what was found is.
  enum Gravity: Int, Comparable {
    case none, warned, held, blocked

    var status: CheckStatus {
      switch self {
      case .none: .pass
      case .warned, .held: .attention
      case .blocked: .fail
      }
    }

    var remedy: String? {
      switch self {
      case .none: nil
      case .warned, .held:
        """
        Look at the rows with `assay validate DATA --contract FILE --quarantine OUT`: repair the data, \
        or correct the contract where it is wrong.
        """
      case .blocked:
        """
        Data that the model was made from, or a whole batch, would be held: correct the constraint, or \
        find out what is wrong with the data, before the contract stands in a pipeline.
        """
      }
    }

    static func < (first: Self, second: Self) -> Bool { first.rawValue < second.rawValue }
  }
}
