/// Which columns of a row are at most which others, as rules say it.
struct ColumnOrder {
  /// One column at most, or less than, another.
  struct Edge {
    let rule: ClaimingRule
    let low: String
    let high: String
    let isStrict: Bool
  }

  private let edges: [Edge]
  /// The places of the edges that begin at a column.
  private let leaving: [String: [Int]]

  init(_ edges: [Edge]) {
    self.edges = edges
    leaving = Dictionary(grouping: edges.indices) { edges[$0].low }
  }

  /// The edges of a shortest way between columns; nil without one.
  ///
  /// - Complexity: O(edges).
  func way(from first: String, to last: String) -> [Edge]? {
    guard first != last else { return [] }
    var arriving: [String: Int] = [:]
    var waiting = [first]
    var at = 0
    while at < waiting.count, arriving[last] == nil {
      for place in leaving[waiting[at]] ?? [] {
        let column = edges[place].high
        guard column != first, arriving[column] == nil else { continue }
        arriving[column] = place
        waiting.append(column)
      }
      at += 1
    }
    guard arriving[last] != nil else { return nil }
    var way: [Edge] = []
    var column = last
    while let place = arriving[column] {
      way.append(edges[place])
      column = edges[place].low
    }
    return way.reversed()
  }

  /// The edges of a way from one column to another and back; nil without one.
  func circle(_ first: String, _ second: String) -> [Edge]? {
    guard let there = way(from: first, to: second), let back = way(from: second, to: first) else {
      return nil
    }
    return there + back
  }
}
