/// The order in which groups are listed: numbers by their value, before texts by theirs, missing
/// last.
///
/// Numbers and texts are kept apart, or 9 before 10, 10 before `1a` and `1a` before 9 would go in
/// circles.
enum GroupOrder {
  /// Whether one group's values come before another's.
  static func comesBefore(_ left: [String?], _ right: [String?]) -> Bool {
    for (first, second) in zip(left, right) where first != second {
      guard let first else { return false }
      guard let second else { return true }
      return comesBefore(first, second)
    }
    return false
  }

  private static func comesBefore(_ first: String, _ second: String) -> Bool {
    switch (number(first), number(second)) {
    case (let one?, let other?): one != other ? one < other : first < second
    case (_?, nil): true
    case (nil, _?): false
    case (nil, nil): first < second
    }
  }

  private static func number(_ text: String) -> Double? {
    Double(text).flatMap { $0.isNaN ? nil : $0 }
  }
}
