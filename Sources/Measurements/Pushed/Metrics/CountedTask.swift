internal import ADBC

/// A kind of prediction whose rows can be counted once for all that are alike.
protocol CountedTask: MetricTask {
  /// Whether everything that these options measure follows from such counts.
  static func isCounted(_ options: MetricOptions) -> Bool

  /// Counts rows that are alike.
  ///
  /// - Parameter times: how many rows each row of the batch stands for.
  mutating func add(
    _ batch: ArrowBatch, codes: [UInt32], groups: Int, times: [Int]
  ) throws(MetricRefusal)
}

extension CountedTask {
  static func isCounted(_ options: MetricOptions) -> Bool { true }
}

/// One whose numbers a database can also put together with their neighbours, when too many of them
/// differ.
protocol BinnedTask: CountedTask {
  /// Counts the rows of an answer; false when it is none to the question.
  mutating func add(
    _ answer: BinnedAnswer, codes: [UInt32], groups: Int
  ) throws(MetricRefusal) -> Bool
}
