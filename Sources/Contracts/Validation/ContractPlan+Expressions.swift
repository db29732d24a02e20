internal import Checklist
package import Engines

extension Contract {
  /// Refuses regular expressions and SQL that the engine does not understand.
  ///
  /// No data is read.
  ///
  /// - Throws: ``ProjectErrors`` with every flaw by line, ``EngineError``.
  package func refuseFlawedExpressions(_ engine: any Engine) throws {
    var errors: [ProjectError] = []
    for rule in rules {
      for expression in rule.constraint.expressions {
        let isPattern = expression.kind == .pattern
        let flaw = try engine.flaw(
          in: isPattern ? .pattern(expression.text) : .expression(expression.text))
        guard let flaw else { continue }
        errors.append(
          refusal(
            at: "\(rule.path).\(expression.parameter)",
            "“\(rule.path)” is no \(isPattern ? "regular expression" : "expression"): \(flaw)",
            remedy: isPattern
              ? "write it for RE2, which takes time linear in the text and so neither looks around "
                + "nor refers back"
              : "write one expression of the engine's SQL"))
      }
    }
    guard errors.isEmpty else { throw ProjectErrors(errors) }
  }
}

extension ContractPlan {
  /// Refuses SQL that does not fit the columns that there are.
  ///
  /// The data are described, not read.
  ///
  /// - Parameter query: the data.
  /// - Throws: ``ProjectErrors`` with every flaw by line, ``EngineError``.
  package func refuseMisfittingExpressions(over query: String, engine: any Engine) throws {
    var errors: [ProjectError] = []
    for item in items where item.question != nil {
      for expression in item.rule.constraint.expressions {
        let flaw: String? =
          switch expression.kind {
          case .pattern: nil
          case .predicate: try engine.flaw(in: .predicate(expression.text, over: query))
          case .aggregate: try engine.flaw(in: .aggregate(expression.text, over: query))
          }
        guard let flaw else { continue }
        errors.append(
          contract.refusal(
            at: "\(item.rule.path).\(expression.parameter)",
            "“\(item.rule.path)” does not fit the data: \(flaw)",
            remedy: "name columns as they are, in double quotes where a name is no plain word"))
      }
    }
    guard errors.isEmpty else { throw ProjectErrors(errors) }
  }
}
