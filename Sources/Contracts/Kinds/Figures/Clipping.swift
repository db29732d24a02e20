internal import Checklist

/// Ends that values beyond them are taken as, so that one wild value does not move a figure.
///
/// A value that is no number lies beyond the greatest, as the engine orders it.
///
/// - Source: Tukey, *The future of data analysis*, 1962, section 14 (Winsorizing).
struct Clipping: Sendable {
  static let key = ConfigurationKey(
    "clip", .mapping([Bounds.min, Bounds.max]), example: "{min: 0, max: 60}",
    "Values beyond these ends count as the ends, so that a single wild value does not move the figure. Default: all count as they are."
  )

  /// The ends; a missing one is nil.
  let bounds: Bounds
  private let given: ConfigurationMapping

  /// Nil where none are given.
  init?(_ values: ConfigurationMapping) {
    let given = values.mapping(Self.key)
    guard !given.entries.isEmpty else { return nil }
    self.given = given
    bounds = Bounds(given)
  }

  /// Ends that contradict one another, or are no numbers.
  var flaws: [ConstraintFlaw] {
    (bounds.flaws(given) + bounds.numberFlaws).map {
      ConstraintFlaw(Self.key.name, $0.message, remedy: $0.remedy)
    }
  }

  /// The column with its values clipped, as doubles.
  func clipped(_ column: ContractData.Column) -> ContractData.Column {
    let value = column.double
    let literal = { (number: Double) in column.dialect.double(text: "\(number)") }
    var cases = ""
    if let most = bounds.greatest?.number {
      cases += " when \(value) > \(literal(most)) then \(literal(most))"
    }
    if let least = bounds.least?.number {
      cases += " when \(value) < \(literal(least)) then \(literal(least))"
    }
    return ContractData.Column(
      name: column.name, alias: column.alias, sql: "(case\(cases) else \(value) end)",
      type: .number, stored: .number, arrow: column.arrow, dialect: column.dialect)
  }

  /// The value clipped, of a row that comes by itself.
  func clipped(_ value: Double) -> Double {
    if let most = bounds.greatest?.number, value.isNaN || value > most { return most }
    if let least = bounds.least?.number, value < least { return least }
    return value
  }
}
