internal import Engines

extension ContractStatement {
  /// Figures of different values that one statement asks for: the engine holds each column's apart,
  /// and of a thousand columns runs out of memory for a single row.
  private static let mostDistinct = 100

  /// What ``figures(_:_:)`` answers to all rules that are counted with the figures, and to all
  /// figures, in parts where one statement would hold too many different values.
  ///
  /// - Parameter row: asks for the one row that a statement answers.
  func figures(
    asking row: (String) throws(EngineError) -> [String?]
  ) throws(EngineError) -> [String?] {
    let distinct = figureItems.filter(countsDifferentValues)
    let later = distinct.dropFirst(Self.mostDistinct)
    guard !later.isEmpty else { return try row(figures(counted, figureItems)) }
    let first = figureItems.filter { !later.contains($0) }
    let answer = try row(figures(counted, first))
    let before = answer.count - 2 * first.count
    var found: [Int: ArraySlice<String?>] = [:]
    func take(_ answer: [String?], of items: [Int], from start: Int) {
      for (place, index) in items.enumerated() {
        found[index] = answer.dropFirst(start + 2 * place).prefix(2)
      }
    }
    take(answer, of: first, from: before)
    let rest = Array(later)
    for start in stride(from: 0, to: rest.count, by: Self.mostDistinct) {
      let part = Array(rest[start..<min(start + Self.mostDistinct, rest.count)])
      take(try row(figures([], part)), of: part, from: 1)
    }
    return Array(answer.prefix(before)) + figureItems.flatMap { found[$0] ?? [nil, nil] }
  }

  private func countsDifferentValues(_ index: Int) -> Bool {
    guard case .figure(let aggregate, _, _) = plan.items[index].question else { return false }
    return aggregate.contains("count(distinct ")
  }
}
