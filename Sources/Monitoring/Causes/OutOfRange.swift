internal import Checklist
internal import Measurements

/// Numbers of another kind than ever before: a sign, a scale, another column.
enum OutOfRange: Cause {
  /// The share of rows from which the column no longer holds what it did.
  private static let share = 0.9

  static let card = CauseCard(
    id: "out-of-range", title: "Far outside all that was seen", nature: .error,
    sign:
      "nine rows in ten lie far outside everything that past runs held, or below zero where nothing was",
    remedy: "check the column's sign, unit and place; accept the run if it is right")

  static func evidence(_ change: ColumnChange, _ context: CauseContext) -> String? {
    guard let outside = change.outside, outside >= share, let numbers = change.numbers,
      let low = numbers.past.minimum, let high = numbers.past.maximum
    else { return nil }
    return "\(NumberText.percent(outside)) of the rows lie far outside \(NumberText.plain(low)) to "
      + "\(NumberText.plain(high)), which is all that past runs held"
  }
}
