import Statistics

/// Two distributions over categories whose distance is known.
struct CategoricalTruth: Sendable {
  /// What it is called in the tables.
  let name: String
  let reference: [Double]
  let current: [Double]

  /// The true total variation.
  var totalVariation: Double {
    zip(reference, current).map { ($0 - $1).magnitude }.reduce(0, +) / 2
  }

  /// Even shares.
  static func even(_ categories: Int) -> [Double] {
    [Double](repeating: 1 / Double(categories), count: categories)
  }

  /// Shares falling like one over the rank.
  static func falling(_ categories: Int) -> [Double] {
    let weights = (1...categories).map { 1 / Double($0) }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }

  /// Moves a share of the rows from the second half of the categories to the first, evenly.
  static func spread(_ shares: [Double], by distance: Double) -> [Double] {
    let half = shares.count / 2
    let upper = shares[half...].reduce(0, +)
    let lower = 1 - upper
    let moved = min(distance, upper)
    return shares.enumerated().map { index, share in
      index < half ? share * (1 + moved / lower) : share * (1 - moved / upper)
    }
  }

  /// Moves a share of all rows into the last category.
  static func concentrated(_ shares: [Double], by distance: Double) -> [Double] {
    let last = shares.count - 1
    let scale = 1 - distance / (1 - shares[last])
    return shares.enumerated().map { index, share in
      index < last ? share * scale : share + distance
    }
  }

  /// All the shapes on which coverage is measured, for one number of categories.
  static func all(_ categories: Int) -> [CategoricalTruth] {
    var truths: [CategoricalTruth] = []
    for (name, shares) in [("even", even(categories)), ("falling", falling(categories))] {
      truths.append(
        CategoricalTruth(name: "\(name), unchanged", reference: shares, current: shares))
      for distance in [0.05, 0.1, 0.2, 0.4] {
        let even = CategoricalTruth(
          name: "\(name), \(distance) spread", reference: shares,
          current: spread(shares, by: distance))
        // The second half may not hold so many rows.
        if even.totalVariation > distance - 1e-9 { truths.append(even) }
        truths.append(
          CategoricalTruth(
            name: "\(name), \(distance) into one", reference: shares,
            current: concentrated(shares, by: distance)))
      }
    }
    return truths
  }
}
