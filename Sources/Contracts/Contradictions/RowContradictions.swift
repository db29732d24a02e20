internal import Checklist

/// Orders between columns of a row that no row can have.
///
/// Columns are nodes, and `a` at most `b` is an edge. Columns on a circle are equal; a strict edge,
/// or columns that must differ, on one cannot be. Nor can an edge from a column whose values lie
/// above those of the other.
struct RowContradictions {
  private(set) var found: [Contradiction] = []

  init(_ rules: [ClaimingRule]) {
    var edges: [ColumnOrder.Edge] = []
    for rule in rules {
      for claim in rule.claims {
        switch claim {
        case .ascending(let columns, let isStrict):
          edges += zip(columns, columns.dropFirst()).map {
            .init(rule: rule, low: $0, high: $1, isStrict: isStrict)
          }
        case .equal(let columns):
          for (first, second) in zip(columns, columns.dropFirst()) {
            edges.append(.init(rule: rule, low: first, high: second, isStrict: false))
            edges.append(.init(rule: rule, low: second, high: first, isStrict: false))
          }
        default: break
        }
      }
    }
    let order = ColumnOrder(edges)
    // A rule of a circle that was found already has others on it that say the same again.
    for edge in edges
    where edge.isStrict && !found.contains(where: { $0.rules.contains(edge.rule.index) }) {
      guard let way = order.way(from: edge.high, to: edge.low) else { continue }
      take(
        [edge.rule] + way.map(\.rule),
        "“\(edge.low)” would be less than “\(edge.high)” and not less")
    }
    let single = Dictionary(grouping: edges, by: \.rule.index).sorted { $0.key < $1.key }
      .map { ColumnOrder($0.value) }
    for rule in rules {
      for case .different(let columns) in rule.claims {
        for second in columns.indices {
          for first in 0..<second {
            let ends = (columns[first], columns[second])
            guard let any = order.circle(ends.0, ends.1) else { continue }
            let circle = single.lazy.compactMap { $0.circle(ends.0, ends.1) }.first ?? any
            take(
              [rule] + circle.map(\.rule),
              "“\(columns[first])” and “\(columns[second])” would be equal and different")
          }
        }
      }
    }
    let floors = Self.byColumn(EndContradictions.floors(rules))
    let ceilings = Self.byColumn(EndContradictions.ceilings(rules))
    for edge in edges {
      for floor in floors[edge.low] ?? [] {
        for ceiling in ceilings[edge.high] ?? [] {
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

  /// The ends of every single value.
  private static func byColumn(
    _ ends: [EndContradictions.Placed]
  ) -> [String: [EndContradictions.Placed]] {
    Dictionary(grouping: ends.filter { $0.place == .every }) { $0.rule.column ?? "" }
  }

  private mutating func take(_ rules: [ClaimingRule], _ reason: String) {
    let each = Dictionary(rules.map { ($0.index, $0) }) { first, _ in first }
    guard each.count > 1, Tolerance.isSpent(each.values.reduce(0) { $0 + $1.tolerance }),
      !found.contains(where: { $0.rules == each.keys.sorted() })
    else { return }
    found.append(Contradiction(Array(each.keys), reason))
  }
}
