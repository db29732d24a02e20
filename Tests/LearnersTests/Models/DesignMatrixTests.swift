import Statistics
import Testing

@testable import Learners

@Suite("Design matrix")
struct DesignMatrixTests {
  /// The same rows as a plain matrix of ones, numbers and levels.
  private func plain(_ numeric: [[Double]], _ blocks: [([Int32], Int)], rows: Int) -> [[Double]] {
    (0..<rows).map { row in
      var line = [1.0] + numeric.map { $0[row] }
      for (codes, levels) in blocks {
        line += (0..<levels).map { Int(codes[row]) == $0 ? 1 : 0 }
      }
      return line
    }
  }

  @Test("Products equal those of the matrix written out", arguments: [0, 1, 2, 3])
  func products(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let rows = 40
    let numeric = (0..<3).map { _ in (0..<rows).map { _ in generator.normal() } }
    let blocks: [([Int32], Int)] = [2, 5].map { levels in
      ((0..<rows).map { _ in Int32(generator.next() % UInt64(levels + 1)) - 1 }, levels)
    }
    let matrix = DesignMatrix(
      rowCount: rows, numeric: numeric.enumerated().map { ("x\($0)", $1) },
      blocks: blocks.map { codes, levels in (codes, (0..<levels).map { "\($0)" }) })
    let lines = plain(numeric, blocks, rows: rows)
    let size = matrix.coefficientCount
    let coefficients = (0..<size).map { _ in generator.normal() }
    let weights = (0..<rows).map { _ in generator.uniform() }
    let applied = lines.map { zip($0, coefficients).reduce(0) { $0 + $1.0 * $1.1 } }
    #expect(distance(matrix.applying(coefficients), applied) < 1e-12)
    let transposed = (0..<size).map { place in
      lines.indices.reduce(0) { $0 + lines[$1][place] * weights[$1] }
    }
    #expect(distance(matrix.transposeApplying(weights), transposed) < 1e-12)
    var gram: [Double] = []
    for line in 0..<size {
      for column in 0..<size {
        gram.append(
          lines.indices.reduce(0) { $0 + lines[$1][line] * lines[$1][column] * weights[$1] })
      }
    }
    #expect(distance(matrix.gram(weights: weights), gram) < 1e-12)
  }

  @Test("No column at all leaves the intercept")
  func empty() {
    let matrix = DesignMatrix(rowCount: 3, numeric: [], blocks: [])
    #expect(matrix.applying([2]) == [2, 2, 2])
    #expect(matrix.gram(weights: [1, 2, 3]) == [6])
  }
}
