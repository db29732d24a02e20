internal import Checklist
internal import Contracts
internal import Statistics

/// How data fared against a contract, with what chance explains.
struct ContractVerdict {
  /// A number of broken rows that chance explains is exceeded with this probability.
  static let surprise = 0.001
  /// The share of training rows up to which broken ones are single rows to look at, and no sign that the contract
  /// or the data are wrong as a whole.
  static let stray = 0.001
  /// Broken rules that a finding names.
  private static let mostNamed = 4

  /// What the data are called.
  let name: String
  let report: ValidationReport
  /// Rows that chance may break, of the rules that say so.
  let allowed: Int
  private let isTraining: Bool

  /// - Parameter isTraining: whether the model was made from these data, so that what breaks there is worse.
  init(_ name: String, _ report: ValidationReport, isTraining: Bool) {
    self.name = name
    self.report = report
    self.isTraining = isTraining
    // Also of train: nothing says that the contract was told from exactly these rows.
    let rate = report.constraints.filter { $0.severity > .warn }
      .reduce(0) { $0 + ($1.falseAlarms?.per1000Rows ?? 0) / 1_000 }
    allowed =
      rate > 0
      ? BinomialDistribution(trials: report.rows, probability: min(1, rate))
        .quantile(1 - Self.surprise) ?? 0 : 0
  }

  /// Constraints that are broken, the gravest first.
  var broken: [ConstraintResult] {
    report.constraints.filter { !$0.ok }
      .sorted { ($0.severity, $0.failed) > ($1.severity, $1.failed) }
  }

  var gravity: Gravity {
    if report.verdict == .blocked { return .blocked }
    if report.quarantined > allowed { return isTraining && isSurelyMany ? .blocked : .held }
    return broken.contains { $0.severity == .warn } ? .warned : .none
  }

  /// Whether the rows that would be held are surely more than stray ones.
  private var isSurelyMany: Bool {
    do throws(Undefined) {
      return try WilsonInterval.interval(successes: report.quarantined, rows: report.rows).low
        > Self.stray
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
          ? "(\(result.failed.of("row")))"
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

  var measurements: [Measurement] {
    [
      Measurement(
        name: "rows of \(name) that would be held", value: Double(report.quarantined),
        unit: "rows", threshold: Double(allowed)),
      Measurement(
        name: "constraints that \(name) breaks", value: Double(broken.count),
        unit: "constraints", note: "of \(report.constraints.count)"),
    ]
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
