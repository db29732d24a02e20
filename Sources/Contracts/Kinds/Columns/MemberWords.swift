internal import Checklist

/// A list of values for people: the first ones, and how many more there are.
enum MemberWords {
  private static let most = 5
  private static let longest = 40

  /// `ATL, BOS, JFK`; of a long list `ATL, BOS, JFK, LAX, SEA and 7 more`.
  static func of(_ members: [String]) -> String {
    let shown = members.prefix(most).map { member in
      (member.count > longest ? member.prefix(longest) + "…" : member).quotedIfBlank
    }
    let more = members.count - shown.count
    return shown.joined(separator: ", ") + (more > 0 ? " and \(NumberText.count(more)) more" : "")
  }
}
