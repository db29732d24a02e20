internal import Foundation

extension Engine {
  /// Whether this engine answers a query with its rows in the order in which it reads them.
  ///
  /// Only steps of its plan that are known to keep the order do: a join or a window gathers rows
  /// anew.
  ///
  /// - Parameter query: in the embedded engine's SQL, over one source.
  /// - Throws: ``EngineError`` when the query cannot be planned.
  package func keepsOrder(_ query: String) throws(EngineError) -> Bool {
    let answer = try firstRow(of: "explain (format json) \(query)", reading: .query(query))
    guard let plan = answer.last.flatMap(\.self),
      let steps = try? JSONDecoder().decode([PlanStep].self, from: Data(plan.utf8))
    else { return false }
    return steps.allSatisfy(\.keepsOrder)
  }
}

/// A step of the plan that the embedded engine makes for a query.
private struct PlanStep: Decodable {
  let name: String
  let children: [PlanStep]

  private static let inOrder: Set<String> = ["PROJECTION", "FILTER", "STREAMING_WINDOW"]

  /// What has no steps below it reads a source.
  var keepsOrder: Bool {
    children.isEmpty
      || Self.inOrder.contains(name.trimmingCharacters(in: .whitespaces))
        && children.allSatisfy(\.keepsOrder)
  }
}
