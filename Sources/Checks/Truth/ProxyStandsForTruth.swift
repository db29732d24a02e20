package import Checklist
internal import Measurements
internal import Statistics

/// Whether a proxy says the same as the truth where both are known.
package enum ProxyStandsForTruth: Check {
  package static let card = CheckCard(
    id: "truth.proxy", aspect: .truth,
    title: "The proxy that is watched until the truth is known gives about the same answers",
    summary: """
      Compares the declared proxy with the truth on the test rows that have both: agreement beyond chance, how \
      often it finds a positive and clears a negative, and how far it moves the model's accuracy, or error of \
      numbers.
      """,
    reference:
      "Cohen 1960; Fleiss, Cohen and Everitt 1969; Krippendorff 2018; shares with Wilson's interval",
    needs: ["truth.proxy", "data.test"],
    settings: [
      "truth.proxy", "truth.proxy-agreement", "metrics.threshold", "metrics.level",
      "baseline.sample",
    ])

  package static func needs(_ project: Project) -> Needs {
    project.truth.proxy == nil ? Needs() : Needs(rows: [.test])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    let project = facts.project
    guard let proxy = project.truth.proxy else {
      return notApplicable(
        "No proxy is declared: the truth itself is waited for (truth.proxy names one).")
    }
    if let missing = missingSets([.test], in: facts) { return missing }
    guard let test = facts[.test], let rows = try test.rows?.get() else {
      return notApplicable("No test rows were kept.")
    }
    guard test.has(proxy) else {
      throw project.refusal(
        of: "truth.proxy", "the test data have no column “\(proxy.visible)”",
        remedy: "name the column of test that stands for the truth")
    }
    switch project.model.task {
    case .binary:
      return judge(try ProxyRows(rows, project, proxy: proxy), project, proxy: proxy)
    case .multiclass:
      return judge(try ProxyFindings(classes: rows, project, proxy: proxy), project, proxy: proxy)
    case .regression, .forecast:
      return judge(try ProxyFindings(numbers: rows, project, proxy: proxy), project, proxy: proxy)
    case .ranking:
      return notApplicable(
        "What is relevant in a ranking has no proxy that is compared row by row.")
    }
  }

  /// Judges a proxy of two classes.
  private static func judge(
    _ found: ProxyRows, _ project: Project, proxy: String
  ) -> Evidence {
    let level = project.metrics.level
    let kappa = Estimate(measuring: { () throws(Undefined) in
      try PairwiseKappa.measure(found.table, level: level)
    })
    let floor = project.truth.proxyAgreement
    let judged = Judgement(kappa, atLeast: floor, rows: found.rows)
    let status = kappa.value == nil ? .attention : CheckStatus(judged)
    let sensitivity = share(found.table[1][1], found.table[1][0] + found.table[1][1], level)
    let specificity = share(found.table[0][0], found.table[0][0] + found.table[0][1], level)
    let shift = found.accuracyShift(level: level)
    let text = MeasurementText(kappa.value, kappa.interval, unit: "correlation")
    let verdict =
      switch judged {
      case .pass: "at least the \(NumberText.plain(floor)) that was asked for"
      case .fail: "below the \(NumberText.plain(floor)) that was asked for"
      case .undecided:
        "which may or may not reach \(NumberText.plain(floor)): \(judged.open(kappa) ?? "")"
      }
    var finding = """
      On \(found.rows.of("test row")) \(proxy.visible) agrees with the truth beyond chance by \
      \(text.value) (\(text.interval ?? kappa.note ?? "")), \(verdict). It finds \
      \(shown(sensitivity)) of the positives and clears \(shown(specificity)) of the negatives.
      """
    if let shift, shift.value != nil {
      finding += " By it the model's accuracy comes out \(shown(shift)) from the true one."
    }
    return evidence(
      status, finding,
      measurements: measurements(proxy, kappa, floor, sensitivity, specificity, shift),
      method: """
        The truth and the proxy of up to \(NumberText.count(project.baseline.sample)) test rows were counted in a \
        table of two by two. The difference of accuracies is the mean of paired differences, row by row.
        """,
      remedy: status == .pass
        ? nil
        : """
        Do not read performance off this proxy: look for another, label a random part by hand \
        (`assay label sample`), or correct its figures by how often it errs.
        """,
      weight: 0.6)
  }

  private static func measurements(
    _ proxy: String, _ kappa: Estimate, _ floor: Double, _ sensitivity: Estimate,
    _ specificity: Estimate, _ shift: Estimate?
  ) -> [Measurement] {
    [
      Measurement(
        name: "agreement of \(proxy) with the truth", value: kappa.value,
        interval: kappa.interval, unit: "correlation", threshold: floor, note: kappa.note),
      Measurement(
        name: "positives that \(proxy) finds", value: sensitivity.value,
        interval: sensitivity.interval, unit: "share", note: sensitivity.note),
      Measurement(
        name: "negatives that \(proxy) clears", value: specificity.value,
        interval: specificity.interval, unit: "share", note: specificity.note),
    ]
      + [shift].compactMap(\.self).map {
        Measurement(
          name: "accuracy by \(proxy) less accuracy by the truth", value: $0.value,
          interval: $0.interval, unit: "share", note: $0.note)
      }
  }

  private static func share(_ successes: Int, _ rows: Int, _ level: Double) -> Estimate {
    Estimate(measuring: { () throws(Undefined) in
      try WilsonInterval.estimate(successes: successes, rows: rows, level: level)
    })
  }

  private static func shown(_ estimate: Estimate) -> String {
    let text = MeasurementText(estimate.value, estimate.interval, unit: "share")
    return text.interval.map { "\(text.value) (\($0))" } ?? text.value
  }
}

