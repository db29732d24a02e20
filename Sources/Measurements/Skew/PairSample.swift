/// A bounded sample of pairs: those whose rows have the smallest seeded hashes, so that it does not
/// depend on the order in which rows come.
struct PairSample: Sendable {
  /// Pairs that are kept at most.
  private let limit: Int
  private var ranked: [(rank: UInt64, pair: CellPair)] = []
  /// Rows with a larger hash are certain not to be kept.
  private var ceiling = UInt64.max

  init(limit: Int) {
    self.limit = limit
  }

  /// Whether a pair of this rank may be kept: asked before the pair is made.
  func mayKeep(_ rank: UInt64) -> Bool { rank <= ceiling }

  mutating func add(_ pair: CellPair, rank: UInt64) {
    guard mayKeep(rank) else { return }
    ranked.append((rank, pair))
    if ranked.count > limit * 2 { discard() }
  }

  mutating func merge(_ other: PairSample) {
    ranked += other.ranked
    ceiling = min(ceiling, other.ceiling)
    if ranked.count > limit * 2 { discard() }
  }

  /// The pairs in the order of their rows.
  func finish() -> [CellPair] {
    ranked.sorted { ($0.rank, $0.pair.key) < ($1.rank, $1.pair.key) }.prefix(limit)
      .map(\.pair).sorted { ($0.row, $0.key) < ($1.row, $1.key) }
  }

  private mutating func discard() {
    ranked.sort { ($0.rank, $0.pair.key) < ($1.rank, $1.pair.key) }
    ranked.removeLast(ranked.count - limit)
    ceiling = ranked.last?.rank ?? 0
  }
}
