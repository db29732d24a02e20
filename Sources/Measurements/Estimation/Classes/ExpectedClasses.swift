internal import Statistics

/// Rows without labels: how many are called each class, and how probable each class is.
///
/// What the metrics of unseen labels are expected from, for any number of classes.
package struct ExpectedClasses: Sendable {
  /// Rows by their score of one class.
  struct Scores: Sendable {
    /// The scores, ascending, or what stands for them and their neighbours.
    let values: [Double]
    /// Mantissa bits that they lost.
    let dropped: Int
    /// Rows and expected rows of the class at each score.
    let labels: ExpectedLabels

    init(values: [Double], rows: [Int], chances: [Double], dropped: Int) {
      self.values = values
      self.dropped = dropped
      labels = ExpectedLabels(
        calls: SortedCounts(
          values: values, first: rows, second: [Int](repeating: 0, count: rows.count)),
        probabilities: zip(chances, rows).map { min($0 / Double($1), 1) })
    }
  }

  /// Some of the rows whole: how the classes' chances vary together.
  struct Row: Sendable {
    /// Its predicted class.
    let called: Int
    /// Its score of each class.
    let scores: [Double]
    /// The probabilities of its classes.
    let probabilities: [Double]
    /// What they were divided by, so that their sum is 1.
    let total: Double
    /// Rows that it stands for.
    let rows: Double
    /// Where each class' score stands among all.
    let bins: [Int?]

    init(
      called: Int, scores: [Double], probabilities: [Double], total: Double, rows: Double,
      tables: [Scores]
    ) {
      self.called = called
      self.scores = scores
      self.probabilities = probabilities
      self.total = total
      self.rows = rows
      bins = scores.indices.map {
        ChanceTable.place(
          of: scores[$0], dropped: tables[$0].dropped, among: tables[$0].values)
      }
    }
  }

  /// Rows.
  package let rows: Double
  /// Rows called each class.
  package let calls: [Double]
  /// Expected rows of each class that are called it.
  package let hits: [Double]
  /// Expected rows of each class.
  package let truths: [Double]
  /// Expected rows by predicted class, then by class; empty where there are too many.
  package let cells: [Double]
  let scores: [Scores]
  let sample: [Row]

  init(
    calls: [Int], hits: [Double], truths: [Double], cells: [Double], scores: [Scores],
    sample: [Row]
  ) {
    self.calls = calls.map { Double($0) }
    rows = Double(calls.reduce(0, +))
    self.hits = hits
    self.truths = truths
    self.cells = cells
    self.scores = scores
    self.sample = sample
  }

  /// Rows given one by one: for examples and small data.
  ///
  /// - Parameters:
  ///   - scores: each row's score of each class.
  ///   - probabilities: each row's probabilities of the classes, whose sum is 1.
  ///   - called: each row's predicted class.
  package init(scores: [[Double]], probabilities: [[Double]], called: [Int]) {
    let classes = scores.first?.count ?? 0
    let places = 0..<classes
    let tables = places.map { place -> Scores in
      var table = ChanceTable(capacity: max(16, scores.count))
      for row in scores.indices {
        table.add(scores[row][place], chance: probabilities[row][place])
      }
      let (entries, dropped) = table.ordered
      return Scores(
        values: entries.map(\.score), rows: entries.map(\.rows),
        chances: entries.map(\.chance.value), dropped: dropped)
    }
    func sum(_ include: (Int) -> Bool, _ place: Int) -> Double {
      probabilities.indices.reduce(0) { $0 + (include($1) ? probabilities[$1][place] : 0) }
    }
    self.init(
      calls: places.map { place in called.count { $0 == place } },
      hits: places.map { place in sum({ called[$0] == place }, place) },
      truths: places.map { place in sum({ _ in true }, place) },
      cells: places.flatMap { call in
        places.map { place in sum({ called[$0] == call }, place) }
      }, scores: tables,
      sample: scores.indices.map {
        Row(
          called: called[$0], scores: scores[$0], probabilities: probabilities[$0], total: 1,
          rows: 1, tables: tables)
      })
  }

  /// The variance of what changes by `slope`: the chance of the labels given their probabilities,
  /// and that of the reference which the probabilities are known from.
  func variance(_ slope: ExpectedClassValue.Slope, _ calibration: ClassCalibration) -> Double {
    var labels = 0.0
    var pools = calibration.maps.map { [Double](repeating: 0, count: $0.fit.pools.count) }
    var changes = [Double](repeating: 0, count: calls.count)
    for row in sample {
      var (mean, square) = (0.0, 0.0)
      for place in changes.indices {
        let change = slope.change(row, to: place)
        changes[place] = change
        mean += row.probabilities[place] * change
        square += row.probabilities[place] * change * change
      }
      labels += row.rows * max(0, square - mean * mean)
      guard row.total > 0 else { continue }
      for place in pools.indices {
        let share = row.rows * (changes[place] - mean) / row.total
        let found = calibration.maps[place].fit.place(of: row.scores[place])
        pools[place][found.pool] += share * (1 - found.next)
        if found.next > 0 { pools[place][found.pool + 1] += share * found.next }
      }
    }
    return labels + calibration.variance(slopes: pools)
  }
}

/// A value that is expected of labels of several classes, and how much a label would change it.
package struct ExpectedClassValue: Sendable {
  /// The change of the value with a row's label.
  enum Slope: Sendable {
    /// By the class alone, and more where it is the predicted one.
    case ofClass(truths: [Double], hits: [Double])
    /// By the row's score of its class.
    case ofScore([[Double]])
    /// When a row that is called one class turns out to be of another, for one pair.
    case ofCell(called: Int, truth: Int)

    @inline(__always)
    func change(_ row: ExpectedClasses.Row, to place: Int) -> Double {
      switch self {
      case .ofClass(let truths, let hits):
        return truths[place] + (row.called == place ? hits[place] : 0)
      case .ofScore(let slopes): return row.bins[place].map { slopes[place][$0] } ?? 0
      case .ofCell(let called, let truth): return row.called == called && place == truth ? 1 : 0
      }
    }
  }

  /// The value.
  package let value: Double
  /// Its change with a label.
  let slope: Slope
  /// Expected rows that the value is about: its denominator.
  let support: Double
}
