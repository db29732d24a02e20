internal import Checklist
internal import Measurements
internal import Statistics

/// The share of a set's rows that are called positive.
struct PositiveRate {
  let status: CheckStatus
  let sentence: String
  let measurement: Measurement

  /// - Throws: `RowsError` when the rows cannot be read; `Undefined` without predictions.
  init(
    _ project: Project, _ set: SetFacts, _ contract: Project.Integration.Output
  ) throws {
    guard let rows = try set.rows?.get() else { throw Undefined("no rows were kept") }
    let called: [Bool]
    if let column = project.columns.prediction, rows[column] != nil {
      called = try BinaryLabels(try rows.column(column), positive: project.columns.positive)
        .isPositive
    } else {
      let threshold = project.metrics.threshold ?? 0.5
      called = try rows.numbers(project.columns.score ?? "").filter { !$0.isNaN }
        .map { $0 >= threshold }
    }
    let share = try WilsonInterval.estimate(
      successes: called.count { $0 }, rows: called.count, level: project.metrics.level)
    var judged: [(Judgement, bound: Double)] = []
    if let least = contract.leastPositives {
      judged.append((Judgement(share, atLeast: least, rows: called.count), least))
    }
    if let most = contract.mostPositives {
      judged.append((Judgement(share, atMost: most, rows: called.count), most))
    }
    let worst = judged.max { Self.gravity($0.0) < Self.gravity($1.0) }
    status = worst.map { CheckStatus($0.0) } ?? .pass
    let promised = [
      contract.leastPositives.map { "at least \(NumberText.percent($0))" },
      contract.mostPositives.map { "at most \(NumberText.percent($0))" },
    ].compactMap(\.self).joined(separator: " and ")
    let open = worst?.0.open(share).map { ": \($0)" } ?? ""
    let verb = status == .undecided ? "which may or may not be" : "and it was to be"
    let text = MeasurementText(share.value, share.interval, unit: "share")
    sentence = """
      Of the \(set.role.rawValue) rows \(text.value) (\(text.interval ?? "")) are called positive, \(verb) \
      \(promised)\(open).
      """
    measurement = Measurement(
      name: "share of \(set.role.rawValue) called positive", value: share.value,
      interval: share.interval, unit: "share", threshold: worst?.bound)
  }

  private static func gravity(_ judgement: Judgement) -> Int {
    switch judgement {
    case .pass: 0
    case .undecided: 1
    case .fail: 2
    }
  }
}
