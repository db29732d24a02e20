/// What each pattern of labels adds to observed and expected disagreement, so that alpha of items
/// drawn anew is a sum over patterns.
struct CoincidenceSums {
  private let items: JudgedItems
  private let scale: LabelScale
  private let numbers: [Double]
  private let sizes: [Double]
  /// Per pattern `Σ δ² / (m − 1)` over ordered pairs; empty for the ordinal scale, whose
  /// differences depend on what was drawn.
  private let within: [Double]

  init(_ items: JudgedItems, scale: LabelScale, numbers: [Double]) {
    let sizes = items.patterns.map { Double(JudgedItems.size($0)) }
    self.items = items
    self.scale = scale
    self.numbers = numbers
    self.sizes = sizes
    within =
      scale == .ordinal
      ? []
      : zip(items.patterns, sizes).map { pattern, size in
        Self.disagreement(
          pattern.map { (Double($0.count), numbers[$0.label]) }, size, scale) / (size - 1)
      }
  }

  /// Alpha of so many items of each pattern; nil when all labels are the same.
  func alpha(_ counts: [Int]) -> Double? {
    var totals = [Double](repeating: 0, count: items.labels)
    for place in counts.indices where counts[place] > 0 {
      for votes in items.patterns[place] {
        totals[votes.label] += Double(counts[place]) * Double(votes.count)
      }
    }
    let all = totals.reduce(0, +)
    let values = scale == .ordinal ? Self.meanRanks(totals) : numbers
    let present = totals.indices.filter { totals[$0] > 0 }
    let expected =
      Self.disagreement(present.map { (totals[$0], values[$0]) }, all, scale) / (all - 1)
    guard present.count > 1, expected > 0 else { return nil }
    var observed = 0.0
    for place in counts.indices where counts[place] > 0 {
      let sum =
        scale == .ordinal
        ? Self.disagreement(
          items.patterns[place].map { (Double($0.count), values[$0.label]) }, sizes[place], scale)
          / (sizes[place] - 1)
        : within[place]
      observed += Double(counts[place]) * sum
    }
    return 1 - observed / expected
  }

  /// `Σ δ²(v, w)` over ordered pairs of `size` labels, given as numbers of each value.
  private static func disagreement(
    _ labels: [(count: Double, value: Double)], _ size: Double, _ scale: LabelScale
  ) -> Double {
    switch scale {
    case .nominal:
      return labels.reduce(0) { $0 + $1.count * (size - $1.count) }
    case .ordinal, .interval:
      let mean = labels.reduce(0) { $0 + $1.count * $1.value } / size
      return 2 * size
        * labels.reduce(0) { $0 + $1.count * ($1.value - mean) * ($1.value - mean) }
    case .ratio:
      var sum = 0.0
      for (place, first) in labels.enumerated() {
        for second in labels[..<place] where first.value != second.value {
          let share = (first.value - second.value) / (first.value + second.value)
          sum += 2 * first.count * second.count * share * share
        }
      }
      return sum
    }
  }

  /// The mean rank of each label among all labels given.
  private static func meanRanks(_ totals: [Double]) -> [Double] {
    var below = 0.0
    return totals.map { total in
      defer { below += total }
      return below + total / 2
    }
  }
}
