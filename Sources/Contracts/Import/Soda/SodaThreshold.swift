internal import Checklist

/// Where the figure of a check of Soda must lie.
struct SodaThreshold {
  /// Of the figure; nil where the check says nothing.
  var bounds: ConfigurationMapping?
  /// Whether the figure is a percentage of the rows.
  var isPercent = false
  var severity: Severity?
  /// What is not carried over.
  var difference: String?
  /// What a length of time is counted in.
  var unit = "hour"

  /// Whether no row may fail.
  var isZero: Bool {
    guard let bounds else { return true }
    return bounds == ConfigurationMapping(["min": .text("0"), "max": .text("0")])
      || bounds == ConfigurationMapping(["max": .text("0")])
      || bounds == ConfigurationMapping(["below": .text("1")]) && !isPercent
  }

  /// Where the check says nothing, no row may fail.
  var ofFailures: ConfigurationMapping { bounds ?? ConfigurationMapping(["max": .text("0")]) }

  /// A check without a threshold.
  init() {}

  /// Reads `threshold:`.
  init(_ given: inout SourceMapping) throws(NotCarried) {
    guard var threshold = SourceMapping(given.take("threshold"), path: given.path("threshold"))
    else {
      return
    }
    isPercent = threshold.take("metric")?.text == "percent"
    if threshold.take("level")?.text == "warn" { severity = .warn }
    if let unit = threshold.take("unit")?.text { self.unit = unit }
    if threshold.take("additional") != nil {
      difference = "its second threshold is not carried over"
    }
    var bounds = try Self.range(&threshold)
    if var between = SourceMapping(threshold.take("must_be_between"), path: "") {
      try Self.ends(&between, prefix: "", into: &bounds)
    }
    if let unknown = threshold.unknown { throw NotCarried(unknown) }
    guard !bounds.entries.isEmpty else { return }
    self.bounds = bounds
  }

  /// Reads what contracts of version 3 write beside a check: `must_be_less_than: 10`.
  init(besides given: inout SourceMapping) throws(NotCarried) {
    var bounds = try Self.range(&given)
    if let between = given.take("must_be_between") {
      guard let ends = between.texts, ends.count == 2,
        ends.allSatisfy({ ConfigurationBound($0) != nil })
      else { throw NotCarried("`must_be_between` is no list of two numbers") }
      bounds["min"] = .text(ends[0])
      bounds["max"] = .text(ends[1])
    }
    guard !bounds.entries.isEmpty else { return }
    self.bounds = bounds
  }

  /// The keys that versions 3 and 4 share.
  private static func range(
    _ given: inout SourceMapping
  ) throws(NotCarried) -> ConfigurationMapping {
    for key in ["must_not_be", "must_be_not_between"] where given.take(key) != nil {
      throw NotCarried("`\(key)` is no range: write an `aggregate` that says it")
    }
    var bounds = ConfigurationMapping()
    if let exact = try given.bound("must_be") {
      bounds["min"] = .text(exact)
      bounds["max"] = .text(exact)
    }
    try ends(&given, prefix: "must_be_", into: &bounds)
    return bounds
  }

  private static func ends(
    _ given: inout SourceMapping, prefix: String, into bounds: inout ConfigurationMapping
  ) throws(NotCarried) {
    for (key, bound) in [
      ("greater_than", "above"), ("greater_than_or_equal", "min"), ("less_than", "below"),
      ("less_than_or_equal", "max"), ("greater_than_or_equal_to", "min"),
      ("less_than_or_equal_to", "max"),
    ] {
      if let text = try given.bound(prefix + key) { bounds[bound] = .text(text) }
    }
  }
}
