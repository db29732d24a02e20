/// Items that several annotators labelled, counted by pattern: how many items got two of label 0
/// and one of label 2, and so on.
///
/// Who gave a label is not kept, so annotators may differ from item to item. Items with fewer than
/// two labels say nothing about agreement and are only counted.
///
/// - Invariant: `patterns` are distinct, sorted, and each has at least two labels, so that the
///   order of items changes nothing that is drawn or added up later.
package struct JudgedItems: Sendable, Hashable {
  /// One label within a pattern, and how many annotators gave it.
  package struct Votes: Sendable, Hashable {
    /// Which label, 0-based, in the labels' order where they have one.
    package let label: Int
    /// How many gave it, at least 1.
    package let count: Int
  }

  /// How many labels there are; every label of a pattern is below it.
  package let labels: Int
  /// The distinct patterns, labels ascending within each.
  package let patterns: [[Votes]]
  /// Items per pattern.
  package let counts: [Int]
  /// Items with fewer than two labels, which are left out.
  package let unpaired: Int

  /// Items with at least two labels.
  package var items: Int { counts.reduce(0, +) }

  /// Counts items.
  ///
  /// - Parameters:
  ///   - labels: how many labels there are.
  ///   - items: per item the labels that it got, 0-based; others than `0..<labels` are no labels
  ///     and are left out.
  package init(labels: Int, items: some Sequence<[Int]>) {
    var found: [[Votes]: Int] = [:]
    var unpaired = 0
    for item in items {
      let given = item.filter { $0 >= 0 && $0 < labels }.sorted()
      guard given.count > 1 else {
        unpaired += 1
        continue
      }
      var votes: [Votes] = []
      for label in given {
        if let last = votes.last, last.label == label {
          votes[votes.count - 1] = Votes(label: label, count: last.count + 1)
        } else {
          votes.append(Votes(label: label, count: 1))
        }
      }
      found[votes, default: 0] += 1
    }
    let sorted = found.sorted { first, second in
      first.key.lexicographicallyPrecedes(second.key) {
        ($0.label, $0.count) < ($1.label, $1.count)
      }
    }
    self.labels = labels
    self.patterns = sorted.map(\.key)
    self.counts = sorted.map(\.value)
    self.unpaired = unpaired
  }

  /// The number of items, which must be above 0.
  ///
  /// - Throws: ``Undefined`` when no item has two labels.
  func pairedItems() throws(Undefined) -> Int {
    let items = items
    guard items > 0 else {
      throw Undefined("no item has labels of two annotators")
    }
    return items
  }

  /// Labels in a pattern.
  static func size(_ pattern: [Votes]) -> Int { pattern.reduce(0) { $0 + $1.count } }

  /// The share of pairs of annotators that agree within a pattern.
  static func agreement(_ pattern: [Votes]) -> Double {
    let size = Double(size(pattern))
    let agreeing = pattern.reduce(0.0) { $0 + Double($1.count) * Double($1.count - 1) }
    return agreeing / (size * (size - 1))
  }
}
