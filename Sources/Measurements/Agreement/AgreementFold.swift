package import ADBC

/// Gathers judgements in one pass and measures how far annotators agree.
///
/// ```
/// var plan = ScanPlan()
/// let ticket = plan.add(
///   AgreementFold(AgreementOptions(item: "item", annotator: "who", label: "label")))
/// let report = try plan.run(stream)[ticket].get()
/// report.fleissKappa.value
/// ```
///
/// Rows without a label, item or annotator are skipped and counted; of several judgements of one
/// item by one annotator the last counts.
///
/// - Complexity: O(rows) time; memory for the judgements, at most
///   ``AgreementOptions/judgementLimit``.
package struct AgreementFold: Fold {
  package typealias Result = Swift.Result<AgreementReport, AgreementRefusal>

  private let options: AgreementOptions
  private var places: (item: Int, annotator: Int, label: Int, truth: Int?) = (0, 0, 0, nil)
  private var judgements = Judgements()
  private var refusal: AgreementRefusal?

  /// Prepares to gather.
  package init(_ options: AgreementOptions) {
    self.options = options
  }

  package var columns: Set<String>? {
    Set([options.item, options.annotator, options.label, options.truth].compactMap { $0 })
  }

  package mutating func start(_ fields: [ArrowField], first: ArrowBatch?) {
    do throws(AgreementRefusal) {
      places = (
        try Self.place(options.item, "item", fields),
        try Self.place(options.annotator, "annotator", fields),
        try Self.place(options.label, "label", fields), nil
      )
      if let truth = options.truth { places.truth = try Self.place(truth, "truth", fields) }
    } catch {
      refusal = error
    }
  }

  private static func place(
    _ name: String, _ role: String, _ fields: [ArrowField]
  ) throws(AgreementRefusal) -> Int {
    guard let place = fields.firstIndex(where: { $0.name == name }) else {
      throw .unknownColumn(name, role: role, available: fields.map(\.name))
    }
    if fields[place].type.isNested { throw .wrongType(column: name, role: role) }
    return place
  }

  package mutating func update(_ batch: ArrowBatch, firstRow: Int) {
    guard refusal == nil else { return }
    judgements.rows += batch.rowCount
    withExtendedLifetime(batch) {
      let columns = unsafe batch.columns
      for row in 0..<batch.rowCount {
        let item = unsafe Self.name(columns[places.item], row)
        if let item, let place = places.truth,
          let truth = unsafe Self.name(columns[place], row)
        {
          judgements.adjudicate(item: item, label: truth)
        }
        guard let item, let annotator = unsafe Self.name(columns[places.annotator], row) else {
          judgements.unnamed += 1
          continue
        }
        guard let label = unsafe Self.name(columns[places.label], row) else {
          judgements.unlabelled += 1
          continue
        }
        judgements.judge(item: item, annotator: annotator, label: label)
      }
    }
    checkSize()
  }

  /// A value as people write it, nil when missing or empty; whole numbers are written alike whether
  /// they were stored as integers or not.
  private static func name(_ column: ArrowColumn, _ row: Int) -> String? {
    switch unsafe column.type {
    case .float16, .float32, .float64, .decimal:
      guard let number = unsafe column.double(at: row), !number.isNaN else { return nil }
      return Int64(exactly: number).map(String.init) ?? "\(number)"
    default:
      guard let text = unsafe column.text(at: row), !text.isEmpty else { return nil }
      return text
    }
  }

  private mutating func checkSize() {
    if judgements.given.count > AgreementOptions.judgementLimit
      || judgements.items.count > AgreementOptions.judgementLimit
    {
      refusal = .tooManyJudgements(limit: AgreementOptions.judgementLimit)
    } else if judgements.labels.count > AgreementOptions.labelLimit {
      refusal = .tooManyLabels(column: options.label, limit: AgreementOptions.labelLimit)
    }
    if refusal != nil { judgements = Judgements() }
  }

  package mutating func merge(_ other: AgreementFold) {
    refusal = refusal ?? other.refusal
    guard refusal == nil else { return }
    judgements.merge(other.judgements)
    checkSize()
  }

  package mutating func finish() -> Result {
    if let refusal { return .failure(refusal) }
    do throws(AgreementRefusal) {
      return .success(try AgreementReport(judgements, options))
    } catch {
      return .failure(error)
    }
  }
}
