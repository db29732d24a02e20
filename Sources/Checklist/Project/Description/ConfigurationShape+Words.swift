extension ConfigurationShape {
  /// What is expected, to follow "must be": `a number from 0 to 1`.
  package var expectation: String {
    switch self {
    case .text(let form): form.expectation
    case .flag: "true or false"
    case .choice(let choices):
      "one of "
        + choices.filter { $0.refusal == nil }.map(\.value).joined(separator: ", ")
    case .name(let kind): kind.expectation
    case .number(let range): Self.words(for: range)
    case .whole(let range) where range.lowerBound == range.upperBound: "\(range.lowerBound)"
    case .whole(let range):
      range.upperBound == .max
        ? "a whole number, \(range.lowerBound) or more"
        : "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .list(.mapping): "a list of mappings"
    case .list(let member): "a list, each member \(member.expectation)"
    case .mapping: "a mapping"
    case .entries(let kind, let value):
      "a mapping from \(kind.expectation) to \(value.expectation)"
    case .either(let short, _): "\(short.expectation), or a mapping"
    }
  }

  private static func words(for range: ClosedRange<Double>) -> String {
    if range.isAboveZero {
      return range.upperBound.isFinite
        ? "a number above 0, at most \(number(range.upperBound))" : "a number above 0"
    }
    return switch (range.lowerBound.isFinite, range.upperBound.isFinite) {
    case (true, true): "a number from \(number(range.lowerBound)) to \(number(range.upperBound))"
    case (true, false): "a number, \(number(range.lowerBound)) or more"
    case (false, true): "a number, \(number(range.upperBound)) or less"
    case (false, false): "a number"
    }
  }

  /// A number without a needless fraction.
  package static func number(_ value: Double) -> String {
    guard let whole = Int(exactly: value), whole.magnitude < 1_000_000_000 else {
      return String(value)
    }
    return String(whole)
  }
}

extension ConfigurationShape.TextForm {
  /// What is expected, to follow "must be".
  var expectation: String {
    switch self {
    case .words, .prose: "text"
    case .column: "the name of a column"
    case .data: "a file, glob, directory or ENGINE:TABLE-or-SQL"
    case .date: "a date such as 2026-03-31"
    case .window: "day, week, month, quarter, year or a number of rows"
    case .path: "a path"
    case .bound: "a number, a date or a time such as 2026-03-31T12:00:00"
    case .duration: "a length of time such as 90 minutes, 2 hours or 3 days"
    case .pattern: "a regular expression"
    case .sql: "an SQL expression"
    }
  }
}

extension ConfigurationShape.NameKind {
  /// What is expected, to follow "must be".
  var expectation: String {
    switch self {
    case .column: "the name of a column"
    case .value: "a value of the column"
    case .metric: "the name of a metric"
    case .question: "the id of a question"
    case .aspect: "the id of an aspect"
    case .check: "the id of a check"
    case .dataRole: "the name of a data set"
    case .engine: "the name of an engine"
    case .option: "the name of an option"
    }
  }

  /// What one is called.
  var noun: String {
    switch self {
    case .column: "column"
    case .value: "value"
    case .metric: "metric"
    case .question: "question"
    case .aspect: "aspect"
    case .check: "check"
    case .dataRole: "data set"
    case .engine: "engine"
    case .option: "option"
    }
  }
}

extension ClosedRange<Double> {
  /// Whether everything above zero is meant, zero not: the least double above it is no number to
  /// show.
  var isAboveZero: Bool { lowerBound == .leastNonzeroMagnitude }
}
