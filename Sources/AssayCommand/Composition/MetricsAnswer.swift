internal import Measurements
internal import Reports
internal import Statistics

/// What `assay metrics` answers: the metrics, and what else was asked for.
struct MetricsAnswer: Encodable {
  private(set) var report: MetricsReport
  private(set) var entities: EntityReport?
  private(set) var prevalence: PrevalenceReport?
  private(set) var mix: MixReport?
  private(set) var comparison: MetricComparison?
  var slices: SliceReport?
  /// The accuracy that label noise leaves reachable.
  var ceiling: Estimate?
  var power: PowerReport?
  private let fingerprint: MetricFingerprint
  private var ownWarnings: [MetricsReport.Warning] = []

  init(report: MetricsReport, _ options: MetricOptions) {
    self.report = report
    fingerprint = MetricFingerprint(report, options)
  }

  /// What was missing or odd.
  var warnings: [MetricsReport.Warning] { report.warnings + ownWarnings }

  /// Takes the metrics of entities, and their intervals for the metrics of rows.
  mutating func take(_ entities: EntityReport) {
    self.entities = entities
    report = entities.respecting(report)
    ownWarnings += entities.warnings
  }

  /// Takes the metrics at a declared share of positives.
  mutating func take(prevalence share: Double, _ options: MetricOptions) throws {
    prevalence = try PrevalenceReport(report, prevalence: share, options: options)
  }

  /// Says so when the rows look chosen by class and nobody declared their share in production.
  mutating func noticeResampling(_ options: MetricOptions) {
    ownWarnings += PrevalenceReport.warnings(report, declared: prevalence, options)
  }

  /// Takes the metrics to expect of production's mix of groups.
  mutating func take(_ shares: ProductionShares, level: Double) throws {
    let mix = try MixReport(report, shares, level: level)
    self.mix = mix
    ownWarnings += mix.warnings
  }

  /// Holds the metrics against those of another document.
  mutating func take(_ other: MetricsFile, name: String, _ options: MetricOptions) {
    comparison = MetricComparison(report, fingerprint, options, against: other, name: name)
  }

  private enum Key: String, CodingKey { case fingerprint }

  func encode(to encoder: any Encoder) throws {
    try MetricsDocument(report: report, ceiling: ceiling).encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(fingerprint, forKey: .fingerprint)
    try mix?.encode(to: encoder)
    try power?.encode(to: encoder)
    try comparison?.encode(to: encoder)
    try entities?.encode(to: encoder)
    try prevalence?.encode(to: encoder)
    try slices?.encode(to: encoder)
  }

  /// For people on a terminal.
  func text(_ style: TerminalStyle) -> String {
    var parts = [MetricsTable(report, ceiling: ceiling).text(style)]
    if let table = SeriesTable(report) { parts.append(table.text(style)) }
    if let entities { parts.append(EntityTable(entities).text(style)) }
    if let prevalence { parts.append(PrevalenceTable(prevalence).text(style)) }
    if let mix { parts.append(MixTable(mix).text(style)) }
    if let power, let table = PowerTable(power) { parts.append(table.text(style)) }
    if let comparison { parts.append(ComparisonTable(comparison).text(style)) }
    if let slices { parts.append(SlicesTable(slices).text(style)) }
    return parts.joined(separator: "\n")
  }
}
