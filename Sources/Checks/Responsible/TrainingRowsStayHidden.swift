package import Checklist
internal import Measurements
internal import Statistics

/// Whether the model's loss gives away which rows it was trained on.
package enum TrainingRowsStayHidden: Check {
  package static let card = CheckCard(
    id: "responsible.membership", aspect: .responsible,
    title: "The model's loss does not tell whether a row is from its training data",
    summary: """
      Attacks the model as an outsider with labelled rows would: those with a small loss are taken for \
      training rows. The area under the ROC curve of that guess, and the advantage over chance.
      """,
    reference: """
      Yeom, Giacomelli, Fredrikson and Jha, Privacy Risk in Machine Learning, 2018; interval by DeLong
      """,
    needs: ["data.train", "data.test"],
    settings: ["privacy.membership", "metrics.level", "baseline.sample"])

  package static func needs(_ project: Project) -> Needs {
    Needs(metrics: [.train, .test], rows: [.train, .test])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    guard [.binary, .regression].contains(facts.project.model.task) else {
      return notApplicable("Of this task no loss of a single row is known.")
    }
    if let missing = missingMetrics([.train, .test], in: facts) { return missing }
    guard let train = try facts[.train]?.rows?.get(), let test = try facts[.test]?.rows?.get()
    else { return notApplicable("No rows were kept.") }
    let losses = RowLosses(facts.project)
    let attack = try MembershipAttack(
      train: losses.of(train), test: losses.of(test), level: facts.project.metrics.level)
    let limit = facts.project.privacy.membership
    let rows = min(attack.trainRows, attack.testRows)
    let judgement = Judgement(attack.area, atMost: limit, rows: rows)
    let isDeclared = facts.project.places["privacy.membership"] != nil
    let status: CheckStatus =
      judgement == .fail && !isDeclared ? .attention : CheckStatus(judgement)
    let area = words(attack.area, "probability")
    let finding =
      switch judgement {
      case .fail:
        """
        The model is so much better on rows that it learned from that its errors tell who was among them: of a \
        training and a test row, the one with the smaller error is the training row with probability \(area), \
        where 0.5 is chance and \(NumberText.plain(limit)) the limit. That is the overfitting of \
        benchmark.gap, seen as what it gives away.
        """
      default:
        """
        Of a training and a test row, the one with the smaller error is the training row with probability \
        \(area), where 0.5 is chance and \(NumberText.plain(limit)) the limit.\
        \(judgement.words("that is within the limit", attack.area, "rows of each set"))
        """
      }
    return evidence(
      status, finding,
      measurements: [
        Measurement(
          name: "area under the ROC curve of the attack", value: attack.area.value,
          interval: attack.area.interval, unit: "probability", threshold: limit,
          note: attack.area.note),
        Measurement(
          name: "advantage of the attack", value: attack.advantage.value,
          interval: attack.advantage.interval, unit: "share", note: attack.advantage.note),
      ],
      method: """
        The \(losses.name) of \(attack.trainRows.of("training row")) and \(attack.testRows.of("test row")). \
        The area is the probability that a test row has the larger loss. The advantage is the share of \
        training rows less that of test rows whose loss is at most the mean training loss. Test rows of \
        another time or place are harder by themselves, which this attack cannot tell from memory: it \
        gives an upper end of what the loss gives away, and nothing about stronger attacks.
        """,
      remedy: status == .pass
        ? nil
        : """
        Regularise the model or stop its training earlier, or answer with classes instead of scores where \
        training rows are about people; then assess again.
        """,
      weight: status == .fail ? 0.8 : 0.55)
  }

  private static func words(_ estimate: Estimate, _ unit: String) -> String {
    let text = MeasurementText(estimate.value, estimate.interval, unit: unit)
    return text.interval.map { "\(text.value) (\($0))" } ?? text.value
  }
}

/// What each row costs the model, in the loss of its task.
private struct RowLosses {
  private let project: Project

  init(_ project: Project) {
    self.project = project
  }

  /// `logarithmic loss`.
  var name: String {
    project.model.task == .regression
      ? "absolute error" : project.columns.score == nil ? "zero-one loss" : "logarithmic loss"
  }

  /// The losses of the rows that have a label and a usable prediction.
  func of(_ table: RowTable) throws -> [Double] {
    guard project.model.task == .binary else {
      let truths = try table.numbers(project.columns.target)
      let answers = try table.numbers(project.columns.prediction ?? "")
      return zip(truths, answers).map { ($0 - $1).magnitude }.filter(\.isFinite)
    }
    let labels = try BinaryLabels(
      try table.column(project.columns.target), positive: project.columns.positive)
    guard let score = project.columns.score else {
      let calls = try BinaryLabels(
        try table.column(project.columns.prediction ?? ""), positive: labels.positiveName)
      let called = Dictionary(
        zip(calls.rows, calls.isPositive), uniquingKeysWith: { first, _ in first })
      return zip(labels.rows, labels.isPositive).compactMap { row, truth in
        called[row].map { $0 == truth ? 0 : 1 }
      }
    }
    let scores = try table.numbers(score)
    return zip(labels.rows, labels.isPositive).compactMap { row, truth in
      MembershipAttack.logarithmicLoss(scores[row], isPositive: truth)
    }
  }
}
