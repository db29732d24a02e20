package import Checklist

/// The rules of a contract that hold at a place, each made ready to judge rows one by one.
///
/// Made without the engine and before a byte is read.
package struct StreamPlan {
  /// A rule and what it asks.
  struct Item {
    let rule: Contract.Rule
    let question: StreamQuestion
  }

  /// The id of the rule that every line is a JSON object, which no contract has to say.
  package static let lineRule = "json"

  let contract: Contract
  let items: [Item]
  let columns: StreamColumns

  /// Makes the rules ready.
  ///
  /// - Parameters:
  ///   - environment: only rules that hold there; nil for all.
  ///   - stage: only rules that hold there; nil for all.
  /// - Throws: every rule that cannot be judged so, by line.
  package init(
    _ contract: Contract, environment: String?, stage: String?
  ) throws(ProjectErrors) {
    var columns = StreamColumns(declared: contract.types)
    var items: [Item] = []
    var errors: [ProjectError] = []
    for rule in contract.rules where rule.holds(environment: environment, stage: stage) {
      do throws(StreamRefusal) {
        guard rule.id != Self.lineRule else {
          throw StreamRefusal(
            "its id “\(rule.id)” is that of the rule that every line is a JSON object",
            remedy: "give it another with `id:`")
        }
        let question = try rule.constraint.streamed(&columns, column: rule.column)
        items.append(Item(rule: rule, question: question))
      } catch {
        errors.append(
          contract.refusal(
            at: rule.path, "“\(rule.path)” cannot be judged in a stream: \(error.message)",
            remedy: error.remedy))
      }
    }
    guard errors.isEmpty else { throw ProjectErrors(errors) }
    self.contract = contract
    self.items = items
    self.columns = columns
  }
}
