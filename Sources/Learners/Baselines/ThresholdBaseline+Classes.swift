package import Measurements
internal import Statistics

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

extension ThresholdBaseline: ClassBaseline {
  /// A stump: the one column and cut that tell most about the class, and on each side the shares
  /// that training has there.
  ///
  /// Cuts lie between ``ColumnBins``' bins; the one that leaves the least entropy is taken, missing
  /// values being a side of their own. Two sides name two classes at most, three with missing
  /// values.
  ///
  /// - Source: Breiman, Friedman, Olshen, Stone, *Classification and Regression Trees*, 1984;
  ///   equals scikit-learn's `DecisionTreeClassifier(criterion="entropy", max_depth=1)`.
  package static func answer(
    train: ClassRows, test: RowTable, inputs: BaselineInputs
  ) throws -> ClassAnswer {
    guard train.occurring > 1 else { throw Undefined("the training rows have one class only") }
    var best: Stump?
    var dropped: [DroppedColumn] = []
    for name in inputs.features {
      let column = try train.table.column(name)
      guard case .numeric = column.values else { continue }
      if let reason = FeatureEncoder.reasonToDrop(column) {
        dropped.append(DroppedColumn(name: name, reason: reason))
        continue
      }
      if let stump = Stump(column, train), stump.entropy < best?.entropy ?? .infinity {
        best = stump
      }
    }
    guard let best else { throw Undefined("no numeric feature varies over the training rows") }
    let column = try test.column(best.name)
    guard let cells = best.bins.cells(column, rows: Array(0..<test.rowCount)) else {
      throw RowsError.columnNotNumeric(name: best.name)
    }
    return ClassAnswer(
      probabilities: cells.map(best.shares), description: best.words(train.names),
      dropped: dropped)
  }

  private struct Stump {
    let name: String
    let bins: ColumnBins
    /// Entropy that is left, summed over the rows.
    private(set) var entropy = Double.infinity
    /// Bins below the cut.
    private var cut = 0
    private var low: [Double] = []
    private var high: [Double] = []
    private var missing: [Double] = []
    private let hasMissing: Bool

    /// Nil when no cut parts the rows.
    init?(_ column: RowColumn, _ train: ClassRows) {
      let rows = Array(train.classes.indices)
      guard let bins = ColumnBins(column, rows: rows), let cells = bins.cells(column, rows: rows)
      else { return nil }
      let none = [Double](repeating: 0, count: train.names.count)
      var counts = [[Double]](repeating: none, count: bins.cellCount)
      for row in rows { counts[cells[row]][train.classes[row]] += 1 }
      let absent = counts.removeLast()
      name = column.name
      self.bins = bins
      hasMissing = absent.contains { $0 > 0 }
      let overall = train.shares
      var below = none
      var above = counts.reduce(none) { zip($0, $1).map { $0 + $1 } }
      for cell in counts.indices.dropLast() {
        for place in below.indices {
          below[place] += counts[cell][place]
          above[place] -= counts[cell][place]
        }
        let left = Self.entropy(below) + Self.entropy(above) + Self.entropy(absent)
        guard left < entropy, below.contains(where: { $0 > 0 }), above.contains(where: { $0 > 0 })
        else { continue }
        entropy = left
        cut = cell
        (low, high) = (Self.shares(below) ?? overall, Self.shares(above) ?? overall)
      }
      guard entropy < .infinity else { return nil }
      missing = Self.shares(absent) ?? overall
    }

    func shares(_ cell: Int) -> [Double] {
      cell == bins.cellCount - 1 ? missing : cell <= cut ? low : high
    }

    func words(_ names: [String]) -> String {
      func side(_ shares: [Double]) -> String { names[ClassAnswer.likeliest(shares)] }
      let edge = Wording.number(bins.edges[cut])
      return "says \(side(low)) when \(name) is at most \(edge), else \(side(high))"
        + (hasMissing ? "; \(side(missing)) when missing" : "")
    }

    private static func shares(_ counts: [Double]) -> [Double]? {
      let sum = counts.reduce(0, +)
      return sum > 0 ? counts.map { $0 / sum } : nil
    }

    /// `−Σ n log(n / Σ n)`, in nats times rows.
    private static func entropy(_ counts: [Double]) -> Double {
      let sum = counts.reduce(0, +)
      return counts.reduce(0) { $1 > 0 ? $0 - $1 * log($1 / sum) : $0 }
    }
  }
}
