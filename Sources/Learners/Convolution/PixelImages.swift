package import Measurements
internal import Statistics

/// Images held as columns of a table, ready for a network.
package struct PixelImages: Sendable {
  /// How the pixels lie.
  package let shape: ImageShape
  /// Images.
  package let count: Int
  /// One number a pixel, image after image; missing ones are NaN.
  private var values: ContiguousArray<Float>

  /// Gathers images.
  ///
  /// - Parameter columns: one a pixel, in the order of ``ImageShape``.
  /// - Throws: `Undefined` when there are more or fewer columns than pixels; ``RowsError`` for a
  ///   column that is absent or holds no numbers.
  package init(_ table: RowTable, columns: [String], shape: ImageShape) throws {
    guard columns.count == shape.count else {
      throw Undefined(
        "an image of \(shape.text) has \(shape.count) pixels, but \(columns.count) "
          + "\(columns.count == 1 ? "column is" : "columns are") named")
    }
    self.shape = shape
    count = table.rowCount
    values = ContiguousArray(repeating: .nan, count: columns.count * table.rowCount)
    for (place, name) in columns.enumerated() {
      for (row, number) in try table.numbers(name).enumerated() where number.isFinite {
        values[row * columns.count + place] = Float(number)
      }
    }
  }

  /// The mean and the standard deviation over all pixels that are there.
  ///
  /// - Throws: `Undefined` when there is none, or all are alike.
  func scale() throws(Undefined) -> PixelScale {
    var sum = 0.0
    var known = 0
    for number in values where number.isFinite {
      sum += Double(number)
      known += 1
    }
    guard known > 0 else { throw Undefined("no pixel of the training rows has a value") }
    let mean = sum / Double(known)
    var squares = 0.0
    for number in values where number.isFinite {
      squares += (Double(number) - mean) * (Double(number) - mean)
    }
    let deviation = (squares / Double(known)).squareRoot()
    guard deviation > 0, deviation.isFinite else {
      throw Undefined("all pixels of the training rows are alike")
    }
    return PixelScale(mean: mean, deviation: deviation)
  }

  /// Some of the images, scaled; a missing pixel takes the mean.
  func batch(_ images: ArraySlice<Int>, _ scale: PixelScale) -> FeatureBatch {
    let pixels = shape.count
    var batch = FeatureBatch(features: pixels, rows: images.count)
    for (row, image) in images.enumerated() {
      for pixel in 0..<pixels {
        batch.values[pixel * images.count + row] = scale.apply(values[image * pixels + pixel])
      }
    }
    return batch
  }
}

/// How pixels are brought to mean 0 and standard deviation 1.
struct PixelScale: Sendable, Hashable {
  let mean: Double
  let deviation: Double

  func apply(_ value: Float) -> Float {
    value.isFinite ? Float((Double(value) - mean) / deviation) : 0
  }
}
