internal import Statistics

/// Which counts are hidden so that small groups cannot be recognised.
///
/// - A group with fewer rows than the limit is hidden whole. If it is the only one, the next
///   smallest is hidden too: otherwise it would be the total less the others.
/// - A group with a small cell of truth and predicted class shows its selection rate and prevalence
///   only; any third rate would give the cells away. These too are hidden when they stand on few
///   rows.
///
/// Zero is not a small count. Nothing is promised against differences between attributes, or
/// between two reports: that takes noise, which this is not.
struct CountSuppression: Sendable {
  private let limit: Int
  private let groups: [ConfusionCells]
  /// Groups that are hidden whole.
  let hidden: Set<Int>

  init(_ groups: [ConfusionCells], below limit: Int) {
    self.limit = limit
    self.groups = groups
    guard limit > 0 else {
      hidden = []
      return
    }
    var hidden = Set(groups.indices.filter { groups[$0].rows > 0 && groups[$0].rows < limit })
    if hidden.count == 1,
      let next = groups.indices.filter({ !hidden.contains($0) && groups[$0].rows > 0 })
        .min(by: { groups[$0].rows < groups[$1].rows })
    {
      hidden.insert(next)
    }
    self.hidden = hidden
  }

  /// Whether a group's rate may not be shown.
  func hides(_ rate: GroupRate, of group: Int) -> Bool {
    guard limit > 0 else { return false }
    if hidden.contains(group) { return true }
    let cells = groups[group]
    switch rate {
    case .selectionRate: return isSmall(cells.calledPositive) || isSmall(cells.calledNegative)
    case .prevalence: return isSmall(cells.positives) || isSmall(cells.negatives)
    default:
      return [
        cells.truePositives, cells.falsePositives, cells.falseNegatives, cells.trueNegatives,
      ].contains(where: isSmall)
    }
  }

  private func isSmall(_ count: Int) -> Bool { count > 0 && count < limit }
}
