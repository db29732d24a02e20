/// What the model answered in rows in memory, and how wrong each answer was.
package struct RowAnswers: Sendable {
  /// The rows that have a truth and an answer.
  package let table: RowTable
  /// The score, the largest probability or the predicted number; one a row.
  package let answers: [Double]
  /// 1 where the predicted class is not the true one, else 0; of numbers the error's magnitude.
  package let losses: [Double]

  /// Makes answers.
  ///
  /// - Precondition: one answer and one loss a row.
  package init(table: RowTable, answers: [Double], losses: [Double]) {
    precondition(table.rowCount == answers.count && answers.count == losses.count)
    self.table = table
    self.answers = answers
    self.losses = losses
  }

  /// Reads the answers of a classification, which are scores or probabilities, or of numbers.
  ///
  /// - Throws: ``RowsError`` when a column is absent or holds what its role cannot use.
  package init(_ table: RowTable, _ options: MetricOptions) throws(RowsError) {
    var answers: [Double]
    var losses: [Double]
    switch options.task {
    case .binary: (answers, losses) = try Self.binary(table, options)
    case .multiclass: (answers, losses) = try Self.classes(table, options)
    case .regression, .forecast, .ranking: (answers, losses) = try Self.numbers(table, options)
    }
    let rows = losses.indices.filter { losses[$0].isFinite && answers[$0].isFinite }
    guard rows.count < table.rowCount else {
      self.init(table: table, answers: answers, losses: losses)
      return
    }
    answers = rows.map { answers[$0] }
    losses = rows.map { losses[$0] }
    self.init(table: table.selecting(rows), answers: answers, losses: losses)
  }

  private static func numbers(
    _ table: RowTable, _ options: MetricOptions
  ) throws(RowsError) -> ([Double], [Double]) {
    let answers = try table.numbers(options.prediction ?? "")
    let losses = zip(try table.numbers(options.target), answers).map { ($0 - $1).magnitude }
    return (answers, losses)
  }

  private static func binary(
    _ table: RowTable, _ options: MetricOptions
  ) throws(RowsError) -> ([Double], [Double]) {
    let truth = try classes(try table.column(options.target), options)
    let answers = try table.numbers(options.score ?? "")
    let called =
      try options.prediction.map { name throws(RowsError) in
        try classes(try table.column(name), options)
      } ?? answers.map { $0.isNaN ? .nan : $0 >= options.threshold ? 1.0 : 0 }
    return (answers, zip(truth, called).map { ($0 - $1).magnitude })
  }

  /// 1 for the positive class, 0 for the other one, NaN where there is none.
  private static func classes(
    _ column: RowColumn, _ options: MetricOptions
  ) throws(RowsError) -> [Double] {
    let labels = try BinaryLabels(column, positive: options.positive)
    var values = [Double](repeating: .nan, count: column.count)
    for (row, isPositive) in zip(labels.rows, labels.isPositive) {
      values[row] = isPositive ? 1 : 0
    }
    return values
  }

  /// The probability of the called class beside whether it is the true one.
  private static func classes(
    _ table: RowTable, _ options: MetricOptions
  ) throws(RowsError) -> ([Double], [Double]) {
    let truth = try table.column(options.target)
    let names =
      options.multiclass.classes.isEmpty
      ? options.multiclass.probabilities : options.multiclass.classes
    var columns: [[Double]] = []
    for name in options.multiclass.probabilities { columns.append(try table.numbers(name)) }
    let prediction = try options.prediction.map { name throws(RowsError) in try table.column(name) }
    var answers = [Double](repeating: .nan, count: table.rowCount)
    var losses = answers
    for row in 0..<table.rowCount {
      let shares = columns.map { $0[row] }
      guard let right = truth.className(at: row), shares.allSatisfy(\.isFinite),
        let top = shares.indices.max(by: { shares[$0] < shares[$1] }),
        let called = prediction.map({ $0.className(at: row) })
          ?? (top < names.count ? names[top] : nil)
      else { continue }
      answers[row] = shares[top]
      losses[row] = called == right ? 0 : 1
    }
    return (answers, losses)
  }
}

extension RowAnswers {
  /// One row of each entity, the one with the smallest seeded hash: pieces of one entity hang
  /// together, and what one shows the next one would only repeat.
  package func onePerEntity(_ column: RowColumn, seed: UInt64) -> RowAnswers {
    var chosen: [String: (row: Int, hash: UInt64)] = [:]
    for row in 0..<table.rowCount {
      guard let entity = column.className(at: row) else { continue }
      let hash = RowHash.hash(row: table.rowNumbers[row], seed: seed)
      if let known = chosen[entity], known.hash <= hash { continue }
      chosen[entity] = (row, hash)
    }
    let rows = chosen.values.map(\.row).sorted()
    return RowAnswers(
      table: table.selecting(rows), answers: rows.map { answers[$0] },
      losses: rows.map { losses[$0] })
  }

  /// How much more each row errs than rows that the model answers alike: its loss less what a line
  /// through the losses of the rows with such answers gives.
  ///
  /// Near a classifier's border every model errs often, and says so by its score; a slice that lies
  /// there is no news. What is left is what the answer did not tell.
  ///
  /// - Parameter bins: quantiles of the answers, in each of which a line is laid by least squares;
  ///   the outer ones, which hold the most different answers, are halved towards the ends. Equal
  ///   answers are never divided.
  package func excess(bins: Int) -> [Double] {
    let order = answers.indices.sorted { answers[$0] < answers[$1] }
    var excess = losses
    var start = 0
    for end in ends(bins, order) where end > start {
      let rows = order[start..<end]
      let mean = rows.reduce(0) { $0 + losses[$1] } / Double(rows.count)
      let middle = rows.reduce(0) { $0 + answers[$1] } / Double(rows.count)
      var (spread, product) = (0.0, 0.0)
      for row in rows {
        spread += (answers[row] - middle) * (answers[row] - middle)
        product += (answers[row] - middle) * (losses[row] - mean)
      }
      let slope = spread > 0 && (product / spread).isFinite ? product / spread : 0
      for row in rows { excess[row] = losses[row] - mean - slope * (answers[row] - middle) }
      start = end
    }
    return excess
  }

  /// Rows of an outer part that are not halved again: a line through fewer follows them rather than
  /// the model.
  private static let fewestAlike = 50

  /// Where the parts of the rows in the order of their answers end.
  private func ends(_ bins: Int, _ order: [Int]) -> [Int] {
    var places = Set((1..<bins).map { $0 * order.count / bins })
    var tail = order.count / bins / 2
    while tail >= Self.fewestAlike {
      places.formUnion([tail, order.count - tail])
      tail /= 2
    }
    let cut = places.sorted().map { place in
      var end = place
      while end > 0, end < order.count, answers[order[end]] == answers[order[end - 1]] { end += 1 }
      return end
    }
    return cut + [order.count]
  }
}
