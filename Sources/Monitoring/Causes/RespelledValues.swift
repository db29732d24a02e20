internal import Foundation
internal import Measurements

/// Known categories in another spelling: letter case, spaces, accents.
enum RespelledValues: Cause {
  static let card = CauseCard(
    id: "respelled-values", title: "Known values spelt otherwise", nature: .error,
    sign: "new values equal past ones but for letter case, spaces or accents",
    remedy: "bring the spelling back at the source, or normalise it before it is used")

  static func evidence(_ change: ColumnChange, _ context: CauseContext) -> String? {
    guard let categories = change.categories, !change.unseen.isEmpty else { return nil }
    var known: [String: String] = [:]
    for value in categories.past.counts.keys { known[Self.folded(value)] = value }
    let respelt = change.unseen.compactMap { new in
      known[Self.folded(new.value)].map { (new: new, old: $0) }
    }
    let rows = respelt.reduce(0) { $0 + $1.new.count }
    guard let first = respelt.first, 2 * rows > change.unseen.reduce(0, { $0 + $1.count }) else {
      return nil
    }
    return "“\(first.new.value)” is “\(first.old)” spelt otherwise; so are "
      + "\(respelt.count) of \(change.unseen.count) new values"
  }

  private static func folded(_ value: String) -> String {
    value.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
      .filter { $0.isLetter || $0.isNumber }
  }
}
