internal import Measurements

/// Rows by truth and class when the class is drawn: expected numbers, in millionths of a row so
/// that whole numbers hold them.
enum ExpectedCells {
  static func of(positives: Int, rows: Int, probability: Double) -> ConfusionCells {
    let unit = 1_000_000.0
    func cell(_ count: Int, _ share: Double) -> Int {
      Int((Double(count) * share * unit).rounded())
    }
    return ConfusionCells(
      truePositives: cell(positives, probability),
      falsePositives: cell(rows - positives, probability),
      falseNegatives: cell(positives, 1 - probability),
      trueNegatives: cell(rows - positives, 1 - probability))
  }
}
