internal import Measurements

/// Numbers in another unit: every quantile moved by one factor, or by one factor and one offset.
enum UnitChange: Cause {
  static let card = CauseCard(
    id: "unit-change", title: "Numbers in another unit", nature: .error,
    sign:
      "all quantiles are the past ones times one factor that is between two known units, or °F for °C",
    remedy: "convert the values, and state the unit in the column's name or contract")

  static func evidence(_ change: ColumnChange, _ context: CauseContext) -> String? {
    guard let numbers = change.numbers,
      let found = UnitConversion(from: numbers.past, to: numbers.current)
    else { return nil }
    return "every quantile is the past one \(found.operation), as between \(found.units)"
  }
}
