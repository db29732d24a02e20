/// One condition of a slice: what a column's value is.
package struct SliceCondition: Sendable, Hashable {
  /// The column.
  package let column: String
  /// What its value is.
  package let test: Test

  /// Makes a condition.
  package init(column: String, test: Test) {
    self.column = column
    self.test = test
  }

  /// What a value is.
  package enum Test: Sendable, Hashable {
    /// `low ≤ value < high`; nil where there is no end.
    case between(low: Bound?, high: Bound?)
    /// A number of few different ones.
    case number(Double)
    /// A text.
    case text(String)
    /// Not there.
    case missing
    /// One of the values that are too rare to be a slice of their own.
    case rare
  }

  /// The end of a range.
  package enum Bound: Sendable, Hashable {
    case number(Double)
    /// `2013-02-01T00:00:00`.
    case time(String)
  }
}

extension SliceCondition {
  /// `age 20 to below 30`, `city = Graz`, for the column and the values as they are.
  ///
  /// - Parameter number: how numbers are written.
  package func phrase(_ number: (Double) -> String) -> String {
    func words(_ bound: Bound) -> String {
      switch bound {
      case .number(let value): number(value)
      case .time(let text): text
      }
    }
    return switch test {
    case .between(let low?, let high?): "\(column) \(words(low)) to below \(words(high))"
    case .between(let low?, nil): "\(column) \(words(low)) or more"
    case .between(nil, let high?): "\(column) below \(words(high))"
    case .between(nil, nil): "\(column) present"
    case .number(let value): "\(column) = \(number(value))"
    case .text(let text): "\(column) = \(text)"
    case .missing: "\(column) missing"
    case .rare: "\(column) rare"
    }
  }
}

extension SliceCondition: Encodable {
  private enum Key: String, CodingKey {
    case column
    case comparison = "operator"
    case low, high, value
  }

  /// Writes `{"column": …, "operator": "between", "low": …, "high": …}` or
  /// `{"column": …, "operator": "equals", "value": …}`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(column, forKey: .column)
    switch test {
    case .between(let low, let high):
      try container.encode("between", forKey: .comparison)
      try container.encode(low, forKey: .low)
      try container.encode(high, forKey: .high)
    case .number(let number):
      try container.encode("equals", forKey: .comparison)
      try container.encode(number, forKey: .value)
    case .text(let text):
      try container.encode("equals", forKey: .comparison)
      try container.encode(text, forKey: .value)
    case .missing: try container.encode("missing", forKey: .comparison)
    case .rare: try container.encode("rare", forKey: .comparison)
    }
  }
}

extension SliceCondition.Bound: Encodable {
  /// Writes a number or a text.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let number): try container.encode(number)
    case .time(let text): try container.encode(text)
    }
  }
}
