internal import ADBC
package import Measurements

/// Cells of rows that are alike, so that a queue can take a row of each.
///
/// Some rows are chosen as centres, one after the other, each the row farthest from the centres
/// before it; every row belongs to its nearest centre. Columns are encoded as ``FeatureEncoder``
/// does, so a standard deviation of a number weighs as much as another, and two different
/// categories are as far apart as numbers that differ by 1.4 standard deviations.
///
/// - Shape: centres are taken from a bounded random part of the rows, the candidates.
/// - Numerics: ties go to the earlier candidate and the earlier centre.
/// - Complexity: O(candidates · cells · columns) to fit, O(cells · columns) for each row
///   afterwards.
/// - Source: Gonzalez, *Clustering to Minimize the Maximum Intercluster Distance*, 1985: no row is
///   more than twice as far from its centre as with the best choice of centres; for labelling,
///   Sener, Savarese, *Active Learning for Convolutional Neural Networks: A Core-Set Approach*,
///   2018.
package struct DiversityCells: Sendable {
  /// Candidates at most.
  package static let candidateLimit = 10_000
  /// Cells at most: each keeps some rows waiting while a queue is drawn.
  package static let cellLimit = 1_000

  /// Columns that tell no rows apart, and why.
  package let dropped: [DroppedColumn]
  /// The greatest distance of a candidate from its centre, in standard deviations.
  package let radius: Double
  private let encoder: FeatureEncoder
  private let numericCount: Int
  private let blockCount: Int
  private let numbers: [Double]
  private let places: [Int32]

  /// Cells.
  package let count: Int

  /// Chooses the centres.
  ///
  /// - Parameters:
  ///   - candidates: rows to choose from.
  ///   - features: the columns that tell rows apart.
  ///   - cells: cells wanted; fewer are made where candidates do not differ.
  /// - Throws: ``RowsError`` when a feature is not there; ``QueueRefusal/nothingToTellApart(_:)``.
  package init(_ candidates: RowTable, features: [String], cells: Int) throws {
    let encoder = try FeatureEncoder.fit(candidates, features: features)
    guard !encoder.isEmpty else {
      throw QueueRefusal.nothingToTellApart(
        encoder.dropped.first.map { "\($0.name): \($0.reason)" } ?? "there is no column")
    }
    let matrix = try encoder.encode(candidates)
    var nearest = [Double](repeating: .infinity, count: matrix.rowCount)
    var centres: [Int] = []
    var farthest = 0
    while centres.count < min(cells, Self.cellLimit), matrix.rowCount > 0 {
      centres.append(farthest)
      var distance = -1.0
      var next = 0
      for row in 0..<matrix.rowCount {
        nearest[row] = min(
          nearest[row],
          Self.distance(
            matrix.numbers, matrix.places, row, matrix.numbers, matrix.places, farthest,
            matrix.numericCount, matrix.blockCount))
        if nearest[row] > distance { (distance, next) = (nearest[row], row) }
      }
      guard distance > 0 else { break }
      farthest = next
    }
    self.encoder = encoder
    dropped = encoder.dropped
    numericCount = matrix.numericCount
    blockCount = matrix.blockCount
    count = centres.count
    radius = (nearest.max() ?? 0).squareRoot()
    numbers = centres.flatMap { row in
      matrix.numbers[row * matrix.numericCount..<(row + 1) * matrix.numericCount]
    }
    places = centres.flatMap { row in
      matrix.places[row * matrix.blockCount..<(row + 1) * matrix.blockCount]
    }
  }

  /// The cell of each row.
  ///
  /// - Throws: ``RowsError`` when a column is absent or of another kind than among the candidates.
  func assign(_ table: RowTable, into cells: inout [UInt32]) throws(RowsError) {
    let matrix = try encoder.encode(table)
    for row in 0..<matrix.rowCount {
      var best = 0
      var least = Double.infinity
      for cell in 0..<count {
        let distance = Self.distance(
          matrix.numbers, matrix.places, row, numbers, places, cell, numericCount, blockCount)
        if distance < least { (least, best) = (distance, cell) }
      }
      cells[row] = UInt32(best)
    }
  }

  /// The squared distance of two encoded rows; two categories that differ add 2.
  @inline(__always)
  private static func distance(
    _ numbers: [Double], _ places: [Int32], _ row: Int, _ others: [Double], _ otherPlaces: [Int32],
    _ other: Int, _ numericCount: Int, _ blockCount: Int
  ) -> Double {
    var sum = 0.0
    for column in 0..<numericCount {
      let gap = numbers[row * numericCount + column] - others[other * numericCount + column]
      sum += gap * gap
    }
    for block in 0..<blockCount
    where places[row * blockCount + block] != otherPlaces[other * blockCount + block] {
      sum += 2
    }
    return sum
  }
}
