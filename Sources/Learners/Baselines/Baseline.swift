package import Measurements
package import Statistics

/// Rows whose class is known.
package struct BinaryRows: Sendable {
  /// The columns.
  package let table: RowTable
  /// Whether each row is of the positive class.
  package let isPositive: [Bool]

  /// Makes rows.
  ///
  /// - Precondition: one label a row.
  package init(table: RowTable, isPositive: [Bool]) {
    precondition(table.rowCount == isPositive.count, "one label a row is needed")
    self.table = table
    self.isPositive = isPositive
  }

  /// The rows of a table that have a label.
  ///
  /// - Throws: ``RowsError`` when the column is absent or does not hold two classes.
  package init(_ table: RowTable, target: String, positive: String?) throws(RowsError) {
    let labels = try BinaryLabels(try table.column(target), positive: positive)
    self.init(
      table: labels.missing == 0 ? table : table.selecting(labels.rows),
      isPositive: labels.isPositive)
  }

  /// The share of rows of the positive class.
  package var positiveShare: Double {
    Double(isPositive.count { $0 }) / Double(max(isPositive.count, 1))
  }
}

/// Rows whose value is known.
package struct ValueRows: Sendable {
  /// The columns.
  package let table: RowTable
  /// The value of each row; finite.
  package let values: [Double]

  /// Makes rows.
  ///
  /// - Precondition: one value a row.
  package init(table: RowTable, values: [Double]) {
    precondition(table.rowCount == values.count, "one value a row is needed")
    self.table = table
    self.values = values
  }

  /// The rows of a table whose target is a finite number.
  ///
  /// - Throws: ``RowsError`` when the column is absent or not numeric.
  package init(_ table: RowTable, target: String) throws(RowsError) {
    let values = try table.numbers(target)
    let known = values.indices.filter { values[$0].isFinite }
    self.init(
      table: known.count == values.count ? table : table.selecting(known),
      values: known.map { values[$0] })
  }
}

/// What a baseline may use.
package struct BaselineInputs: Sendable {
  /// Columns known when a prediction is made: never target, prediction, score or id.
  package var features: [String]
  /// The time of each row, where there is one.
  package var timestamp: String?
  /// Columns whose values together name a row's neighbourhood.
  package var group: [String]
  /// How long "the last period" is.
  package var period: WindowLength
  /// What thresholds are chosen for.
  package var cut: ThresholdBaseline.Cut
  /// The smallest probability that a learned baseline calls positive.
  package var threshold: Double

  /// Makes inputs.
  package init(
    features: [String], timestamp: String? = nil, group: [String] = [],
    period: WindowLength = .month, cut: ThresholdBaseline.Cut = .balancedAccuracy,
    threshold: Double = 0.5
  ) {
    self.features = features
    self.timestamp = timestamp
    self.group = group
    self.period = period
    self.cut = cut
    self.threshold = threshold
  }
}

/// What a baseline says about test rows of a binary task.
package struct BinaryAnswer: Sendable {
  /// The probability of the positive class, one a row; nil where the baseline gives classes only.
  package var scores: [Double]?
  /// The predicted class of each row.
  package var calls: Calls
  /// What was learned, a sentence for people.
  package var description: String
  /// Features not used, and why.
  package var dropped: [DroppedColumn] = []

  /// Predicted classes.
  package enum Calls: Sendable {
    /// One class a row.
    case certain([Bool])
    /// The positive class with this probability, drawn anew for each row.
    case drawn(probability: Double)
  }

  /// Makes an answer.
  package init(
    scores: [Double]?, calls: Calls, description: String, dropped: [DroppedColumn] = []
  ) {
    self.scores = scores
    self.calls = calls
    self.description = description
    self.dropped = dropped
  }
}

/// What a baseline says about test rows of a regression.
package struct ValueAnswer: Sendable {
  /// One value a row, in the target's unit.
  package var values: [Double]
  /// What was learned, a sentence for people.
  package var description: String
  /// Features not used, and why.
  package var dropped: [DroppedColumn] = []

  /// Makes an answer.
  package init(values: [Double], description: String, dropped: [DroppedColumn] = []) {
    self.values = values
    self.description = description
    self.dropped = dropped
  }
}

/// A simple way to predict a class, that a model should beat.
package protocol BinaryBaseline: Sendable {
  /// What it says about itself.
  static var card: Card { get }

  /// Learns from training rows and answers for test rows, whose labels it does not look at.
  ///
  /// - Throws: `Undefined` when it has nothing to learn from, ``RowsError`` for a column that is
  ///   absent, ``LearnersError`` when a library is.
  static func answer(
    train: BinaryRows, test: RowTable, inputs: BaselineInputs
  ) throws -> BinaryAnswer
}

/// A simple way to predict a value, that a model should beat.
package protocol ValueBaseline: Sendable {
  /// What it says about itself.
  static var card: Card { get }

  /// Learns from training rows and answers for test rows, whose targets it does not look at.
  ///
  /// - Throws: `Undefined` when it has nothing to learn from, ``RowsError`` for a column that is
  ///   absent, ``LearnersError`` when a library is.
  static func answer(
    train: ValueRows, test: RowTable, inputs: BaselineInputs
  ) throws -> ValueAnswer
}
