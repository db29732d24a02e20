internal import ADBC

/// A profile as the `profile` command prints it in JSON.
package struct ProfileDocument: Encodable, Sendable {
  /// Rows.
  package let rows: Int
  /// The columns in the order of the data.
  package let columns: [Column]

  /// The document of a profile.
  ///
  /// - Parameters:
  ///   - top: categories listed a column.
  ///   - hidden: columns whose texts stand as `[personal 1]`, the most frequent first.
  package init(_ profile: DatasetProfile, top: Int = 20, hiding hidden: Set<String> = []) {
    rows = profile.rows
    columns = profile.columns.map { Column($0, top: top, isHidden: hidden.contains($0.name)) }
  }

  /// One column.
  package struct Column: Encodable, Sendable {
    let name: String
    let type: ColumnType
    let count: Int
    let missing: Int
    let unreadable: Int?
    let distinct: ExactNumber
    let distinctRelativeStandardError: Double?
    let numeric: Numbers?
    let timestamp: Instants?
    let categorical: Categories?
    let note: String?

    init(_ column: ColumnProfile, top: Int, isHidden: Bool) {
      name = column.name
      type = column.type
      count = column.count
      missing = column.missing
      unreadable = column.unreadable > 0 ? column.unreadable : nil
      distinct = ExactNumber(column.distinct.map { UInt64($0.value) }, as: .unsigned)
      let error = column.distinct?.relativeStandardError ?? 0
      distinctRelativeStandardError = error > 0 ? error : nil
      var numeric: Numbers?
      var timestamp: Instants?
      var categorical: Categories?
      var note: String?
      switch column.content {
      case .numbers(let numbers) where numbers.kind == .instant: timestamp = Instants(numbers)
      case .numbers(let numbers):
        numeric = Numbers(numbers)
        if numbers.count == 0 { note = "the column has no numbers" }
      case .categories(let categories):
        categorical = Categories(categories, top: top, isHidden: isHidden)
        if isHidden { note = "the values look personal and are not shown" }
      case .truths(let truths): categorical = Categories(truths)
      case .unmeasured(let reason): note = reason
      }
      self.numeric = numeric
      self.timestamp = timestamp
      self.categorical = categorical
      self.note = note
    }
  }

  /// Numbers.
  struct Numbers: Encodable, Sendable {
    let min: ExactNumber
    let max: ExactNumber
    let mean: ExactNumber
    let standardDeviation: ExactNumber
    let quantiles: [String: ExactNumber]
    /// How far each quantile may be off; absent when all values were kept.
    let quantileErrorBounds: [String: ExactNumber]?
    let zeros: Int
    let negative: Int
    let nan: Int
    let infinite: Int
    let histogram: [HistogramBar]
    /// The number around which values were binned; absent when all were kept.
    let origin: Double?

    init(_ numbers: NumberProfile) {
      let segments = NumberSegments(numbers)
      min = ExactNumber(numbers.minimumKey, as: numbers.kind)
      max = ExactNumber(numbers.maximumKey, as: numbers.kind)
      mean = ExactNumber(numbers.moments.mean)
      standardDeviation = ExactNumber(numbers.moments.standardDeviation)
      let found = ProfileDocument.quantiles(segments)
      quantiles = found.mapValues { ExactNumber($0?.value) }
      quantileErrorBounds = numbers.isExact ? nil : found.mapValues { ExactNumber($0?.errorBound) }
      zeros = numbers.zeros
      negative = numbers.negative
      nan = numbers.specials.nan
      infinite = numbers.specials.positiveInfinite + numbers.specials.negativeInfinite
      histogram = segments.bars()
      origin = numbers.isExact ? nil : numbers.grid.origin
    }
  }

  /// Dates and timestamps.
  struct Instants: Encodable, Sendable {
    let min: String?
    let max: String?
    let quantiles: [String: String]
    let histogram: [Bar]

    struct Bar: Encodable, Sendable {
      let low: String
      let high: String
      let count: Int
    }

    init(_ numbers: NumberProfile) {
      let segments = NumberSegments(numbers)
      min = numbers.minimum.map(Self.text)
      max = numbers.maximum.map(Self.text)
      quantiles = ProfileDocument.quantiles(segments).compactMapValues { quantile in
        quantile.map { Self.text($0.value) }
      }
      histogram = segments.bars().map {
        Bar(low: Self.text($0.low), high: Self.text($0.high), count: $0.count)
      }
    }

    private static func text(_ microseconds: Double) -> String {
      ProfileDocument.instantText(microseconds)
    }
  }

  /// An instant, in microseconds since 1970, as documents and tables write it.
  package static func instantText(_ microseconds: Double) -> String {
    CalendarText.timestamp(microseconds: Int64(exactly: microseconds.rounded()) ?? .max)
  }

  /// Categories.
  struct Categories: Encodable, Sendable {
    let top: [CategoryCount]
    let other: Int
    let empty: Int?
    let invalid: Int?
    /// By how much a count may be too low; absent when all categories were kept.
    let errorBound: Int?

    init(_ categories: CategoryProfile, top size: Int, isHidden: Bool) {
      top = categories.top(size).enumerated().map { place, one in
        isHidden ? CategoryCount(value: "[personal \(place + 1)]", count: one.count) : one
      }
      other = categories.total - top.reduce(0) { $0 + $1.count }
      empty = categories.empty
      invalid = categories.invalid > 0 ? categories.invalid : nil
      errorBound = categories.isExact ? nil : categories.errorBound
    }

    init(_ truths: TruthCounts) {
      top = [
        CategoryCount(value: "true", count: truths.trues),
        CategoryCount(value: "false", count: truths.falses),
      ].filter { $0.count > 0 }.sorted { $0.count > $1.count }
      other = 0
      empty = nil
      invalid = nil
      errorBound = nil
    }
  }

  private static func quantiles(
    _ segments: NumberSegments
  ) -> [String: (value: Double, errorBound: Double)?] {
    var quantiles: [String: (value: Double, errorBound: Double)?] = [:]
    for probability in [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99] {
      quantiles["\(probability)"] = .some(segments.quantile(probability))
    }
    return quantiles
  }
}
