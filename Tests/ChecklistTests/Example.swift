import Checklist
import Statistics

/// Names and values that the tests share.
enum Example {
  static let vocabulary = Vocabulary(
    metrics: [
      .init(name: "rocAUC", tasks: [.binary]), .init(name: "accuracy", tasks: [.binary]),
      .init(name: "rmse", tasks: [.regression]), .init(name: "mae", tasks: [.regression]),
      .init(name: "precision", tasks: [.binary], range: 0...1),
      .init(name: "bias", tasks: [.regression], direction: .zeroIsBest),
      .init(name: "coverage", tasks: [.regression], direction: .neutral, range: 0...1),
    ],
    checks: [card("parity.inputs"), card("parity.leakage"), card("baseline.random")])

  static func card(_ id: String) -> CheckCard {
    let aspect = AspectID(rawValue: String(id.prefix { $0 != "." })) ?? .parity
    return CheckCard(
      id: id, aspect: aspect, title: "The claim holds.", summary: "Tests the claim.",
      reference: "none", needs: [])
  }

  static func evidence(_ id: String, _ status: CheckStatus) -> Evidence {
    Evidence(check: card(id), status: status, finding: "found", method: "looked")
  }

  static let answered = Dictionary(
    uniqueKeysWithValues: Checklist.questions.map {
      ($0.id, Answer(text: "yes", by: nil, evidence: nil))
    })

  static func project(_ text: String) throws(ProjectErrors) -> Project {
    try Project.load(text, file: "assay.yaml", vocabulary: vocabulary)
  }

  /// A small file that is accepted, with more lines below.
  static func file(_ more: String = "", task: String = "binary") -> String {
    """
    version: 1
    model: {name: m, task: \(task)}
    data: {test: test.csv}
    columns: {target: y}
    \(more)
    """
  }
}
