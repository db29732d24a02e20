package import Checklist
package import Engines
package import Measurements

/// What was measured on one data set, in one scan.
package struct SetFacts: Sendable {
  /// What the set is for.
  package let role: Project.DataRole
  /// The `DATA` argument as written in assay.yaml.
  package let source: String
  /// Columns, files and doubts about the input.
  package let description: SourceDescription
  /// Size and hash of the files' content; nil for a query.
  package let fingerprint: FileFingerprint?
  /// SHA-256 over names and types.
  package let schemaHash: String
  /// The columns.
  package let profile: DatasetProfile
  /// The model's metrics over all rows and their windows, or why there are none; nil when not asked.
  package let metrics: Result<MetricsReport, MetricRefusal>?
  /// The metrics per value of each segment column.
  package let segments: [(column: String, report: Result<MetricsReport, MetricRefusal>)]
  /// A bounded sample of rows; nil when not asked.
  package let rows: Result<RowTable, RowsError>?
  /// Fingerprints of the rows; nil when not asked.
  package let rowPrints: RowFingerprints?
  /// Fingerprints of the rows' entities; nil without an entity column.
  package let entityPrints: RowFingerprints?

  /// Whether the set has a column of that name.
  package func has(_ column: String?) -> Bool {
    column.map { name in description.fields.contains { $0.name == name } } ?? false
  }
}

/// Everything that was measured for one assessment.
package struct Facts: Sendable {
  /// What the team declares.
  package let project: Project
  /// The sets, in the order train, validation, test, scoring.
  package let sets: [SetFacts]
  /// Compared with the baselines, or why not; nil when not asked.
  package let baselines: BaselineFacts?

  /// The set for a role; nil when none is named.
  package subscript(role: Project.DataRole) -> SetFacts? {
    sets.first { $0.role == role }
  }
}
