internal import Statistics

/// Whether two metrics are the same quantity, and what moves one to the other.
struct Comparability {
  private let own: MetricFingerprint
  private let other: MetricFingerprint?

  init(_ own: MetricFingerprint, _ other: MetricFingerprint?) {
    self.own = own
    self.other = other
  }

  /// Metrics that look at one class at a time, or at pairs of one row of each: how many rows a
  /// class has does not move them.
  static func ignoresPrevalence(_ card: Card) -> Bool {
    [RocAUC.card, Recall.card, Specificity.card, BalancedAccuracy.card].contains(card)
  }

  private static func countsPlaces(_ card: Card) -> Bool {
    card == TopKAccuracy.card || MetricCatalogue.ranking.contains { $0.card == card }
  }

  private static func isOfClasses(_ card: Card) -> Bool {
    MetricCatalogue.binary.contains { $0.card == card && $0.needs == .predictedClass }
  }

  /// Why two values of a metric are not comparable; nil when they are.
  func refusal(_ card: Card) -> String? {
    guard let other else {
      return "the other document does not say what its metrics are of: it has no fingerprint"
    }
    func unlike(_ what: String, _ here: String, _ there: String) -> String {
      "\(what): \(here) here, \(there) there"
    }
    if own.definitions != other.definitions {
      return unlike("definitions", "version \(own.definitions)", "version \(other.definitions)")
    }
    if own.task != other.task { return unlike("task", own.task, other.task) }
    if own.unit != other.unit { return unlike("unit", own.unit, other.unit) }
    if own.weights != other.weights { return unlike("weights", own.weights, other.weights) }
    if own.averaging != other.averaging {
      return unlike("averaging", own.averaging, other.averaging)
    }
    if own.positive != other.positive {
      return unlike(
        "positive label", own.positive ?? "as its name says", other.positive ?? "as its name says")
    }
    if own.places != other.places, Self.countsPlaces(card) {
      func words(_ places: Int?) -> String { places.map { "\($0)" } ?? "the default" }
      return unlike("places", words(own.places), words(other.places))
    }
    if own.threshold != other.threshold, Self.isOfClasses(card) {
      func words(_ threshold: Double?) -> String { threshold.map { "\($0)" } ?? "a column" }
      return unlike("threshold", words(own.threshold), words(other.threshold))
    }
    if own.calibrationBins != other.calibrationBins, card == ExpectedCalibrationError.card {
      return "the calibration bins differ in number"
    }
    if own.quantile != other.quantile, card == PinballLoss.card {
      return "the predictions stand for different quantiles"
    }
    if !own.months.isEmpty, !other.months.isEmpty, Set(own.months).isDisjoint(with: other.months) {
      return unlike(
        "season", "months \(Self.list(own.months))", "months \(Self.list(other.months))")
    }
    return nil
  }

  private static func list(_ months: [Int]) -> String {
    months.map(String.init).joined(separator: ", ")
  }

  /// The metrics here at the other document's share of positives; nil when the shares are alike or
  /// there is nothing to move.
  func translation(
    _ report: MetricsReport, _ options: MetricOptions, otherRows: Int
  ) -> (report: PrevalenceReport, words: String)? {
    guard let here = own.prevalence, let there = other?.prevalence, here != there, there > 0,
      there < 1, otherRows > 0, let rows = report.metrics.map(\.rows).max(), rows > 0
    else { return nil }
    // Two shares of the same thing differ by chance; that is no reason to move anything.
    let pooled =
      (here * Double(rows) + there * Double(otherRows))
      / Double(rows + otherRows)
    let error =
      (pooled * (1 - pooled) * (1 / Double(rows) + 1 / Double(otherRows)))
      .squareRoot()
    guard error > 0,
      (here - there).magnitude > NormalDistribution.twoSidedQuantile(level: options.level) * error
    else { return nil }
    do throws(Undefined) {
      return (
        try PrevalenceReport(report, prevalence: there, options: options),
        "moved from \(Self.percent(here)) to the other's \(Self.percent(there)) of positive rows"
      )
    } catch {
      return nil
    }
  }

  private static func percent(_ share: Double) -> String {
    "\((share * 10_000).rounded() / 100) %"
  }

  /// What to know about the comparison as a whole.
  var notes: [String] {
    guard let other else { return [] }
    var notes: [String] = []
    if own.window != other.window {
      notes.append(
        "windows differ (\(own.window ?? "none") here, \(other.window ?? "none") there): the values "
          + "over all rows are compared, whose intervals allow for how many rows each has")
    }
    let (mine, others) = (Set(own.months), Set(other.months))
    if !mine.isEmpty, !others.isEmpty, mine != others, !mine.isDisjoint(with: others) {
      notes.append(
        "seasons overlap in part: months \(Self.list(own.months)) here, "
          + "\(Self.list(other.months)) there")
    }
    return notes
  }
}
