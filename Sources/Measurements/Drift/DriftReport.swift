internal import Statistics

/// How a current data set differs from its reference, column by column.
package struct DriftReport: Sendable, Hashable {
  /// The reference's columns in their order, then those that only the current set has.
  package private(set) var columns: [ColumnDrift]
  /// Columns in the family that intervals and p-values are adjusted for.
  package let family: Int
  /// The level of each column's own interval, which keeps the promise for the family.
  package let intervalLevel: Double
  /// What was asked.
  package let options: DriftOptions

  /// Compares two profiles.
  ///
  /// Profiles that keep all values are compared exactly. Otherwise both should be on the same grid:
  /// measure the current set with ``ProfileOptions/init(comparableTo:)``; if they are not, the
  /// error bounds say what that costs.
  ///
  /// - Parameters:
  ///   - columns: names of the columns to compare; nil for all.
  ///   - vectors: how columns of vectors shifted, which profiles do not hold, or why that is not
  ///     known.
  package init(
    reference: DatasetProfile, current: DatasetProfile, options: DriftOptions = DriftOptions(),
    columns names: Set<String>? = nil, vectors: [String: VectorFinding] = [:]
  ) {
    let chosen = { (name: String) in names?.contains(name) ?? true }
    let known = reference.columns.filter { chosen($0.name) }
    let added = current.columns.filter { chosen($0.name) && reference[$0.name] == nil }
    family = max(1, known.filter { current[$0.name] != nil }.count)
    self.options = options
    let level = Self.level(
      pairs: known.compactMap { column in current[column.name].map { (column, $0) } },
      vectors: vectors, family: family, options: options)
    intervalLevel = level
    columns = known.map { column in
      guard let other = current[column.name] else {
        return ColumnDrift(
          name: column.name, type: column.type,
          reference: .init(rows: column.rows, missing: column.missing),
          current: .init(rows: 0, missing: 0), outcome: .absent(in: .current))
      }
      return ColumnDrift(
        reference: column, current: other, options: options, level: level,
        vectors: vectors[column.name])
    }
    columns += added.map { column in
      ColumnDrift(
        name: column.name, type: column.type, reference: .init(rows: 0, missing: 0),
        current: .init(rows: column.rows, missing: column.missing),
        outcome: .absent(in: .reference))
    }
    adjustPValues()
  }

  /// The level that each column's interval needs for the family's promise.
  ///
  /// Family-wise it is Bonferroni's, which holds for any dependence between columns. For false
  /// discoveries it is the largest level set 1 − α · R / m at which still R of the m columns are
  /// called drifted: the selected columns' intervals then cover at the stated rate.
  ///
  /// - Source: Benjamini, Yekutieli, *False Discovery Rate–Adjusted Multiple Confidence Intervals
  ///   for Selected Parameters*, JASA 100, 2005.
  private static func level(
    pairs: [(ColumnProfile, ColumnProfile)], vectors: [String: VectorFinding],
    family: Int, options: DriftOptions
  ) -> Double {
    let alpha = 1 - options.level
    let strictest = 1 - alpha / Double(family)
    guard options.family == .falseDiscovery, family > 1 else { return strictest }
    var options = options
    options.measuresEffectsOnly = true
    var selected = family
    while selected > 1 {
      let level = 1 - alpha * Double(selected) / Double(family)
      let drifted = pairs.count { reference, current in
        ColumnDrift(
          reference: reference, current: current, options: options, level: level,
          vectors: vectors[reference.name]
        ).decision == .drifted
      }
      // Fewer selected columns need wider intervals, so the count can only fall: this ends at the
      // largest number that holds.
      if drifted >= selected { return level }
      selected = drifted
    }
    return strictest
  }

  /// Share of the columns that drifted; nil without columns.
  package var driftedShare: Double? {
    guard !columns.isEmpty else { return nil }
    let drifted = columns.filter { $0.decision == .drifted }.count
    return Double(drifted) / Double(columns.count)
  }

  /// Adjusts the p-values over all columns, each with the test that its type has, and those of
  /// further tests over the columns that have them, by the correction that keeps the family's
  /// promise.
  private mutating func adjustPValues() {
    for test in DriftTests.adjustable {
      let found = columns.indices.compactMap { index in
        columns[index].tests?[keyPath: test].map { (index, $0.outcome.pValue) }
      }
      let adjusted = options.family.correction.adjustChecked(found.map(\.1))
      for (place, entry) in found.enumerated() {
        columns[entry.0].setAdjusted(adjusted[place], test)
      }
    }
    var found: [(column: Int, pValue: Double)] = []
    for index in columns.indices {
      if let pValue = columns[index].test?.outcome.pValue { found.append((index, pValue)) }
    }
    let adjusted = options.family.correction.adjustChecked(found.map(\.pValue))
    for (place, entry) in found.enumerated() {
      columns[entry.column].setAdjusted(adjusted[place])
    }
  }
}

