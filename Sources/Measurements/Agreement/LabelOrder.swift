internal import Statistics

/// The labels in ascending order, and which scales they have.
struct LabelOrder: Sendable {
  /// Labels in order; without an order, by their text.
  let names: [String]
  /// Each label's number, where all are numbers.
  let numbers: [Double]?
  /// The code in data's order → the place in ``names``.
  let places: [Int]
  /// Per scale that the labels do not have, why.
  let absent: [LabelScale: String]

  /// Orders labels.
  ///
  /// - Throws: ``AgreementRefusal`` when the options contradict the labels.
  init(_ labels: [String], _ options: AgreementOptions) throws(AgreementRefusal) {
    let parsed = labels.map { Double($0).flatMap { $0.isFinite ? $0 : nil } }
    let stranger = zip(labels, parsed).first { $0.1 == nil }?.0
    let negative = zip(labels, parsed).first { ($0.1 ?? 0) < 0 }?.0
    let rank = try Self.rank(options.order)
    if !options.order.isEmpty {
      for label in labels where rank[label] == nil {
        throw .notInOrder(label: label, order: options.order)
      }
    }
    switch options.scale {
    case .ordinal:
      if let stranger, options.order.isEmpty { throw .orderMissing(label: stranger) }
    case .interval, .ratio:
      if let stranger { throw .notNumeric(label: stranger, scale: options.scale ?? .interval) }
      if options.scale == .ratio, let negative { throw .negative(label: negative) }
    case .nominal, nil: break
    }
    let order = labels.indices.sorted { first, second in
      if let one = rank[labels[first]], let two = rank[labels[second]] { return one < two }
      if stranger == nil, let one = parsed[first], let two = parsed[second], one != two {
        return one < two
      }
      return labels[first] < labels[second]
    }
    var places = [Int](repeating: 0, count: labels.count)
    for (place, code) in order.enumerated() { places[code] = place }
    names = order.map { labels[$0] }
    numbers = stranger == nil ? order.map { parsed[$0] ?? 0 } : nil
    self.places = places
    absent = Self.absent(options, stranger: stranger, negative: negative)
  }

  private static func rank(_ order: [String]) throws(AgreementRefusal) -> [String: Int] {
    var rank: [String: Int] = [:]
    for (place, label) in order.enumerated() {
      guard rank.updateValue(place, forKey: label) == nil else { throw .repeatedInOrder(label) }
    }
    return rank
  }

  private static func absent(
    _ options: AgreementOptions, stranger: String?, negative: String?
  ) -> [LabelScale: String] {
    var absent: [LabelScale: String] = [:]
    if stranger != nil {
      if options.order.isEmpty { absent[.ordinal] = "the labels have no order: give --order a,b,c" }
      absent[.interval] = "the labels are not numbers"
      absent[.ratio] = "the labels are not numbers"
    } else if negative != nil {
      absent[.ratio] = "a ratio scale has no negative numbers"
    }
    if let highest = options.scale {
      var isAbove = false
      for scale in LabelScale.allCases {
        if isAbove { absent[scale] = "the labels were declared \(highest.rawValue)" }
        isAbove = isAbove || scale == highest
      }
    }
    return absent
  }
}
