internal import ADBC
package import Checklist
internal import Statistics

/// The rules of a contract that hold at a place, each with its question to the data at hand.
package struct ContractPlan: Sendable {
  /// A rule and what it asks.
  package struct Item: Sendable {
    package var rule: Contract.Rule
    /// Nil when it cannot be asked.
    package let question: ConstraintQuestion?
    /// Why it cannot be asked.
    package let note: String?

    /// The condition on a row, when it is about rows.
    var holds: String? {
      if case .rows(let holds, _) = question { holds } else { nil }
    }
  }

  package let contract: Contract
  package private(set) var items: [Item]
  /// Rules that the database which holds the rows cannot be asked, and why: the embedded engine
  /// must be.
  package private(set) var elsewhere: [(rule: String, reason: String)] = []
  let data: ContractData

  /// Places of the rules about rows.
  var rowItems: [Int] { items.indices.filter { items[$0].holds != nil } }

  /// Places of the rules about figures.
  var figureItems: [Int] {
    items.indices.filter { if case .figure = items[$0].question { true } else { false } }
  }

  /// Whether it holds expressions that a person wrote.
  var hasExpressions: Bool { !data.predicates.isEmpty || !data.aggregates.isEmpty }

  /// Plans the rules.
  ///
  /// - Parameters:
  ///   - environment: only rules that hold there; nil for all.
  ///   - stage: only rules that hold there; nil for all.
  ///   - source: what the data are called, for errors.
  /// - Throws: every rule that the data cannot be asked, by line.
  package init(
    _ contract: Contract, environment: String?, stage: String?, data: ContractData,
    source: String
  ) throws(ProjectErrors) {
    var data = data
    var items: [Item] = []
    var errors: [ProjectError] = []
    let required = Set(contract.columns.filter(\.isRequired).map(\.name))
    for rule in contract.rules where rule.holds(environment: environment, stage: stage) {
      do throws(ConstraintMisfit) {
        let question = try rule.constraint.question(&data, column: rule.column)
        items.append(Item(rule: rule, question: question, note: nil))
      } catch {
        if case .elsewhere(let reason) = error {
          elsewhere.append((rule.id, reason))
        } else if let note = Self.note(error, required: required) {
          items.append(Item(rule: rule, question: nil, note: note))
        } else {
          errors.append(contract.refusal(of: rule, because: error, data: data, source: source))
        }
      }
    }
    guard errors.isEmpty else { throw ProjectErrors(errors) }
    self.contract = contract
    self.items = items
    self.data = data
  }

  /// The plan with other items.
  func with(_ items: [Item]) -> ContractPlan {
    var plan = self
    plan.items = items
    return plan
  }

  /// Why a rule cannot be asked although the contract is right; nil when the contract is wrong.
  ///
  /// The data are wrong then, and another rule says so.
  private static func note(_ misfit: ConstraintMisfit, required: Set<String>) -> String? {
    switch misfit {
    case .absent(let column) where required.contains(column): "the column “\(column)” is missing"
    case .stored(let column, let found, let declared):
      "“\(column)” is stored as \(found), not \(declared)"
    default: nil
    }
  }
}

extension Contract {
  /// The error of a rule that the data cannot be asked.
  fileprivate func refusal(
    of rule: Rule, because misfit: ConstraintMisfit, data: ContractData, source: String
  ) -> ProjectError {
    switch misfit {
    case .absent(let column):
      let names = data.fields.map(\.name)
      let advice =
        Spelling.suggestion(for: column, among: names)
        ?? "the columns are \(names.prefix(12).joined(separator: ", "))\(names.count > 12 ? ", …" : "")"
      return refusal(
        at: rule.path, "\(source) has no column “\(column)”",
        remedy: "\(advice); where its absence is the data's fault, say `required: true` of it")
    case .type(let column, let found, let expected), .stored(let column, let found, let expected):
      return refusal(
        at: rule.path,
        "“\(rule.path)” is for values that are \(expected), and “\(column)” is \(found)",
        remedy: "remove it, or state the `type` that the values should have")
    case .elsewhere(let reason):
      return refusal(
        at: rule.path, "\(source) cannot be asked “\(rule.path)”: \(reason)",
        remedy: "let its rows be read")
    case .other(let parameter, let message, let remedy):
      return refusal(at: "\(rule.path).\(parameter)", "“\(rule.path)”: \(message)", remedy: remedy)
    }
  }
}
