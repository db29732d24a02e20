internal import Statistics

/// Cohen's kappa of every two annotators who labelled items in common.
struct AnnotatorPairs {
  /// The pairs with the most items in common.
  let pairs: [AgreementReport.Pair]
  /// Why some are not among them; nil when all are.
  let leftOut: String?

  /// Labels above which a pair's table is not made.
  private static let labelLimit = 300

  init(_ table: JudgementTable, _ order: LabelOrder, annotators: [String], level: Double) {
    guard annotators.count <= AgreementOptions.annotatorLimit else {
      pairs = []
      leftOut =
        "there are \(annotators.count) annotators, too many to compare in pairs: "
        + "choose up to \(AgreementOptions.annotatorLimit)"
      return
    }
    var shared = [Int: Int]()
    for item in table.items {
      for (place, first) in item.given.enumerated() {
        for second in item.given[(place + 1)...] {
          shared[first.annotator * annotators.count + second.annotator, default: 0] += 1
        }
      }
    }
    let chosen = shared.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .prefix(AgreementOptions.pairLimit)
    leftOut =
      shared.count > chosen.count
      ? "\(shared.count) pairs of annotators have items in common: the \(chosen.count) with most "
        + "are listed" : nil
    let slots = Dictionary(
      chosen.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    var given = [[(first: Int, second: Int)]](repeating: [], count: chosen.count)
    for item in table.items {
      for (place, first) in item.given.enumerated() {
        for second in item.given[(place + 1)...] {
          let key = first.annotator * annotators.count + second.annotator
          if let slot = slots[key] { given[slot].append((first.label, second.label)) }
        }
      }
    }
    pairs = zip(chosen, given).map { entry, labels in
      Self.pair(
        annotators[entry.key / annotators.count], annotators[entry.key % annotators.count], labels,
        order, level)
    }
  }

  private static func pair(
    _ first: String, _ second: String, _ given: [(first: Int, second: Int)], _ order: LabelOrder,
    _ level: Double
  ) -> AgreementReport.Pair {
    // Labels that neither used add nothing, but the distances stay those of the whole order.
    let used = Set(given.flatMap { [$0.first, $0.second] }).sorted()
    var counts: [[Int]] = []
    if used.count <= labelLimit {
      let places = Dictionary(
        used.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      counts = used.map { _ in [Int](repeating: 0, count: used.count) }
      for labels in given {
        if let one = places[labels.first], let two = places[labels.second] { counts[one][two] += 1 }
      }
    }
    func kappa(_ weighting: PairwiseKappa.Weighting) -> Estimate {
      do throws(Undefined) {
        if weighting != .unweighted, let reason = order.absent[.ordinal] { throw Undefined(reason) }
        guard used.count <= labelLimit else {
          throw Undefined(
            "the two used \(used.count) labels; kappa compares up to \(labelLimit): see alpha")
        }
        return try PairwiseKappa.measure(
          counts, weighting: weighting, positions: used.map { Double($0) }, level: level)
      } catch {
        return Estimate(undefined: error)
      }
    }
    return AgreementReport.Pair(
      first: first, second: second, items: given.count, kappa: kappa(.unweighted),
      linear: kappa(.linear), quadratic: kappa(.quadratic))
  }
}
