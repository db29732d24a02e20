internal import ADBC

/// What putting neighbouring numbers together, and cutting times into windows, needs beyond common
/// SQL.
extension Dialect {
  /// Whether a double is a number, neither not-a-number nor infinite; missing where it is.
  ///
  /// Not-a-number is larger than every number in the three databases, and so no number is at least
  /// as large.
  package func isFinite(_ number: String) -> String {
    "(abs(\(number)) <= \(literal(Double.greatestFiniteMagnitude)))"
  }

  /// Not a number.
  package var notANumber: String { "cast('NaN' as \(doubleType))" }

  /// The bits by which a double that is not negative is told from its neighbours: of numbers within
  /// 0.5…1 those of their distance from 1.
  package func neighbourBits(_ magnitude: String) -> String {
    bits(
      "case when \(magnitude) > 0.5 and \(magnitude) <= 1 then 1 - \(magnitude) else \(magnitude) end"
    )
  }

  /// A double cut to a whole number of 64 bits.
  package func whole(_ number: String) -> String {
    self == .spark
      ? "cast(\(number) as bigint)" : "cast(trunc(\(number)) as bigint)"
  }

  /// The beginning of the calendar window in which an instant or a date lies, as a timestamp.
  ///
  /// Dates outside the years 1 to 9999, which may be none of a timestamp's, become one that is
  /// outside too.
  ///
  /// - Parameter unit: `day`, `week`, `month`, `quarter` or `year`; weeks begin on Monday in all
  ///   three databases.
  package func windowStart(_ unit: String, of time: String, isDate: Bool) -> String {
    guard isDate else { return "date_trunc('\(unit)', \(time))" }
    let outside =
      self == .spark ? "timestamp_micros(9223372036854775807)" : "cast('infinity' as timestamp)"
    return """
      case when \(time) between date '0001-01-01' and date '9999-12-31' \
      then date_trunc('\(unit)', cast(\(time) as timestamp)) when \(time) is not null then \(outside) end
      """
  }
}
