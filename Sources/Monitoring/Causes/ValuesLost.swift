internal import Checklist
internal import Measurements

/// Values that are missing where they were not.
enum ValuesLost: Cause {
  static let card = CauseCard(
    id: "values-lost", title: "Values lost", nature: .error,
    sign: "the share of missing values rose, and those that are there shifted no more than usual",
    remedy: "look whether the source, a join or a parser lost them, and load the batch again")

  static func evidence(_ change: ColumnChange, _ context: CauseContext) -> String? {
    let past = Double(change.past.missing) / Double(max(change.past.rows, 1))
    let now = Double(change.current.missing) / Double(max(change.current.rows, 1))
    guard now > past + 0.01, now > 2 * past else { return nil }
    // Weather shifts from day to day whether or not values are lost.
    let usual = max(context.smallestShift, change.usualShift ?? 0)
    guard (change.shift ?? 0) <= (now - past) + usual else { return nil }
    return
      "\(NumberText.percent(now)) of the values are missing, \(NumberText.percent(past)) before"
  }
}
