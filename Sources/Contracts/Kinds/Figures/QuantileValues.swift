package import Checklist

/// Quantiles lie between two ends each.
package struct QuantileValues: Constraint {
  package static let card = ConstraintCard(
    name: "quantiles", level: .column, section: .columns,
    summary: "Quantiles of the values, by their share.",
    example: "{0.5: {min: 10, max: 20}, 0.95: {max: 60}}",
    types: [.integer, .number],
    counterparts: [
      "gx:expect_column_quantile_values_to_be_between",
      "soda:aggregate (percentile)",
    ])
  package static let parameters = [shares]
  package static let shortForm = ConstraintShortForm.value(shares)

  static let shares = ConfigurationKey(
    "of", .entries(.value, .mapping([Bounds.min, Bounds.max])), isRequired: true,
    example: "{0.5: {min: 10, max: 20}}", "By the share of values below it, where a quantile lies.")

  /// Bounds by share, as typed.
  package let quantiles: [(share: String, bounds: Bounds)]
  package let flaws: [ConstraintFlaw]

  package var words: String {
    quantiles.map { "\($0.share): \($0.bounds.words)" }.joined(separator: ", ")
  }

  package init(_ values: ConfigurationMapping) {
    var quantiles: [(share: String, bounds: Bounds)] = []
    var flaws: [ConstraintFlaw] = []
    for entry in values.mapping(Self.shares).entries {
      guard case .mapping(let given) = entry.value else { continue }
      let bounds = Bounds(given)
      if let share = Double(entry.key), (0...1).contains(share) {
        flaws += (bounds.flaws(given) + bounds.numberFlaws).map {
          ConstraintFlaw(nil, "quantile \(entry.key): \($0.message)", remedy: $0.remedy)
        }
      } else {
        flaws.append(
          ConstraintFlaw(
            nil, "“\(entry.key)” is no share of values: write a number from 0 to 1",
            remedy: Self.remedy(entry.key)))
      }
      quantiles.append((entry.key, bounds))
    }
    if flaws.isEmpty, let crossed = Self.crossed(quantiles) { flaws.append(crossed) }
    if quantiles.isEmpty { flaws.append(ConstraintFlaw(nil, "no quantile is given")) }
    self.quantiles = quantiles
    self.flaws = flaws
  }

  /// The share that is written in percent, or as a word.
  private static func remedy(_ key: String) -> String? {
    if key.lowercased() == "median" { return "write 0.5" }
    let digits = key.drop { $0 == "p" || $0 == "P" }.prefix { $0 != "%" }
    guard let percent = Double(digits), (1...100).contains(percent) else { return nil }
    return "write \(ConfigurationShape.number(percent / 100))"
  }

  /// A quantile that would be above one of a greater share.
  private static func crossed(
    _ quantiles: [(share: String, bounds: Bounds)]
  ) -> ConstraintFlaw? {
    for first in quantiles {
      for second in quantiles {
        guard let low = first.bounds.floor, let high = second.bounds.ceiling,
          let share = Double(first.share), let greater = Double(second.share), share < greater,
          low.order(high) ?? 0 > 0
        else { continue }
        return ConstraintFlaw(
          nil,
          "quantile \(first.share) is at least \(low.bound.text), and quantile \(second.share) at most "
            + "\(high.bound.text), which is less")
      }
    }
    return nil
  }

  package var claims: [Claim] {
    quantiles.flatMap { quantile in
      Double(quantile.share).map { quantile.bounds.claims(.quantile($0)) } ?? []
    }
  }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    try data.requireHere("it has several figures at once")
    let column = try data.column(column, of: Self.card.types)
    let shares = quantiles.map(\.share).joined(separator: ", ")
    let bounds = quantiles.map(\.bounds)
    return .figure(
      aggregate: "quantile_cont(\(column.double), [\(shares)])",
      holds: { figure in
        let parts = bounds.enumerated().map { $1.condition(on: "\(figure)[\($0 + 1)]") }
        return "(\(parts.joined(separator: " and ")))"
      }, reveals: [column.name])
  }
}

extension QuantileValues {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    throw .needsAllRows
  }
}
