internal import Checklist
internal import Measurements

/// Values that the world brought forth: a product, a place, a carrier.
enum NewCategory: Cause {
  static let card = CauseCard(
    id: "new-category", title: "A new category", nature: .change,
    sign: "few new values hold the rows, and they are neither damaged nor respelt",
    remedy: "adapt: extend the contract, and see what the model does with a value it never met")

  static func evidence(_ change: ColumnChange, _ context: CauseContext) -> String? {
    guard let categories = change.categories, let first = change.unseen.first,
      change.unseen.count <= max(3, categories.past.counts.count / 4)
    else { return nil }
    let share = Double(first.count) / Double(max(categories.current.total, 1))
    return
      "“\(first.value)” holds \(NumberText.percent(share)) of the rows, and is neither damaged nor a known"
      + " value spelt otherwise"
  }
}
