package import Checklist
internal import Engines

/// Where values or a figure must lie: from the least to the greatest, each end with or without
/// itself.
package struct Bounds: Sendable, Hashable {
  package var least: ConfigurationBound?
  package var greatest: ConfigurationBound?
  /// Whether ``least`` and ``greatest`` themselves are outside.
  package var excludesLeast = false
  package var excludesGreatest = false

  static let min = ConfigurationKey(
    "min", .text(.bound), example: "0", "The least that is allowed.")
  static let max = ConfigurationKey(
    "max", .text(.bound), example: "500", "The greatest that is allowed.")
  static let above = ConfigurationKey(
    "above", .text(.bound), example: "0", "What every value must be greater than.")
  static let below = ConfigurationKey(
    "below", .text(.bound), example: "100", "What every value must be less than.")

  /// Makes bounds.
  package init(least: ConfigurationBound?, greatest: ConfigurationBound?) {
    self.least = least
    self.greatest = greatest
  }

  init(_ values: ConfigurationMapping) {
    func bound(_ key: ConfigurationKey) -> ConfigurationBound? {
      values.text(key).flatMap { ConfigurationBound($0) }
    }
    least = bound(Self.min) ?? bound(Self.above)
    greatest = bound(Self.max) ?? bound(Self.below)
    excludesLeast = bound(Self.above) != nil
    excludesGreatest = bound(Self.below) != nil
  }

  /// Bounds that contradict one another.
  ///
  /// - Parameter values: what was typed, to find both kinds of an end.
  func flaws(_ values: ConfigurationMapping) -> [ConstraintFlaw] {
    for (closed, open) in [(Self.min, Self.above), (Self.max, Self.below)]
    where values.text(closed) != nil && values.text(open) != nil {
      return [
        ConstraintFlaw(
          open.name, "“\(closed.name)” and “\(open.name)” are both given", remedy: "keep one")
      ]
    }
    guard least != nil || greatest != nil else {
      return [ConstraintFlaw(nil, "neither end is given", remedy: "add `min:` or `max:`")]
    }
    guard let least, let greatest else { return [] }
    let high = excludesGreatest ? Self.below.name : Self.max.name
    guard least.isTime == greatest.isTime else {
      return [ConstraintFlaw(high, "one end is a number and the other a time")]
    }
    let isEmpty =
      least.isAbove(greatest)
      || ((excludesLeast || excludesGreatest) && !greatest.isAbove(least))
    guard isEmpty else { return [] }
    return [
      ConstraintFlaw(
        high, "nothing is from \(least.text) to \(greatest.text)",
        remedy: least.isAbove(greatest) ? "swap the two" : "leave room between them")
    ]
  }

  /// Bounds that are shares and are not between 0 and 1.
  var shareFlaws: [ConstraintFlaw] {
    for (key, bound) in [(Self.min, least), (Self.max, greatest)] {
      guard let bound else { continue }
      guard let number = bound.number, (0...1).contains(number) else {
        return [ConstraintFlaw(key.name, "a share is a number from 0 to 1, not \(bound.text)")]
      }
    }
    return []
  }

  /// Bounds that must be numbers.
  var numberFlaws: [ConstraintFlaw] {
    for (key, bound) in [(Self.min, least), (Self.max, greatest)] {
      if let bound, bound.isTime {
        return [ConstraintFlaw(key.name, "a number is needed, not \(bound.text)")]
      }
    }
    return []
  }

  /// The condition that values lie inside; those that are no number lie nowhere.
  ///
  /// - Throws: ``ConstraintMisfit`` when an end is a number and the column holds times, or the
  ///   reverse.
  func condition(_ column: ContractData.Column) throws(ConstraintMisfit) -> String {
    let isOfTimes = column.type?.isTime ?? false
    let ends = [
      (least, excludesLeast ? Self.above : Self.min),
      (greatest, excludesGreatest ? Self.below : Self.max),
    ]
    for (bound, key) in ends {
      guard let bound, bound.isTime != isOfTimes else { continue }
      throw .other(
        parameter: key.name,
        message: "\(bound.text) is a \(bound.isTime ? "time" : "number"), and “\(column.name)” is "
          + (column.type?.rawValue ?? "of another type"),
        remedy: isOfTimes
          ? "write a date or a time such as 2026-03-31, or change `type`"
          : "write a number, or state `type: date` or `type: timestamp`")
    }
    let isExact = column.isWhole
    let parts = [(least, excludesLeast ? ">" : ">="), (greatest, excludesGreatest ? "<" : "<=")]
      .compactMap { bound, sign -> String? in
        guard let bound else { return nil }
        let value =
          isExact && bound.kind == .wholeNumber || bound.isTime || column.isFloating
          ? column.sql : column.dialect.double(column.sql)
        return "\(value) \(sign) \(bound.sql(in: column.dialect))"
      }
    return ((column.isFloating ? ["not (\(column.dialect.isNaN(column.sql)))"] : []) + parts)
      .joined(separator: " and ")
  }

  /// The condition on a figure, by the name that it has, in the embedded engine's SQL; null where
  /// the figure is.
  ///
  /// - Parameters:
  ///   - isNumber: whether the figure is a number, not a time.
  ///   - isWhole: whether it is a whole number, which is held against whole ends exactly.
  func condition(on figure: String, isNumber: Bool = true, isWhole: Bool = false) -> String {
    let double = "cast(\(figure) as double)"
    var parts: [String] = []
    for (bound, sign) in [
      (least, excludesLeast ? ">" : ">="), (greatest, excludesGreatest ? "<" : "<="),
    ] {
      guard let bound else { continue }
      let isExact = !isNumber || (isWhole && bound.kind == .wholeNumber)
      parts.append("\(isExact ? figure : double) \(sign) \(bound.sql())")
    }
    let holds = parts.joined(separator: " and ")
    // Of a thousand figures the engine plans cases more quickly than conditions that are joined.
    return isNumber && !isWhole
      ? "(case when isnan(\(double)) then false else \(holds) end)" : "(\(holds))"
  }

  /// The bounds for people: `0 to 500`, `above 0 and at most 500`, `at least 3`.
  package var words: String {
    if let least, let greatest, !excludesLeast, !excludesGreatest {
      return "\(least.text) to \(greatest.text)"
    }
    let ends = [
      least.map { (excludesLeast ? "above " : "at least ") + $0.text },
      greatest.map { (excludesGreatest ? "below " : "at most ") + $0.text },
    ].compactMap(\.self)
    return ends.isEmpty ? "anything" : ends.joined(separator: " and ")
  }
}

extension ConfigurationBound {
  /// Whether it is a date or a time.
  var isTime: Bool { kind == .date || kind == .time }

  /// Whether it is greater than another of its kind.
  func isAbove(_ other: Self) -> Bool {
    if let number, let second = other.number { return number > second }
    if let moment, let second = other.moment { return moment > second }
    return text.replacing(" ", with: "T") > other.text.replacing(" ", with: "T")
  }

  /// The value as SQL.
  ///
  /// Whole numbers keep their digits, up to what the engine holds exactly; other numbers are
  /// doubles.
  func sql(in dialect: Dialect = .duckdb) -> String {
    switch kind {
    case .wholeNumber where text.utf8.count <= 38:
      text.hasPrefix("+") ? String(text.dropFirst()) : text
    case .wholeNumber, .number: dialect.double(text: text)
    case .date: "cast(\(SQLText.literal(text)) as date)"
    case .time:
      "cast(\(SQLText.literal(text.hasSuffix("Z") ? String(text.dropLast()) : text)) as timestamp)"
    }
  }
}
