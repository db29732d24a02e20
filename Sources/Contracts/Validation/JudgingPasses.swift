internal import Checklist

/// Which pass over the data answers for which rules about rows.
///
/// 1. The figures, one row of numbers of all rows: ``counted(_:)`` rules are counted there, since
///    they may let any number of broken rows go on.
/// 2. The broken rows: those that break a ``kept`` rule are kept, and answer for its count, its
///    examples and the quarantine.
/// 3. Examples alone, of ``told`` rules: those let so many broken rows go on that keeping them
///    would copy the data.
struct JudgingPasses {
  /// Rules whose broken rows are kept.
  private(set) var kept: [Int]
  /// Rules that are broken by more rows than are kept.
  private(set) var told: [Int] = []

  /// Rules that are counted with the figures: those that tolerate broken rows or only warn.
  ///
  /// One that only warns and looks at other rows or other data would be asked twice at its full
  /// cost.
  static func counted(_ plan: ContractPlan) -> [Int] {
    plan.rowItems.filter { index in
      let item = plan.items[index]
      return item.rule.mostly < 1 || (item.rule.severity == .warn && item.looksAtOneRow)
    }
  }

  /// Shares the rules among the passes, once the first one has been made.
  ///
  /// - Parameters:
  ///   - columns: how many of a row are kept.
  ///   - mostValues: values that kept rows which go on may take.
  init(_ plan: ContractPlan, _ counts: ContractCounts, columns: Int, mostValues: Int) {
    let holding = Set(counts.holding(plan))
    let goingOn = Self.counted(plan).filter { !holding.contains($0) }
    kept = plan.rowItems.filter { !goingOn.contains($0) }
    var room = mostValues / max(columns, 1)
    for index in goingOn.sorted(by: { counts.failed[$0] ?? 0 < counts.failed[$1] ?? 0 }) {
      let failed = counts.failed[index] ?? 0
      guard failed > 0 else { continue }
      if failed <= room {
        room -= failed
        kept.append(index)
      } else {
        told.append(index)
      }
    }
    kept.sort()
  }
}

extension ContractPlan.Item {
  /// Whether a row alone says whether it breaks the rule; where that is not sure, it does not.
  fileprivate var looksAtOneRow: Bool {
    guard let holds, !(rule.constraint is ForeignKey) else { return false }
    return ContractData.numbers(of: "d", in: [holds]).isEmpty
      && ContractData.numbers(of: "w", in: [holds]).isEmpty
  }
}
