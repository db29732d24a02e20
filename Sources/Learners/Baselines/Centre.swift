internal import Statistics

/// The middle of numbers.
enum Centre {
  /// The mean.
  ///
  /// - Throws: `Undefined` without numbers.
  static func mean(_ numbers: [Double]) throws(Undefined) -> Double {
    guard !numbers.isEmpty else { throw Undefined("there is no training row") }
    // Around the first number, so that a large common part costs no digits.
    let origin = numbers[0]
    let count = Double(numbers.count)
    return origin + numbers.reduce(0) { $0 + ($1 - origin) / count }
  }

  /// The middle number, or the mean of the two middle ones.
  ///
  /// - Throws: `Undefined` without numbers.
  static func median(_ numbers: [Double]) throws(Undefined) -> Double {
    guard !numbers.isEmpty else { throw Undefined("there is no training row") }
    let sorted = numbers.sorted()
    let upper = sorted[sorted.count / 2]
    return sorted.count % 2 == 1 ? upper : sorted[sorted.count / 2 - 1] / 2 + upper / 2
  }
}
