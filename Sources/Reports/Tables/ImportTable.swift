internal import Checklist
package import Contracts

/// What became of another tool's rules, for a terminal.
package struct ImportTable {
  private let result: ContractImport
  private let file: String

  /// Describes an import.
  ///
  /// - Parameter file: the source's name.
  package init(_ result: ContractImport, file: String) {
    self.result = result
    self.file = file
  }

  /// How many rules came out how, then each that is not carried over whole.
  package func text(_ style: TerminalStyle) -> String {
    let counts = [
      "\(result.count(.carried)) carried over", "\(result.count(.partly)) in part",
      "\(result.count(.listed)) not",
    ]
    var lines = [
      style.paint("\(file.visible): \(result.rules.count) rules of \(result.format.title)", tone),
      "\(counts.joined(separator: ", ")); \(result.constraints) constraints in the contract",
    ]
    for (outcome, heading) in [
      (ImportedRule.Outcome.partly, "In part"), (.listed, "Not carried over"),
    ] {
      let rules = result.rules.filter { $0.outcome == outcome }
      guard !rules.isEmpty else { continue }
      lines += ["", style.paint(heading, .muted)] + rules.map(line)
    }
    if result.contract == nil {
      lines += ["", "No rule could be carried over: there is no contract."]
    }
    return lines.joined(separator: "\n")
  }

  private var tone: TerminalStyle.Tone {
    result.contract == nil ? .bad : result.count(.carried) < result.rules.count ? .caution : .good
  }

  private func line(_ rule: ImportedRule) -> String {
    let column = rule.column.map { " of \($0.visible)" } ?? ""
    return "  \(rule.place.line):\(rule.place.column) \(rule.name.visible)\(column): "
      + (rule.reason ?? "").visible
  }
}
