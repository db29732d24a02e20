internal import ArgumentParser

/// Whole numbers from 1 on, divided by commas: `1,8,64`.
struct NumberList: ExpressibleByArgument, Sendable {
  /// The largest that is taken.
  static let largest = 65_536

  let numbers: [Int]

  init(_ numbers: [Int]) {
    self.numbers = numbers
  }

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }.filter { (1...Self.largest).contains($0) }
    guard numbers.count == parts.count, !numbers.isEmpty, Set(numbers).count == numbers.count else {
      return nil
    }
    self.numbers = numbers
  }

  var defaultValueDescription: String { numbers.map(String.init).joined(separator: ",") }
}

/// Numbers above 0, divided by commas: `10,50.5`.
struct RateList: ExpressibleByArgument, Sendable {
  /// The largest that is taken: beyond it the loads that wait would not fit into memory.
  static let largest = 1_000_000.0

  let numbers: [Double]

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    numbers = parts.compactMap { Double($0) }.filter { $0 > 0 && $0 <= Self.largest }
    guard numbers.count == parts.count, !numbers.isEmpty else { return nil }
  }
}
