internal import Measurements
internal import Statistics

/// A way in which production's rows are worse than test's.
package enum Perturbation: String, Sendable, Hashable, CaseIterable {
  /// Every number off by a tenth of its column's standard deviation.
  case noise
  /// Every tenth value missing.
  case missing
  /// Every tenth value beyond all that the column shows: a number by its whole range, a text never
  /// seen.
  case outOfRange = "out of range"

  /// The share of values that are missing or out of range.
  package static let share = 0.1
  /// Noise in standard deviations.
  package static let noiseScale = 0.1
  /// A text that no column of categories holds.
  private static let unseen = "assay: unseen value"

  /// The rows after it.
  package func applied(to rows: ModelRows, seed: UInt64) -> ModelRows {
    var generator = SeededGenerator(seed: seed)
    return rows.replacing(rows.table.columns.map { changed($0, rows.kind($0), &generator) })
  }

  private func changed(
    _ column: RowColumn, _ kind: ModelRows.Kind, _ generator: inout SeededGenerator
  ) -> RowColumn {
    let hits = (0..<column.count).map { _ in generator.uniform() < Self.share }
    switch (column.values, self) {
    case (.numeric(let numbers), .noise):
      guard kind != .truth else { return column }
      let known = numbers.filter(\.isFinite)
      let mean = known.reduce(0, +) / Double(max(1, known.count))
      let variance =
        known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, known.count))
      let scale = Self.noiseScale * variance.squareRoot()
      return RowColumn(
        name: column.name,
        values: .numeric(
          numbers.map { number in
            let noisy = number + scale * generator.normal()
            // A count stays a count.
            return kind == .whole ? noisy.rounded() : noisy
          }))
    case (.numeric(let numbers), .missing):
      return RowColumn(
        name: column.name, values: .numeric(zip(numbers, hits).map { $1 ? .nan : $0 }))
    case (.numeric(let numbers), .outOfRange):
      let known = numbers.filter(\.isFinite)
      guard kind != .truth, let low = known.min(), let high = known.max() else { return column }
      let beyond = high + max(high - low, 1)
      return RowColumn(
        name: column.name, values: .numeric(zip(numbers, hits).map { $1 ? beyond : $0 }))
    case (.categorical(let codes, let categories), .missing):
      return RowColumn(
        name: column.name,
        values: .categorical(
          codes: zip(codes, hits).map { $1 ? RowColumn.missingCode : $0 }, categories: categories))
    case (.categorical(let codes, let categories), .outOfRange):
      let unseen = Int32(categories.count)
      return RowColumn(
        name: column.name,
        values: .categorical(
          codes: zip(codes, hits).map { $1 ? unseen : $0 },
          categories: categories + [Self.unseen]))
    case (.timestamp(let times), .missing):
      return RowColumn(
        name: column.name,
        values: .timestamp(zip(times, hits).map { $1 ? RowColumn.missingTime : $0 }))
    case (.categorical, .noise), (.timestamp, .noise), (.timestamp, .outOfRange): return column
    }
  }
}
