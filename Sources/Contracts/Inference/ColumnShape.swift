/// How the values of a column of numbers are spread between two ends, beyond which they count as
/// the ends.
///
/// Values are counted in at most ``mostCells`` cells of the same width, each with the mean and the
/// variance of its values: so much is kept however many rows there are. All places are shares of
/// the way from the low end to the high one.
package struct ColumnShape: Sendable {
  /// The ends, as the contract has them.
  let ends: Ends
  /// The cells that hold values.
  private(set) var cells: [Cell]

  /// The most cells.
  static let mostCells = 256

  /// Where values are cut off.
  package struct Ends: Sendable, Hashable {
    let low: Double
    let high: Double
    /// As they are written.
    let lowText: String
    let highText: String

    /// Ends inside the outermost values, so many on each side that how often they are passed is
    /// known; nil for a column that is constant there, or no column of finite numbers.
    ///
    /// One value of a hundred lies beyond each at most, and never more than the tails hold.
    init?(_ column: ColumnSummary) {
      guard column.type?.isNumeric == true, column.notFinite == 0 else { return nil }
      let place = max(1, column.present / 100) - 1
      guard let low = column.low.prefix(place + 1).last,
        let high = column.high.prefix(place + 1).last, low < high
      else { return nil }
      lowText = DecimalText.outward(low, isUp: false)
      highText = DecimalText.outward(high, isUp: true)
      guard let low = Double(lowText), let high = Double(highText), low < high,
        (high - low).isFinite
      else { return nil }
      (self.low, self.high) = (low, high)
    }
  }

  /// Values that lie close together.
  struct Cell: Sendable {
    let count: Double
    let mean: Double
    let variance: Double
  }

  /// Makes a shape.
  init(_ ends: Ends, cells: [Cell]) {
    self.ends = ends
    self.cells = cells
  }

  /// How many values there are.
  var count: Double { cells.reduce(0) { $0 + $1.count } }

  /// The mean, as a share of the way from end to end.
  var mean: Double { cells.reduce(0) { $0 + $1.count * $1.mean } / count }

  /// The mean square of the distances from the mean.
  var variance: Double { squares(from: mean).mean }

  /// Shapes with the same ends as one; nil of none.
  static func joined(_ shapes: [ColumnShape]) -> ColumnShape? {
    shapes.first.map { ColumnShape($0.ends, cells: shapes.flatMap(\.cells)) }
  }

  /// A share of the way as a value of the column.
  func value(at share: Double) -> Double { ends.low + share * (ends.high - ends.low) }

  /// The values, with one more at each end: the next one may lie beyond all that were seen.
  var places: WeightedPlaces {
    WeightedPlaces(
      cells.map { ($0.mean, $0.count) } + [(0, 1), (1, 1)])
  }

  /// The squares of the distances from a place.
  func squares(from middle: Double) -> WeightedPlaces {
    WeightedPlaces(
      cells.map { cell in
        let distance = cell.mean - middle
        return (distance * distance + cell.variance, cell.count)
      })
  }

  /// The same with one more value at each end.
  func squaresAndMore(from middle: Double) -> WeightedPlaces {
    WeightedPlaces(
      squares(from: middle).pairs + [(middle * middle, 1), ((1 - middle) * (1 - middle), 1)])
  }
}
