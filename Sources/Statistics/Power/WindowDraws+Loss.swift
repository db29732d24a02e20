extension WindowDraws {
  /// Test rows below which no tail is told from their largest errors.
  static let fewestErrors = 500
  /// Largest errors that the tail is told from at least.
  static let fewestInTail = 25

  /// A mean of errors, or a function of it, in windows of rows with these absolute errors.
  ///
  /// A few of the largest errors decide about the highest windows, and larger ones than test has
  /// will come: beyond the hundredth part with the largest, errors are drawn from Pareto's
  /// distribution with Hill's estimate of its index. Lighter tails than that alarm less often than
  /// promised.
  ///
  /// - Parameters:
  ///   - errors: absolute errors, ascending.
  ///   - counts: test rows of each.
  ///   - loss: what an error counts.
  ///   - finish: the metric of the mean loss.
  /// - Source: Hill, *A Simple General Approach to Inference About the Tail of a Distribution*,
  ///   1975.
  package init?(
    errors: [Double], counts: [Int], window: Int, alarmRate: Double, seed: UInt64 = 1,
    loss: (Double) -> Double, finish: (Double) -> Double
  ) {
    precondition(errors.count == counts.count, "errors and their counts differ in number")
    let count = Self.count(window: window, alarmRate: alarmRate)
    guard count >= Self.fewest, let urn = RowUrn(counts) else { return nil }
    let losses = errors.map(loss)
    let tail = ErrorTail(errors, counts)
    var generator = SeededGenerator(seed: seed)
    var rows = [Double](repeating: 0, count: window)
    let values = (0..<count).map { _ in
      urn.fill(&rows, using: &generator) { place, generator in
        guard let tail, place >= tail.start else { return losses[place] }
        return loss(tail.draw(using: &generator))
      }
      return finish(rows.reduce(0, +) / Double(window))
    }
    self.init(
      values: values,
      caution: tail != nil
        ? nil
        : "too few test rows have different errors to tell how large the largest may become")
  }
}

/// The largest errors, as Pareto's distribution above the largest of the others.
private struct ErrorTail {
  /// The place of the smallest error in the tail.
  let start: Int
  private let base: Double
  private let index: Double

  init?(_ errors: [Double], _ counts: [Int]) {
    let rows = counts.reduce(0, +)
    guard rows >= WindowDraws.fewestErrors else { return nil }
    let wanted = max(rows / 100, WindowDraws.fewestInTail)
    var start = errors.count
    var held = 0
    while start > 0, held < wanted {
      start -= 1
      held += counts[start]
    }
    // Errors of a few values have no tail that a distribution could follow.
    guard start > 0, held * 10 <= rows, errors[start - 1] > 0 else { return nil }
    base = errors[start - 1]
    var sum = 0.0
    for place in start..<errors.count {
      sum += Double(counts[place]) * log(errors[place] / base)
    }
    index = sum / Double(held)
    guard index > 0, index.isFinite else { return nil }
    self.start = start
  }

  func draw(using generator: inout SeededGenerator) -> Double {
    base * exp(-index * log(generator.uniform()))
  }
}
