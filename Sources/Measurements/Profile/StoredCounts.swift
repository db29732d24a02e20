/// Counts read from a file, checked before anything is computed from them.
///
/// A profile may come from anywhere; a number that would overflow a sum, or a list that is out of
/// order, is refused here, so that no loop has to doubt its input.
enum StoredCounts {
  /// More rows than any data set has, few enough that sums of sums stay in 64 bits.
  static let largest = 1 << 53

  static func check(
    _ counts: [Int], positive: Bool, _ what: String, at path: [any CodingKey]
  ) throws {
    var total = 0
    for count in counts {
      let (sum, overflow) = total.addingReportingOverflow(count)
      guard count >= (positive ? 1 : 0), !overflow, sum <= largest else {
        throw DecodingError.dataCorrupted(
          .init(codingPath: path, debugDescription: "\(what) \(count) cannot be a number of rows"))
      }
      total = sum
    }
  }

  /// What contradicts itself, for a decoder to throw.
  static func contradiction(_ sentence: String, at path: [any CodingKey]) -> DecodingError {
    .dataCorrupted(.init(codingPath: path, debugDescription: sentence))
  }
}

extension ValueCounts {
  private enum Key: String, CodingKey { case kind, keys, counts }

  /// Reads and checks the counts.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let kind = try container.decode(NumberKind.self, forKey: .kind)
    let keys = try container.decode([UInt64].self, forKey: .keys)
    let counts = try container.decode([Int].self, forKey: .counts)
    try StoredCounts.check(counts, positive: true, "the count", at: container.codingPath)
    let ascends = zip(keys, keys.dropFirst()).allSatisfy { kind.isLess($0, $1) }
    let finite = kind != .real || keys.allSatisfy { Double(bitPattern: $0).isFinite }
    guard keys.count == counts.count, ascends, finite else {
      throw DecodingError.dataCorruptedError(
        forKey: .keys, in: container, debugDescription: "the values are out of order")
    }
    self.init(kind: kind, keys: keys, counts: counts)
  }
}

extension NumberProfile {
  private enum Key: String, CodingKey { case kind, grid, specials, exact, binned }

  /// Reads the numbers; what follows from them is computed anew.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let kind = try container.decode(NumberKind.self, forKey: .kind)
    let origin = try container.decode(Double.self, forKey: .grid)
    let specials = try container.decode(SpecialNumbers.self, forKey: .specials)
    try StoredCounts.check(
      [specials.nan, specials.positiveInfinite, specials.negativeInfinite], positive: false,
      "the count", at: container.codingPath)
    let content: Content
    if let exact = try container.decodeIfPresent(ValueCounts.self, forKey: .exact) {
      content = .exact(exact)
    } else {
      content = .binned(try container.decode(BinnedNumbers.self, forKey: .binned))
    }
    let fits =
      switch content {
      case .exact(let values): values.kind == kind
      case .binned(let binned):
        binned.histogram.grid.origin == origin
          && binned.histogram.total == binned.moments.count
          && (0...binned.moments.count).contains(binned.zeros)
          && (0...(binned.moments.count - binned.zeros)).contains(binned.negative)
          && kind.real(of: binned.minimumKey).isFinite
          && kind.real(of: binned.maximumKey).isFinite
          && !kind.isLess(binned.maximumKey, binned.minimumKey)
      }
    guard origin.isFinite, fits else {
      throw DecodingError.dataCorruptedError(
        forKey: .grid, in: container,
        debugDescription: "the parts of a column contradict each other")
    }
    self.init(
      kind: kind, grid: LogLinearGrid(origin: origin), specials: specials, content: content)
  }

  /// Writes the numbers, and nothing that follows from them.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(kind, forKey: .kind)
    try container.encode(grid.origin, forKey: .grid)
    try container.encode(specials, forKey: .specials)
    switch content {
    case .exact(let values): try container.encode(values, forKey: .exact)
    case .binned(let binned): try container.encode(binned, forKey: .binned)
    }
  }
}
