/// Rows by truth and predicted class.
package struct ConfusionCells: Sendable, Hashable {
  /// Positive and called positive.
  package var truePositives = 0
  /// Negative but called positive.
  package var falsePositives = 0
  /// Positive but called negative.
  package var falseNegatives = 0
  /// Negative and called negative.
  package var trueNegatives = 0

  /// Cells of the given counts.
  package init(
    truePositives: Int = 0, falsePositives: Int = 0, falseNegatives: Int = 0, trueNegatives: Int = 0
  ) {
    self.truePositives = truePositives
    self.falsePositives = falsePositives
    self.falseNegatives = falseNegatives
    self.trueNegatives = trueNegatives
  }

  /// Counts rows of one kind.
  @inline(__always)
  package mutating func add(isPositive: Bool, calledPositive: Bool, rows: Int = 1) {
    if isPositive {
      if calledPositive { truePositives &+= rows } else { falseNegatives &+= rows }
    } else {
      if calledPositive { falsePositives &+= rows } else { trueNegatives &+= rows }
    }
  }

  /// Adds other cells.
  package mutating func merge(_ other: ConfusionCells) {
    truePositives += other.truePositives
    falsePositives += other.falsePositives
    falseNegatives += other.falseNegatives
    trueNegatives += other.trueNegatives
  }

  /// These cells less others that are part of them.
  func without(_ part: ConfusionCells) -> ConfusionCells {
    ConfusionCells(
      truePositives: truePositives - part.truePositives,
      falsePositives: falsePositives - part.falsePositives,
      falseNegatives: falseNegatives - part.falseNegatives,
      trueNegatives: trueNegatives - part.trueNegatives)
  }

  /// Rows that are positive.
  package var positives: Int { truePositives + falseNegatives }
  /// Rows that are negative.
  package var negatives: Int { falsePositives + trueNegatives }
  /// Rows called positive.
  package var calledPositive: Int { truePositives + falsePositives }
  /// Rows called negative.
  package var calledNegative: Int { falseNegatives + trueNegatives }
  /// All rows.
  package var rows: Int { positives + negatives }
  /// The share of the more frequent class; nil without rows.
  package var commonShare: Double? {
    rows > 0 ? Double(max(positives, negatives)) / Double(rows) : nil
  }
  /// The same rows with the classes' names exchanged.
  package var mirrored: ConfusionCells {
    ConfusionCells(
      truePositives: trueNegatives, falsePositives: falseNegatives,
      falseNegatives: falsePositives, trueNegatives: truePositives)
  }
}
