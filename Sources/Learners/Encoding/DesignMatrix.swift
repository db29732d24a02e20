/// Encoded rows for a linear model: numbers beside categories that stay codes.
///
/// A category contributes one column of ones and zeros for each of its levels, but is kept as one
/// code a row, so that products cost what the rows hold and not what the levels would.
///
/// Coefficient 0 is the intercept, then one a numeric column, then one a level.
@safe package struct DesignMatrix: Sendable {
  /// Rows.
  package let rowCount: Int
  /// Numeric columns.
  package let numericCount: Int
  /// Coefficients with the intercept.
  package let coefficientCount: Int
  /// Names of the coefficients, the intercept first.
  package let names: [String]
  /// `rowCount × numericCount` numbers, row after row.
  let numbers: [Double]
  /// `rowCount × blockCount` places of coefficients, row after row; −1 where no level applies.
  let places: [Int32]
  let blockCount: Int

  /// Makes a matrix.
  ///
  /// - Parameters:
  ///   - numeric: named columns of finite numbers.
  ///   - blocks: one code a row, −1 for none, and the levels' names.
  init(
    rowCount: Int, numeric: [(name: String, values: [Double])],
    blocks: [(codes: [Int32], levels: [String])]
  ) {
    self.rowCount = rowCount
    numericCount = numeric.count
    blockCount = blocks.count
    var names = ["intercept"] + numeric.map(\.name)
    var numbers = [Double](repeating: 0, count: rowCount * numeric.count)
    for (column, part) in numeric.enumerated() {
      for row in 0..<rowCount { numbers[row * numeric.count + column] = part.values[row] }
    }
    var places = [Int32](repeating: -1, count: rowCount * blocks.count)
    for (block, part) in blocks.enumerated() {
      let first = Int32(names.count)
      for row in 0..<rowCount where part.codes[row] >= 0 {
        places[row * blocks.count + block] = first + part.codes[row]
      }
      names += part.levels
    }
    self.names = names
    self.numbers = numbers
    self.places = places
    coefficientCount = names.count
  }

  /// `X β`, one number a row.
  package func applying(_ coefficients: [Double]) -> [Double] {
    precondition(coefficients.count == coefficientCount, "one coefficient a column is needed")
    var result = [Double](repeating: coefficients[0], count: rowCount)
    unsafe withRows { row, numbers, places in
      var sum = 0.0
      for column in 0..<numericCount {
        unsafe sum += numbers[column] * coefficients[column + 1]
      }
      for block in 0..<blockCount {
        let place = unsafe Int(places[block])
        if place >= 0 { sum += coefficients[place] }
      }
      result[row] += sum
    }
    return result
  }

  /// `Xᵀ r`, one number a coefficient.
  package func transposeApplying(_ residuals: [Double]) -> [Double] {
    precondition(residuals.count == rowCount, "one number a row is needed")
    var result = [Double](repeating: 0, count: coefficientCount)
    unsafe withRows { row, numbers, places in
      let residual = residuals[row]
      result[0] += residual
      for column in 0..<numericCount { unsafe result[column + 1] += numbers[column] * residual }
      for block in 0..<blockCount {
        let place = unsafe Int(places[block])
        if place >= 0 { result[place] += residual }
      }
    }
    return result
  }

  /// `Xᵀ W X` for weights `W` on the diagonal: n × n numbers for n coefficients.
  ///
  /// - Complexity: O(rows · (numeric + blocks)²) time, whatever the number of levels.
  package func gram(weights: [Double]) -> [Double] {
    precondition(weights.count == rowCount, "one weight a row is needed")
    let size = coefficientCount
    var matrix = [Double](repeating: 0, count: size * size)
    unsafe matrix.withUnsafeMutableBufferPointer { matrix in
      unsafe withRows { row, numbers, places in
        let weight = weights[row]
        unsafe matrix[0] += weight
        for column in 0..<numericCount {
          let product = unsafe weight * numbers[column]
          let line = (column + 1) * size
          unsafe matrix[line] += product
          for other in 0...column {
            unsafe matrix[line + other + 1] += product * numbers[other]
          }
        }
        for block in 0..<blockCount {
          let place = unsafe Int(places[block])
          guard place >= 0 else { continue }
          let line = place * size
          unsafe matrix[line] += weight
          for column in 0..<numericCount {
            unsafe matrix[line + column + 1] += weight * numbers[column]
          }
          for other in 0...block {
            let otherPlace = unsafe Int(places[other])
            if otherPlace >= 0 { unsafe matrix[line + otherPlace] += weight }
          }
        }
      }
    }
    // Only the lower triangle was summed.
    for line in 0..<size {
      for column in 0..<line { matrix[column * size + line] = matrix[line * size + column] }
    }
    return matrix
  }

  private func withRows(
    _ body: (Int, UnsafePointer<Double>, UnsafePointer<Int32>) -> Void
  ) {
    unsafe numbers.withUnsafeBufferPointer { numbers in
      unsafe places.withUnsafeBufferPointer { places in
        // An empty buffer may have no address; any other serves, as nothing is read from it.
        let firstNumber = unsafe numbers.baseAddress ?? UnsafePointer(bitPattern: 8)
        let firstPlace = unsafe places.baseAddress ?? UnsafePointer(bitPattern: 8)
        guard let firstNumber = unsafe firstNumber, let firstPlace = unsafe firstPlace else {
          return
        }
        for row in 0..<rowCount {
          unsafe body(row, firstNumber + row * numericCount, firstPlace + row * blockCount)
        }
      }
    }
  }
}
