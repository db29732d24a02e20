internal import Checklist
internal import Contracts
internal import Measurements

/// How values of columns stand in findings: those of personal columns never do.
///
/// A column is personal when `columns.personal` names it or the contract marks it. Its values are
/// told apart by numbers, the most frequent first, so that groups can still be compared: `[personal
/// 1]`.
package struct ShownValues: Sendable {
  private let personal: Set<String>
  /// By column, the number of each value, as ``canonical(_:)`` spells it.
  private var places: [String: [String: Int]] = [:]

  /// Numbers the values of the personal columns that have few enough to be groups.
  package init(_ facts: Facts) {
    personal = Set(facts.project.columns.personal)
    for column in personal {
      let shares = facts.sets.compactMap { GroupShares($0, column) }
      guard let first = shares.first else { continue }
      let values = Set(shares.flatMap(\.counts.keys)).subtracting([Self.missing])
        .sorted { (first.share($1), $0) < (first.share($0), $1) }
      places[column] = Dictionary(
        values.enumerated().map { (Self.canonical($0.element), $0.offset + 1) },
        uniquingKeysWith: { first, _ in first })
    }
  }

  private static let missing = "missing"

  /// Whether the values of a column are never shown.
  func hides(_ column: String) -> Bool { personal.contains(column) }

  /// A value as it may stand in a report; whether one is missing is no secret.
  func text(_ value: String?, of column: String) -> String {
    guard let value else { return Self.missing }
    guard hides(column), value != Self.missing else { return value.visible }
    return places[column]?[Self.canonical(value)].map { "[personal \($0)]" }
      ?? ConstraintResult.hidden
  }

  /// `region = north`.
  func group(_ value: String?, of column: String) -> String {
    "\(column.visible) = \(text(value, of: column))"
  }

  /// `female × 30–39`: the values of a group of one or several columns.
  func name(_ values: [(column: String, value: String?)]) -> String {
    values.map { $0.value == nil ? "(missing)" : text($0.value, of: $0.column) }
      .joined(separator: " × ")
  }

  /// What was followed of a column over time: a property of it, or one of its values.
  func series(_ name: String, of column: String) -> String {
    Self.properties.contains(name) ? name : text(name, of: column)
  }

  /// What of a column is followed that is none of its values.
  private static let properties: Set<String> = [
    "location", "spread", "missing", "other", "length", "words", "mean shift",
  ]

  /// Numbers as whole ones where they are, so that `1` and `1.0` are one value.
  private static func canonical(_ value: String) -> String {
    Double(value).flatMap { Int64(exactly: $0) }.map(String.init) ?? value
  }
}

extension Facts {
  /// How values of columns stand in findings.
  var shown: ShownValues { ShownValues(self) }
}

extension MetricRefusal {
  /// The refusal without the values of personal columns that it quotes.
  func withoutValues(of personal: Set<String>) -> MetricRefusal {
    let hidden = [ConstraintResult.hidden]
    return switch self {
    case .notBinary(let column, _) where personal.contains(column):
      .notBinary(column: column, values: hidden)
    case .undeclaredPositive(let column, _) where personal.contains(column):
      .undeclaredPositive(column: column, values: hidden)
    case .positiveNotFound(let column, let positive, _) where personal.contains(column):
      .positiveNotFound(column: column, positive: positive, values: hidden)
    case .foreignClasses where !personal.isEmpty:
      .foreignClasses(prediction: hidden, target: hidden)
    case .badProbability(let column, _, let row) where personal.contains(column):
      .badProbability(column: column, value: hidden[0], row: row)
    default: self
    }
  }
}

extension RowsError {
  /// The error without the values of personal columns that it quotes.
  func withoutValues(of personal: Set<String>) -> RowsError {
    let hidden = [ConstraintResult.hidden]
    return switch self {
    case .notTwoClasses(let name, _) where personal.contains(name):
      .notTwoClasses(name: name, found: hidden)
    case .positiveUnclear(let name, let positive, _) where personal.contains(name):
      .positiveUnclear(name: name, positive: positive, found: hidden)
    default: self
    }
  }
}
