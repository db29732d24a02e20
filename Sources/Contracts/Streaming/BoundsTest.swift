package import Checklist

/// Bounds made ready for values of one column, as ``Bounds/condition(_:)`` asks them of the engine.
///
/// Whole numbers of a column of such and times are held against whole ends exactly, everything else
/// as doubles.
struct BoundsTest {
  /// The ends as doubles.
  private let low: Double
  private let high: Double
  private let excludesLow: Bool
  private let excludesHigh: Bool
  /// The first and the last whole number or time inside.
  private let first: Int64
  private let last: Int64
  /// The ends as doubles that ``first`` and ``last`` do not stand for.
  private let looseLow: Double
  private let looseHigh: Double
  private let isExact: Bool

  /// Makes bounds ready.
  ///
  /// - Throws: ``StreamRefusal`` when an end is a number and the column holds times, or the
  ///   reverse.
  init(_ bounds: Bounds, _ column: StreamColumns.Column) throws(StreamRefusal) {
    let isTime = column.type?.isTime ?? false
    for bound in [bounds.least, bounds.greatest].compactMap(\.self) where bound.isTime != isTime {
      throw StreamRefusal(
        "\(bound.text) cannot be compared with “\(column.name)”, which is "
          + "\(column.type?.rawValue ?? "of another type")",
        remedy: "write the ends as the values are")
    }
    (excludesLow, excludesHigh) = (bounds.excludesLeast, bounds.excludesGreatest)
    isExact = column.type == .integer
    let (least, greatest) = (bounds.least?.exact, bounds.greatest?.exact)
    low = bounds.least?.number ?? -.infinity
    high = bounds.greatest?.number ?? .infinity
    looseLow = least == nil ? low : -.infinity
    looseHigh = greatest == nil ? high : .infinity
    let next = least.map { $0.addingReportingOverflow(bounds.excludesLeast ? 1 : 0) }
    let previous = greatest.map { $0.subtractingReportingOverflow(bounds.excludesGreatest ? 1 : 0) }
    let isEmpty = next?.overflow == true || previous?.overflow == true
    first = isEmpty ? .max : next?.partialValue ?? .min
    last = isEmpty ? .min : previous?.partialValue ?? .max
  }

  /// Whether a value lies inside.
  @inline(__always) func contains(_ value: StreamValue) -> Bool {
    switch value.kind {
    case .time: contains(moment: value.whole)
    case .whole where isExact: contains(whole: value.whole)
    default: contains(value.number)
    }
  }

  /// Whether a number lies inside; what is no number lies nowhere.
  func contains(_ number: Double) -> Bool { lies(number, low, high) }

  /// Whether a whole number lies inside.
  @inline(__always) func contains(whole: Int64) -> Bool {
    isExact
      ? contains(moment: whole) && lies(Double(whole), looseLow, looseHigh)
      : contains(Double(whole))
  }

  /// Whether a moment lies inside.
  func contains(moment: Int64) -> Bool { first <= moment && moment <= last }

  @inline(__always) private func lies(_ number: Double, _ low: Double, _ high: Double) -> Bool {
    (number > low || (number == low && (!excludesLow || low == -.infinity)))
      && (number < high || (number == high && (!excludesHigh || high == .infinity)))
  }
}

extension Bounds {
  /// What a column must be that has them: numbers, or times.
  var implied: ValueType? {
    (least ?? greatest).map { $0.isTime ? .timestamp : .number }
  }
}

extension ConfigurationBound {
  /// A whole number that fits, or a time in microseconds since 1970.
  var exact: Int64? {
    isTime ? moment : kind == .wholeNumber ? Int64(text) : nil
  }

  /// The microseconds since 1970 of a date or time.
  package var moment: Int64? {
    isTime ? TextReading.of(text) { $0.moment() } : nil
  }
}
