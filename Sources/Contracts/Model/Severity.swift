/// What a broken constraint does to the data.
package enum Severity: String, Sendable, Hashable, CaseIterable, Codable, Comparable {
  /// It is said, and nothing is held back.
  case warn
  /// The rows that break it are held; the others go on.
  case quarantine
  /// The whole batch is held.
  case block

  /// What it does, for the schema and the reference.
  package var summary: String {
    switch self {
    case .warn: "it is said, nothing is held back"
    case .quarantine: "the rows that break it are held, the others go on"
    case .block: "the whole batch is held"
    }
  }

  /// What it is called elsewhere, in small letters.
  var synonyms: [String] {
    switch self {
    case .warn: ["warning", "info", "notice"]
    case .quarantine: ["hold", "reject"]
    case .block: ["error", "critical", "fatal", "fail", "failure", "stop"]
    }
  }

  /// Whether one is milder than another.
  package static func < (first: Self, second: Self) -> Bool {
    guard let left = allCases.firstIndex(of: first), let right = allCases.firstIndex(of: second)
    else { return false }
    return left < right
  }
}
