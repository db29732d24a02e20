package import Checklist
internal import Contracts
internal import Measurements
internal import Statistics

/// Whether the predictions at hand are what those who use them were promised.
package enum OutputKeepsItsContract: Check {
  package static let card = CheckCard(
    id: "integration.output", aspect: .integration,
    title: "Every prediction is what those who use it were promised",
    summary: """
      Holds the predictions of test and scoring against the contract of the output: none missing or no number, \
      none out of range or of another label, not all alike, and no other share of rows called positive.
      """,
    reference: "share with Wilson's interval",
    needs: ["integration.output", "columns.score", "data.test"],
    settings: [
      "integration.output", "metrics.threshold", "metrics.level", "baseline.sample",
    ])

  package static func needs(_ project: Project) -> Needs {
    guard project.integration.output != nil else { return Needs() }
    return Needs(rows: [.test, .scoring])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    let project = facts.project
    guard let contract = project.integration.output else {
      return missing("Nothing says what a prediction must be.", add: ["integration.output"])
    }
    let columns = [project.columns.score, project.columns.prediction].compactMap(\.self)
    guard !columns.isEmpty else {
      return missing("No column of predictions is named.", add: ["columns.score"])
    }
    let sets = facts.sets.filter { set in
      (set.role == .test || set.role == .scoring) && set.profile.rows > 0
        && columns.contains(where: set.has)
    }
    guard !sets.isEmpty else {
      return missing("No data with predictions are named.", add: ["data.test"])
    }
    let shown = facts.shown
    var status = CheckStatus.pass
    var faults: [String] = []
    var measurements: [Measurement] = []
    for set in sets {
      for column in columns where set.has(column) {
        let found = OutputColumn(set, column, contract, isHidden: shown.hides(column))
        if !found.faults.isEmpty { status = .fail }
        faults += found.faults.map { "The \(set.role.rawValue) column \(column.visible) \($0)." }
        measurements += found.measurements
      }
      guard contract.leastPositives != nil || contract.mostPositives != nil else { continue }
      let rate = try PositiveRate(project, set, contract)
      status = status.worse(rate.status)
      if rate.status != .pass { faults.append(rate.sentence) }
      measurements.append(rate.measurement)
    }
    let rows = sets.reduce(0) { $0 + $1.profile.rows }
    let roles = sets.map(\.role.rawValue).joined(separator: " and ")
    return evidence(
      status,
      faults.isEmpty
        ? """
        All \(NumberText.count(rows)) predictions of \(roles) keep the contract.
        """
        : faults.joined(separator: " "),
      measurements: measurements,
      method: """
        Missing values, values that are no number, the lowest and the highest are those of all rows; labels and \
        the share called positive are of up to \(NumberText.count(project.baseline.sample)) rows a set, drawn \
        by a fixed seed.
        """,
      remedy: status == .pass
        ? nil
        : """
        Mend what makes such predictions, or agree on another contract with those who use them; until then \
        hold them back.
        """,
      weight: status == .fail ? 0.8 : 0.5)
  }
}

/// One column of predictions of one set.
private struct OutputColumn {
  private(set) var faults: [String] = []
  private(set) var measurements: [Measurement] = []

  /// - Parameter isHidden: whether its values are never shown.
  init(
    _ set: SetFacts, _ column: String, _ contract: Project.Integration.Output, isHidden: Bool
  ) {
    guard let profile = set.profile[column] else { return }
    let name = "\(column) of \(set.role.rawValue)"
    measurements.append(
      Measurement(
        name: "missing values in \(name)", value: Double(profile.missing), unit: "rows",
        threshold: 0))
    if profile.missing > 0 {
      faults.append(
        "lacks a prediction in \(profile.missing.of("row")) of \(NumberText.count(profile.rows))")
    }
    if profile.rows > 1, profile.distinct?.value == 1, profile.missing == 0 {
      faults.append("says the same of every row")
    }
    if case .numbers(let numbers) = profile.content {
      addNumbers(numbers, name, contract, isHidden: isHidden)
    }
    addLabels(set, column, name, contract, isHidden: isHidden)
  }

  private mutating func addNumbers(
    _ numbers: NumberProfile, _ name: String, _ contract: Project.Integration.Output,
    isHidden: Bool
  ) {
    if numbers.specials.total > 0 {
      faults.append("is no finite number in \(numbers.specials.total.of("row"))")
    }
    for (which, value, bound, isBroken) in [
      ("lowest", numbers.minimum, contract.min, numbers.minimum ?? 0 < contract.min ?? 0),
      ("highest", numbers.maximum, contract.max, numbers.maximum ?? 0 > contract.max ?? 0),
    ] {
      guard let value, let bound else { continue }
      measurements.append(
        Measurement(
          name: "\(which) value of \(name)", value: isHidden ? nil : value, unit: "as the model's",
          threshold: bound)
      )
      if isBroken {
        faults.append(
          """
          has \(isHidden ? ConstraintResult.hidden : NumberText.plain(value)) as its \(which) value, and \(NumberText.plain(bound)) was promised
          """)
      }
    }
  }

  private mutating func addLabels(
    _ set: SetFacts, _ column: String, _ name: String, _ contract: Project.Integration.Output,
    isHidden: Bool
  ) {
    guard !contract.values.isEmpty, case .success(let rows)? = set.rows,
      let values = rows[column]
    else { return }
    var found: Set<String> = []
    switch values.values {
    case .categorical(let codes, let categories):
      found = Set(Set(codes).filter { $0 != RowColumn.missingCode }.map { categories[Int($0)] })
    case .numeric(let numbers):
      // A score beside the labels is held against its range.
      guard set.profile[column]?.distinct?.value ?? 0 <= 100 else { return }
      found = Set(numbers.filter { !$0.isNaN }.map { NumberText.plain($0, significant: 15) })
    case .timestamp: return
    }
    let foreign = found.subtracting(contract.values).sorted()
    measurements.append(
      Measurement(
        name: "labels of \(name) that were not promised", value: Double(foreign.count),
        unit: "labels", threshold: 0))
    if !foreign.isEmpty {
      let what = isHidden ? foreign.count.of("label") : foreign.listed()
      faults.append("holds \(what), which was not promised")
    }
  }
}

/// The share of a set's rows that are called positive.
private struct PositiveRate {
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
