internal import Checklist

/// Orders between columns of a row that no row can have.
///
/// Columns are nodes, and `a` at most `b` is an edge. Columns on a circle are equal; a strict edge, or columns that
/// must differ, on one cannot be. Nor can an edge from a column whose values lie above those of the other.
struct RowContradictions {
  private(set) var found: [Contradiction] = []

  private struct Edge {
    let rule: ClaimingRule
    let low: String
    let high: String
    let isStrict: Bool
  }

  init(_ rules: [ClaimingRule]) {
    var edges: [Edge] = []
    for rule in rules {
      for claim in rule.claims {
        switch claim {
        case .ascending(let columns, let isStrict):
          edges += zip(columns, columns.dropFirst()).map {
            Edge(rule: rule, low: $0, high: $1, isStrict: isStrict)
          }
        case .equal(let columns):
          for (first, second) in zip(columns, columns.dropFirst()) {
            edges.append(Edge(rule: rule, low: first, high: second, isStrict: false))
            edges.append(Edge(rule: rule, low: second, high: first, isStrict: false))
          }
        default: break
        }
      }
    }
    for edge in edges where edge.isStrict {
      guard let way = Self.way(from: edge.high, to: edge.low, edges) else { continue }
      take(
        [edge.rule] + way.map(\.rule),
        "“\(edge.low)” would be less than “\(edge.high)” and not less")
    }
    for rule in rules {
      for case .different(let columns) in rule.claims {
        for second in columns.indices {
          for first in 0..<second {
            guard let circle = Self.circle(columns[first], columns[second], edges) else { continue }
            take(
              [rule] + circle.map(\.rule),
              "“\(columns[first])” and “\(columns[second])” would be equal and different")
          }
        }
      }
    }
    let floors = EndContradictions.floors(rules)
    let ceilings = EndContradictions.ceilings(rules)
    for edge in edges {
      for floor in floors where floor.rule.column == edge.low && floor.place == .every {
        for ceiling in ceilings
        where ceiling.rule.column == edge.high && ceiling.place == .every {
          guard let order = floor.end.order(ceiling.end),
            order > 0
              || (order == 0 && (edge.isStrict || floor.end.isOutside || ceiling.end.isOutside))
          else { continue }
          take(
            [edge.rule, floor.rule, ceiling.rule],
            "“\(edge.low)” would be at most “\(edge.high)”, and all its values lie above those there"
          )
        }
      }
    }
  }

  private mutating func take(_ rules: [ClaimingRule], _ reason: String) {
    let each = Dictionary(rules.map { ($0.index, $0) }) { first, _ in first }
    guard each.count > 1, Tolerance.isSpent(each.values.reduce(0) { $0 + $1.tolerance }),
      !found.contains(where: { $0.rules == each.keys.sorted() })
    else { return }
    found.append(Contradiction(Array(each.keys), reason))
  }

  /// The edges of a way there and back, of one rule where that is enough; nil without one.
  private static func circle(_ first: String, _ second: String, _ edges: [Edge]) -> [Edge]? {
    let single = Set(edges.map(\.rule.index)).sorted().map { rule in
      edges.filter { $0.rule.index == rule }
    }
    for edges in single + [edges] {
      if let there = way(from: first, to: second, edges),
        let back = way(from: second, to: first, edges)
      {
        return there + back
      }
    }
    return nil
  }

  /// The edges of a shortest way between columns; nil without one.
  private static func way(from first: String, to last: String, _ edges: [Edge]) -> [Edge]? {
    var ways: [String: [Edge]] = [first: []]
    var waiting = [first]
    var at = 0
    while at < waiting.count {
      let column = waiting[at]
      at += 1
      if column == last { return ways[column] }
      for edge in edges where edge.low == column && ways[edge.high] == nil {
        ways[edge.high] = (ways[column] ?? []) + [edge]
        waiting.append(edge.high)
      }
    }
    return nil
  }
}
