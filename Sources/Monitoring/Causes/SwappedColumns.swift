/// Two columns that hold each other's values.
enum SwappedColumns: Cause {
  static let card = CauseCard(
    id: "swapped-columns", title: "Two columns swapped", nature: .error,
    sign: "two columns changed in one run, and each now looks like the other did before",
    remedy: "put the columns right where the file is written or read")

  static func evidence(_ change: ColumnChange, _ context: CauseContext) -> String? {
    guard let own = change.shift else { return nil }
    for other in context.changed where other.name != change.name {
      guard let its = other.shift, let here = context.distance(other.past, change.current),
        let there = context.distance(change.past, other.current)
      else { continue }
      // Crosswise nearly nothing is left of the shift, and less than would count as one.
      if here < context.smallestShift, there < context.smallestShift, here < own / 4,
        there < its / 4
      {
        return "it holds what “\(other.name)” held before, and “\(other.name)” what it held"
      }
    }
    return nil
  }
}
