internal import Statistics

/// Judgements item by item, labels in their order.
struct JudgementTable {
  struct Item {
    let code: Int
    /// By annotator.
    var given: [(annotator: Int, label: Int)] = []
    var truth: Int?
  }

  /// Items that got a label, in the order of the data.
  let items: [Item]

  init(_ judgements: Judgements, _ order: LabelOrder) {
    var items = (0..<judgements.items.count).map { Item(code: $0) }
    for (key, label) in judgements.given {
      items[Int(key >> 32)].given.append(
        (Int(key & 0xFFFF_FFFF), order.places[Int(label)]))
    }
    for (item, truth) in judgements.truths {
      if case .label(let label) = truth { items[Int(item)].truth = order.places[Int(label)] }
    }
    // A dictionary has another order in every run; the report has not.
    for place in items.indices { items[place].given.sort { $0.annotator < $1.annotator } }
    self.items = items.filter { !$0.given.isEmpty }
  }

  /// The items with the smallest share of agreeing pairs, those with more labels first.
  func mostDisagreed(_ order: LabelOrder, _ names: [String]) -> [AgreementReport.Item] {
    let agreements = items.map { Self.agreement($0) }
    let worst = items.indices
      .filter { (agreements[$0] ?? 1) < 1 }
      .sorted { first, second in
        let (one, two) = (agreements[first] ?? 1, agreements[second] ?? 1)
        if one != two { return one < two }
        return (items[second].given.count, first) < (items[first].given.count, second)
      }
    return worst.prefix(AgreementOptions.listLimit).map {
      described(items[$0], agreements[$0], order, names)
    }
  }

  /// The items that at least two annotators labelled, all alike and not like the adjudicated label.
  func againstTruth(_ order: LabelOrder, _ names: [String]) -> [AgreementReport.Item] {
    items.filter { item in
      guard let truth = item.truth, item.given.count > 1 else { return false }
      return item.given.allSatisfy { $0.label != truth && $0.label == item.given[0].label }
    }
    .sorted { ($1.given.count, $0.code) < ($0.given.count, $1.code) }
    .prefix(AgreementOptions.listLimit).map { described($0, 1, order, names) }
  }

  private static func agreement(_ item: Item) -> Double? {
    guard item.given.count > 1 else { return nil }
    var counts: [Int: Int] = [:]
    for judgement in item.given { counts[judgement.label, default: 0] += 1 }
    let agreeing = counts.values.reduce(0.0) { $0 + Double($1) * Double($1 - 1) }
    return agreeing / (Double(item.given.count) * Double(item.given.count - 1))
  }

  private func described(
    _ item: Item, _ agreement: Double?, _ order: LabelOrder, _ names: [String]
  ) -> AgreementReport.Item {
    var counts: [Int: Int] = [:]
    for judgement in item.given { counts[judgement.label, default: 0] += 1 }
    let labels = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return AgreementReport.Item(
      name: names[item.code], labels: labels.map { (order.names[$0.key], $0.value) },
      agreement: agreement, truth: item.truth.map { order.names[$0] })
  }
}
