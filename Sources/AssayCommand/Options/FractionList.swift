internal import ArgumentParser

/// Shares separated by commas: `0.7,0.15,0.15`.
struct FractionList: ExpressibleByArgument, Sendable {
  let values: [Double]

  init?(argument: String) {
    let values = argument.split(separator: ",", omittingEmptySubsequences: false)
      .map { Double($0.filter { $0 != " " }) }
    guard !values.isEmpty, !values.contains(nil) else { return nil }
    self.values = values.compactMap(\.self)
  }
}
