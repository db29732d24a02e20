internal import Checklist
internal import Measurements
internal import Statistics

/// How far a proxy of several classes or of numbers says what the truth says, and what that does to
/// the model's figure.
struct ProxyFindings {
  /// Rows that have both.
  let rows: Int
  /// Agreement beyond chance.
  let agreement: Estimate
  /// By what it was measured.
  let method: String
  /// What the model's figure by the proxy is more than by the truth; nil without predictions.
  let shift: Estimate?
  /// The figure: `accuracy`, `mean absolute error`.
  let figure: String
  /// Its unit.
  let unit: String

  /// Rows that alpha is measured on at most: each has numbers of its own, and items are drawn anew.
  static let mostNumbers = 2_000

  /// A proxy of several classes, by their names.
  init(classes rows: RowTable, _ project: Project, proxy: String) throws {
    let truths = try rows.column(project.columns.target)
    let said = try rows.column(proxy)
    let called = try project.columns.prediction.map { try rows.column($0) }
    var places: [String: Int] = [:]
    var pairs: [(truth: Int, proxy: Int)] = []
    var shift = OutcomeCosts()
    // A proxy that never errs here may err on the next row.
    for change in [-1.0, 0, 1] { shift.add(change, rows: 0) }
    for row in 0..<rows.rowCount {
      guard let truth = truths.className(at: row), let proxy = said.className(at: row) else {
        continue
      }
      for name in [truth, proxy] where places[name] == nil { places[name] = places.count }
      pairs.append((places[truth] ?? 0, places[proxy] ?? 0))
      guard let call = called?.className(at: row) else { continue }
      shift.add((call == proxy ? 1 : 0) - (call == truth ? 1 : 0))
    }
    var table = [[Int]](
      repeating: [Int](repeating: 0, count: places.count), count: places.count)
    for pair in pairs { table[pair.truth][pair.proxy] += 1 }
    let level = project.metrics.level
    self.rows = pairs.count
    agreement = Estimate(measuring: { () throws(Undefined) in
      try PairwiseKappa.measure(table, level: level)
    })
    method = "Cohen's kappa of the classes, by their names"
    self.shift =
      shift.rows == 0
      ? nil : Estimate(measuring: { () throws(Undefined) in try shift.mean(level: level) })
    figure = "accuracy"
    unit = "share"
  }

  /// A proxy of numbers in the truth's unit.
  init(numbers rows: RowTable, _ project: Project, proxy: String) throws {
    let kept = rows.sampled(limit: Self.mostNumbers, seed: 1)
    let level = project.metrics.level
    let pairs = zip(try kept.numbers(project.columns.target), try kept.numbers(proxy))
      .filter { $0.isFinite && $1.isFinite }
    let values = Set(pairs.flatMap { [$0.0, $0.1] }).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(values, values.indices))
    let items = JudgedItems(
      labels: values.count, items: pairs.map { [places[$0.0] ?? 0, places[$0.1] ?? 0] })
    self.rows = pairs.count
    agreement = Estimate(measuring: { () throws(Undefined) in
      try KrippendorffAlpha.measure(items, scale: .interval, values: values, level: level)
    })
    method =
      "Krippendorff's alpha of numbers, on up to \(NumberText.count(Self.mostNumbers)) of the rows"
    var shift = RowCosts()
    if let prediction = project.columns.prediction {
      let truths = try rows.numbers(project.columns.target)
      let said = try rows.numbers(proxy)
      for (row, call) in try rows.numbers(prediction).enumerated() {
        let change = (call - said[row]).magnitude - (call - truths[row]).magnitude
        if change.isFinite { shift.add(change) }
      }
    }
    self.shift = Self.mean(shift, level)
    figure = "mean absolute error"
    unit = "target"
  }

  private static func mean(_ shift: RowCosts, _ level: Double) -> Estimate? {
    shift.rows == 0
      ? nil : Estimate(measuring: { () throws(Undefined) in try shift.mean(level: level) })
  }
}

extension ProxyStandsForTruth {
  /// What a proxy of several classes or of numbers comes to.
  static func judge(
    _ found: ProxyFindings, _ project: Project, proxy: String
  ) -> Evidence {
    let floor = project.truth.proxyAgreement
    let judged = Judgement(found.agreement, atLeast: floor, rows: found.rows)
    let status = found.agreement.value == nil ? .attention : CheckStatus(judged)
    let text = MeasurementText(
      found.agreement.value, found.agreement.interval, unit: "correlation")
    let verdict =
      switch judged {
      case .pass: "at least the \(NumberText.plain(floor)) that was asked for"
      case .fail: "below the \(NumberText.plain(floor)) that was asked for"
      case .undecided:
        "which may or may not reach \(NumberText.plain(floor)): \(judged.open(found.agreement) ?? "")"
      }
    var finding = """
      On \(found.rows.of("test row")) \(proxy.visible) agrees with the truth beyond chance by \
      \(text.value) (\(text.interval ?? found.agreement.note ?? "")), \(verdict).
      """
    var measurements = [
      Measurement(
        name: "agreement of \(proxy) with the truth", value: found.agreement.value,
        interval: found.agreement.interval, unit: "correlation", threshold: floor,
        note: found.agreement.note)
    ]
    if let shift = found.shift {
      if shift.value != nil {
        let words = MeasurementText(shift.value, shift.interval, unit: found.unit)
        finding += """
           By it the model's \(found.figure) comes out \(words.value) (\(words.interval ?? "")) from the true one.
          """
      }
      measurements.append(
        Measurement(
          name: "\(found.figure) by \(proxy) less that by the truth", value: shift.value,
          interval: shift.interval, unit: found.unit, note: shift.note))
    }
    return evidence(
      status, finding, measurements: measurements,
      method: """
        \(found.method.capitalizedFirst), of test rows that have truth and proxy. The difference of the model's \
        figures is the mean of paired differences, row by row.
        """,
      remedy: status == .pass
        ? nil
        : """
        Do not read performance off this proxy: look for another, bring it to the truth's unit, or label a random \
        part by hand (`assay label sample`).
        """,
      weight: 0.6)
  }
}