/// Rows that have a truth and a proxy.
private struct ProxyRows {
  /// By truth, then by proxy; the negative first.
  private(set) var table = [[0, 0], [0, 0]]
  private var shift = OutcomeCosts()

  var rows: Int { table[0][0] + table[0][1] + table[1][0] + table[1][1] }

  init(_ rows: RowTable, _ project: Project, proxy: String) throws {
    let truth = try Self.classes(rows, project.columns.target, project.columns.positive)
    let said: [Int: Bool]
    do {
      said = try Self.classes(rows, proxy, nil)
    } catch {
      // Named like the truth's classes, and unlike yes and no.
      said = try Self.classes(rows, proxy, project.columns.positive)
    }
    let calls = try Self.calls(rows, project)
    // A proxy that never errs here may err on the next row.
    if calls != nil { for change in [-1.0, 0, 1] { shift.add(change, rows: 0) } }
    for row in 0..<rows.rowCount {
      guard let truth = truth[row], let proxy = said[row] else { continue }
      table[truth ? 1 : 0][proxy ? 1 : 0] += 1
      guard let called = calls?[row] else { continue }
      shift.add((called == proxy ? 1 : 0) - (called == truth ? 1 : 0))
    }
  }

  func accuracyShift(level: Double) -> Estimate? {
    shift.rows == 0
      ? nil : Estimate(measuring: { () throws(Undefined) in try shift.mean(level: level) })
  }

  private static func classes(
    _ rows: RowTable, _ column: String, _ positive: String?
  ) throws(RowsError) -> [Int: Bool] {
    let labels = try BinaryLabels(try rows.column(column), positive: positive)
    return Dictionary(uniqueKeysWithValues: zip(labels.rows, labels.isPositive))
  }

  private static func calls(_ rows: RowTable, _ project: Project) throws(RowsError) -> [Int: Bool]?
  {
    if let column = project.columns.prediction {
      return try classes(rows, column, project.columns.positive)
    }
    guard let score = project.columns.score else { return nil }
    let threshold = project.metrics.threshold ?? 0.5
    return Dictionary(
      uniqueKeysWithValues: try rows.numbers(score).enumerated().filter { !$0.element.isNaN }
        .map { ($0.offset, $0.element >= threshold) })
  }
}

extension Estimate {
  /// What a measurement gives, or why there is nothing.
  init(measuring measure: () throws(Undefined) -> Estimate) {
    do throws(Undefined) {
      self = try measure()
    } catch {
      self.init(undefined: error)
    }
  }
}
