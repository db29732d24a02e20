internal import Checklist
internal import Contracts
internal import Measurements

/// One column of predictions of one set.
struct OutputColumn {
  /// What it is and should not be, each the end of a sentence about it.
  private(set) var faults: [String] = []
  /// The rows of which labels were looked at, when it was not all.
  private(set) var unseen: UnsearchedRows?
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
    guard !contract.values.isEmpty, let profile = set.profile[column] else { return }
    let found: Set<String>
    if let all = Self.labels(profile, contract.values) {
      found = all
    } else if case .success(let rows)? = set.rows, let some = Self.labels(rows, column, profile) {
      found = some
      unseen = UnsearchedRows(rows, set.role)
    } else {
      return
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

  /// Different numbers up to which a column of numbers may be one of labels: a score is held
  /// against its range.
  private static let mostNumbers = 100

  /// Every label of all rows; nil where not all were kept, or they are no labels.
  private static func labels(_ profile: ColumnProfile, _ promised: [String]) -> Set<String>? {
    switch profile.content {
    case .categories(let categories): categories.isExact ? Set(categories.counts.keys) : nil
    case .truths(let truths):
      // A truth may be promised by its number.
      Set(
        [(truths.trues, "true", "1"), (truths.falses, "false", "0")].filter { $0.0 > 0 }
          .map { promised.contains($0.2) ? $0.2 : $0.1 })
    case .numbers(let numbers):
      if case .exact(let values) = numbers.content, values.keys.count <= mostNumbers {
        Set(values.values.map { NumberText.plain($0, significant: 15) })
      } else {
        nil
      }
    case .unmeasured: nil
    }
  }

  /// The labels of some rows; nil when they are none.
  private static func labels(
    _ rows: RowTable, _ column: String, _ profile: ColumnProfile
  ) -> Set<String>? {
    switch rows[column]?.values {
    case .categorical(let codes, let categories):
      Set(Set(codes).filter { $0 != RowColumn.missingCode }.map { categories[Int($0)] })
    case .numeric(let numbers):
      profile.distinct?.value ?? 0 <= mostNumbers
        ? Set(numbers.filter { !$0.isNaN }.map { NumberText.plain($0, significant: 15) }) : nil
    case .timestamp, nil: nil
    }
  }
}
