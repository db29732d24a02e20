/// What a rule asks of the rows of a stream.
package enum StreamQuestion {
  /// Of each row: true, false or, where it does not apply, nil.
  ///
  /// `shows` are the columns whose values explain a broken row.
  case rows(_ holds: (StreamRow) -> Bool?, shows: [StreamColumns.Column])
  /// Of all rows: what each adds, and what is found at the end.
  ///
  /// `reveals` are columns of which the figure is a value, and which may be personal.
  case figure(
    update: (StreamRow) -> Void, finish: (StreamEnd) -> StreamFigure,
    reveals: [StreamColumns.Column])

  /// Of each row the value of one column, where there is one.
  static func values(
    of column: StreamColumns.Column, _ holds: @escaping (StreamValue) -> Bool
  ) -> StreamQuestion {
    let slot = column.slot
    return .rows(
      { row in
        let value = row[slot]
        return value.isJudged ? holds(value) : nil
      }, shows: [column])
  }
}

/// A figure at the end of a stream.
package struct StreamFigure {
  /// The figure; nil when there is no value to measure.
  let words: String?
  let holds: Bool?

  /// A figure of whatever kind.
  init(_ words: String?, holds: Bool?) {
    self.words = words
    self.holds = holds
  }
}

/// What is known when a stream ends.
package struct StreamEnd {
  /// All rows, with those that could not be read.
  let rows: Int
  /// Rows that could be read.
  let read: Int
  /// The moment, in microseconds since 1970.
  let now: Int64
  /// Keys in the order in which they first came.
  let keys: [String]
  /// Whether there were more keys than are kept.
  let hasMoreKeys: Bool
}
