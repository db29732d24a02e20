internal import Statistics

/// Which part of the rows each row is held out with.
package struct Folds: Sendable, Hashable {
  /// The fold of each row, 0..<count.
  package private(set) var places: [Int]
  /// Folds.
  package let count: Int

  /// Deals the rows of each class to the folds in random order, so that every fold has the same
  /// share of each class, within one row.
  package init(classes: [Bool], count: Int, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var places = [Int](repeating: 0, count: classes.count)
    for value in [true, false] {
      var rows = classes.indices.filter { classes[$0] == value }
      rows.shuffle(using: &generator)
      for (order, row) in rows.enumerated() { places[row] = order % count }
    }
    self.places = places
    self.count = count
  }

  /// Equal rows that still are one record seen again; where more rows are equal, their values are
  /// coarse, every fold has some of them anyway, and keeping them together would hide what they
  /// tell.
  private static let mostTwins = 4

  /// The same, but a record that is seen again stays with its twin: a model that was fitted on one
  /// of them would know the other, and know that it belongs to the other class.
  ///
  /// - Parameter keys: one a row, equal for rows with equal values.
  package init(classes: [Bool], keys: [UInt64], count: Int, seed: UInt64) {
    self.init(classes: classes, count: count, seed: seed)
    let sizes = Dictionary(keys.map { ($0, 1) }, uniquingKeysWith: +)
    var first: [UInt64: Int] = [:]
    for (row, key) in keys.enumerated() where (2...Self.mostTwins).contains(sizes[key] ?? 1) {
      if let place = first[key] {
        places[row] = place
      } else {
        first[key] = places[row]
      }
    }
  }

  /// The rows of a fold, ascending.
  package func rows(in fold: Int) -> [Int] { places.indices.filter { places[$0] == fold } }

  /// The rows of all other folds, ascending.
  package func rows(outside fold: Int) -> [Int] { places.indices.filter { places[$0] != fold } }
}
