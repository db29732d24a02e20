internal import Measurements

/// How many rows of one set are older than the newest of another.
struct TimeOrder {
  let share: Double

  /// Nil when one of the sets has no times.
  init?(_ first: SetFacts, _ second: SetFacts, _ column: String) {
    guard let earlier = first.profile[column], let later = second.profile[column],
      earlier.type == .timestamp, later.type == .timestamp,
      case .numbers(let old) = earlier.content, case .numbers(let new) = later.content,
      let newest = old.maximum, new.count > 0
    else { return nil }
    share =
      NumberSegments(new).rows(outside: newest...Double.greatestFiniteMagnitude)
      / Double(new.count)
  }
}
