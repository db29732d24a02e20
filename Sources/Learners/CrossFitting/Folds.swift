internal import Statistics

/// Which part of the rows each row is held out with.
package struct Folds: Sendable, Hashable {
  /// The fold of each row, 0..<count.
  package let places: [Int]
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

  /// The rows of a fold, ascending.
  package func rows(in fold: Int) -> [Int] { places.indices.filter { places[$0] == fold } }

  /// The rows of all other folds, ascending.
  package func rows(outside fold: Int) -> [Int] { places.indices.filter { places[$0] != fold } }
}
