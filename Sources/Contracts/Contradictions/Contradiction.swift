internal import Checklist

/// Rules of a contract that no data can hold together.
///
/// Each lets something be, but nothing that is judged by all of them passes all: every row that has
/// the values breaks one, or every batch does.
struct Contradiction: Sendable {
  /// Places of the rules among those that were searched, in their order; two at least.
  let rules: [Int]
  /// Why, a clause.
  let reason: String

  init(_ rules: [Int], _ reason: String) {
    self.rules = Set(rules).sorted()
    self.reason = reason
  }
}

/// A rule with what it claims.
struct ClaimingRule: Sendable {
  /// Its place among those that are searched.
  let index: Int
  let name: String
  let column: String?
  let types: [ValueType]
  /// The share of what it is asked of that may break it.
  let tolerance: Double
  let claims: [Claim]
  let environments: Set<String>
  let stages: Set<String>

  /// Reads the claims of a rule.
  init(
    _ constraint: any Constraint, index: Int, column: String?, mostly: Double,
    environments: [String], stages: [String]
  ) {
    let card = type(of: constraint).card
    self.index = index
    name = card.name
    self.column = column
    types = card.types
    tolerance = card.level == .row ? 1 - mostly : 0
    claims = constraint.claims
    self.environments = Set(environments)
    self.stages = Set(stages)
  }
}

extension [Contract.Rule] {
  /// What contradicts in them, each set of rules once.
  var contradictions: [Contradiction] {
    ContradictionSearch(
      enumerated().map { index, rule in
        ClaimingRule(
          rule.constraint, index: index, column: rule.column, mostly: rule.mostly,
          environments: rule.environments, stages: rule.stages)
      }
    ).found
  }
}

extension Contract {
  /// Rules that are named with their places beside the last one.
  private static let shownPlaces = 5

  /// The error of rules that contradict, at the last of them, with the places of the others.
  func refusal(of contradiction: Contradiction) -> ProjectError {
    let places = contradiction.rules.map { index in
      (path: rules[index].path, place: self.places.place(of: rules[index].path))
    }.sorted { $0.place < $1.place }
    var others = places.dropLast().prefix(Self.shownPlaces).map {
      "“\($0.path)” (\(file):\($0.place.line):\($0.place.column))"
    }
    let more = places.count - 1 - others.count
    if more > 0 { others.append("\(more) more rule\(more == 1 ? "" : "s")") }
    return refusal(
      at: places.last?.path ?? "",
      "“\(places.last?.path ?? "")” contradicts \(others.joined(separator: " and ")): "
        + contradiction.reason,
      remedy: "change or remove one, or give them different `environments` or `stages`")
  }
}