extension ColumnDrift {
  /// Compares one column of two profiles.
  ///
  /// - Parameters:
  ///   - level: confidence of the effect's interval, already adjusted for the family.
  ///   - vectors: the shift of a column of vectors, or why it is not known; nil for other columns.
  package init(
    reference: ColumnProfile, current: ColumnProfile, options: DriftOptions, level: Double,
    vectors: VectorFinding? = nil
  ) {
    name = reference.name
    let own = reference.count > 0 || current.count == 0 ? reference.type : current.type
    type = vectors == nil ? own : .vector
    self.reference = Side(rows: reference.rows, missing: reference.missing)
    self.current = Side(rows: current.rows, missing: current.missing)
    switch vectors {
    case .shift(let shift):
      outcome = .compared(
        Comparison(shift, level: level, threshold: options.of(reference.name).threshold))
      return
    case .lengthChanged(let from, let to):
      outcome = .lengthChanged(from: from, to: to)
      return
    case .undefined(let reason):
      outcome = .undefined(reason)
      return
    case nil: break
    }
    do throws(Undefined) {
      outcome = try Self.outcome(reference, current, options.of(reference.name), level)
    } catch {
      outcome = .undefined(error)
    }
  }

  private static func outcome(
    _ reference: ColumnProfile, _ current: ColumnProfile, _ options: DriftOptions, _ level: Double
  ) throws(Undefined) -> Outcome {
    guard reference.rows > 0 else { throw Undefined("the reference has no rows") }
    guard current.rows > 0 else { throw Undefined("the current set has no rows") }
    switch (reference.content, current.content) {
    case (.unmeasured(let reason), _), (_, .unmeasured(let reason)): throw Undefined(reason)
    case (.numbers(let first), .numbers(let second))
    where (first.kind == .instant) == (second.kind == .instant)
      || reference.count == 0 || current.count == 0:
      return .compared(
        try NumberComparison.compare(
          first, missing: reference.missing, second, missing: current.missing, options: options,
          level: level))
    default: break
    }
    if let first = CategoryComparison.Sample(reference),
      let second = CategoryComparison.Sample(current),
      reference.isTruth == current.isTruth || reference.count == 0 || current.count == 0
    {
      // Nearly every row has a text of its own: as categories two samples have nothing in common.
      if reference.type == .text, current.type == .text, first.isExact, second.isExact {
        return .compared(
          try TextComparison.compare(first, second, options: options, level: level))
      }
      return .compared(
        try CategoryComparison.compare(first, second, options: options, level: level))
    }
    if reference.count == 0 || current.count == 0 {
      // A column without any value has whatever type the reader guessed: only being missing counts.
      let first = CategoryComparison.Sample(present: reference.count, missing: reference.missing)
      let second = CategoryComparison.Sample(present: current.count, missing: current.missing)
      return .compared(
        try CategoryComparison.compare(first, second, options: options, level: level))
    }
    return .typeChanged(from: reference.type, to: current.type)
  }

  /// The significance test that the column's type has.
  package var test: AdjustedTest? {
    guard case .compared(let comparison) = outcome else { return nil }
    return comparison.tests.kolmogorovSmirnov ?? comparison.tests.chiSquare
      ?? comparison.tests.maximumMeanDiscrepancy
  }

  /// Tests and distances, where the columns could be compared.
  var tests: DriftTests? {
    guard case .compared(let comparison) = outcome else { return nil }
    return comparison.tests
  }

  mutating func setAdjusted(
    _ pValue: Double, _ test: WritableKeyPath<DriftTests, AdjustedTest?>
  ) {
    guard case .compared(var comparison) = outcome else { return }
    comparison.tests[keyPath: test]?.adjusted = pValue
    self = ColumnDrift(
      name: name, type: type, reference: reference, current: current,
      outcome: .compared(comparison))
  }

  mutating func setAdjusted(_ pValue: Double) {
    guard case .compared(var comparison) = outcome else { return }
    comparison.tests.kolmogorovSmirnov?.adjusted = pValue
    comparison.tests.chiSquare?.adjusted = pValue
    comparison.tests.maximumMeanDiscrepancy?.adjusted = pValue
    self = ColumnDrift(
      name: name, type: type, reference: reference, current: current,
      outcome: .compared(comparison))
  }
}

extension ColumnProfile {
  fileprivate var isTruth: Bool {
    if case .truths = content { true } else { false }
  }
}

extension CategoryComparison.Sample {
  /// The categories of a column that has any, nil for numbers.
  init?(_ column: ColumnProfile) {
    switch column.content {
    case .categories(let categories): self.init(categories, missing: column.missing)
    case .truths(let truths): self.init(truths, missing: column.missing)
    case .numbers, .unmeasured: return nil
    }
  }

  /// Rows by whether they have a value at all.
  init(present: Int, missing: Int) {
    counts = [:]
    other = present
    self.missing = missing
    isExact = true
  }
}
