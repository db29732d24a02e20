internal import Engines

/// What the questions of a contract need of a database's SQL beyond what all of them understand.
extension Dialect {
  /// A number as a double.
  func double(_ number: String) -> String { "cast(\(number) as \(doubleType))" }

  /// Text of a contract as a double.
  func double(text: String) -> String { double(literal(text)) }

  /// Whether a double is no number; nothing is no answer, except that Spark says no.
  func isNaN(_ number: String) -> String {
    self == .postgresql ? "\(number) = \(double(text: "NaN"))" : "isnan(\(number))"
  }

  /// Whether a double is neither infinite nor no number.
  func isFinite(_ number: String) -> String {
    self == .duckdb
      ? "isfinite(\(number))" : "abs(\(number)) < \(double(text: "Infinity"))"
  }

  /// Seconds since 1970 of a timestamp.
  func seconds(_ time: String) -> String {
    switch self {
    case .duckdb: "epoch(\(time))"
    case .postgresql: "extract(epoch from \(time))"
    case .spark: "(unix_micros(\(time)) / 1000000D)"
    }
  }

  /// A part as a share of all; nothing where there are none.
  func share(_ part: String, of all: String) -> String {
    "\(double(part)) / nullif(\(all), 0)"
  }

  /// The median of doubles, between the two in the middle where their number is even.
  func median(_ number: String) -> String {
    switch self {
    case .duckdb: "quantile_cont(\(number), 0.5)"
    case .postgresql: "percentile_cont(0.5) within group (order by \(number))"
    case .spark: "percentile(\(number), 0.5)"
    }
  }
}
