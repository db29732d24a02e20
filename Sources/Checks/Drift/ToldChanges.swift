internal import Checklist
internal import Measurements
internal import Statistics

/// What the changes of the scoring rows come to.
struct ToldChanges {
  private(set) var draft = FindingDraft()

  /// Changes that are told one by one; the others are counted.
  private static let most = 4

  init(_ typed: TypedChanges) {
    let unforeseen = typed.changes.filter { !$0.wasForeseen }
    for status in [CheckStatus.fail, .attention] {
      tell(
        unforeseen.filter { Self.status($0.type) == status }
          .map { "\(typed.words($0)): \(TypedChanges.action($0))." }, status)
    }
    if typed.changes.isEmpty {
      draft.add(
        .pass,
        """
        Over \(typed.windows.count.of("window")) nothing changed that matters by more than train changes by itself.
        """)
    }
    tell(
      typed.changes.filter(\.wasForeseen).map {
        let name =
          $0.known.map { "registered as \($0.name.visible)" } ?? "declared in drift.expected"
        return "\(typed.words($0)): \(name)."
      }, .pass)
    if let first = typed.undefined.first {
      draft.add(
        .pass,
        "Of \(typed.undefined.map(\.column).listed()) changes cannot be told: \(first.reason).")
    }
  }

  private mutating func tell(_ changes: [String], _ status: CheckStatus) {
    for change in changes.prefix(Self.most) { draft.add(status, change) }
    let more = changes.count - Self.most
    if more > 0 { draft.add(status, "\(more.of("more column")) changed.") }
  }

  private static func status(_ type: ChangeType) -> CheckStatus {
    switch type {
    case .abrupt, .gradual, .incremental: .fail
    case .recurring, .oneOff: .attention
    case .none: .pass
    }
  }
}
