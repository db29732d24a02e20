internal import ADBC
package import Checklist
package import Engines
package import Learners
package import Measurements

/// What was measured on one data set, in one scan.
package struct SetFacts: Sendable {
  /// What the set is for.
  package let role: Project.DataRole
  /// The `DATA` argument as written in assay.yaml.
  package let source: String
  /// Columns, files and doubts about the input.
  package let description: SourceDescription
  /// Size and hash of each file; none for a query.
  package let fingerprints: [FileFingerprint]
  /// SHA-256 over names and types.
  package let schemaHash: String
  /// The columns.
  package private(set) var profile: DatasetProfile
  /// The model's metrics over all rows, or why there are none; nil when not asked, or when the set
  /// has no labels or no predictions.
  package let metrics: Result<MetricsReport, MetricRefusal>?
  /// The metrics per window of production length, or why there are none; nil when not asked,
  /// without a window, or when the set has no labels or no predictions.
  package let windows: Result<MetricsReport, MetricRefusal>?
  /// The metrics per value of each segment column.
  package let segments: [(column: String, report: Result<MetricsReport, MetricRefusal>)]
  /// Whole entities beside their pieces, or why they cannot be measured; nil when not asked.
  package let entities: Result<EntityReport, MetricRefusal>?
  /// A bounded sample of rows; nil when not asked.
  package let rows: Result<RowTable, RowsError>?
  /// Fingerprints of the rows; nil when not asked.
  package let rowPrints: RowFingerprints?
  /// Fingerprints of the rows' entities; nil without an entity column.
  package let entityPrints: RowFingerprints?
  /// What made the set, or why the file that says so cannot be read; nil when not asked or not
  /// declared.
  package let lineage: Result<LineageOrigin, LineageError>?
  /// Sketches of the rows; nil when not asked.
  package let sketches: RowSketches?
  /// The groups of the protected columns; nil when not asked, or without labels or predictions.
  package let fairness: FairnessFacts?
  /// Rows by their quasi-identifiers; nil when not asked.
  package let classes: ClassSizes?
  /// The metrics of each candidate, in the order of `limits.candidates`; none when not asked.
  package let candidates: [Result<MetricsReport, MetricRefusal>]
  /// Its columns from window to window of `drift.window`; nil when not asked, or without times.
  package let series: WindowedProfile?

  /// The names of its columns, in their order.
  package var columns: [String] { description.fields.map(\.name) }
  /// The names of its columns, to look one up.
  package var names: Set<String> { Set(columns) }

  /// Whether the set has a column of that name.
  package func has(_ column: String) -> Bool {
    description.fields.contains { $0.name == column }
  }

  /// What was odd about the rows that the metrics count: no label, a score that is no number, no
  /// time.
  package var metricWarnings: [MetricsReport.Warning] {
    var warnings: [MetricsReport.Warning] = []
    for case .success(let report) in [metrics, windows].compactMap(\.self) {
      warnings += report.warnings.filter { !warnings.contains($0) }
    }
    return warnings.map { warning in
      MetricsReport.Warning(
        code: warning.code, message: warning.message.inProject, column: warning.column)
    }
  }

  /// The set with the target's profile over the labelled rows alone: a label that is not there yet
  /// is no value of the target.
  package func withLabelledTarget(_ target: String) -> SetFacts {
    var set = self
    set.profile = profile.leavingOutMissing(of: target)
    return set
  }

  /// One hash for all files of the set; nil for a query.
  package var contentHash: String? {
    FileFingerprint.combined(fingerprints)
  }
}

/// What was measured of a model that could be taken instead.
package struct CandidateFacts: Sendable {
  /// What it is called.
  package let name: String
  /// Its metrics on test, or why there are none.
  package let metrics: Result<MetricsReport, MetricRefusal>
  /// What was measured of its speed, or why that cannot be read.
  package let bench: Result<BenchReport, BenchFileError>
}

/// Everything that was measured for one assessment.
package struct Facts: Sendable {
  /// What the team declares.
  package let project: Project
  /// The sets, in the order train, validation, test, scoring.
  package let sets: [SetFacts]
  /// The library of gradient-boosted trees, or why it cannot be used.
  package let trees: Result<LightGBMLibrary, LearnersError>
  /// How well single features tell the label, or why that is not known; nil when not asked.
  package let powers: Result<ColumnPowers, any Error>?
  /// The model beside its baselines, or why they could not be compared; nil when not asked.
  package let baselines: Result<BaselineComparison, any Error>?
  /// The sets held against the contract, or why it cannot be read; nil when not asked.
  package let contract: Result<ContractFacts, any Error>?
  /// The stages of the pipeline held against their contracts; none when not asked.
  package let stages: [StageFacts]
  /// How the recorded runs of each stage stand, or why they cannot be read; nil when not asked.
  package let observations: Result<[ObservedStageFacts], any Error>?
  /// What the model itself answered, or why it could not be asked; nil when not asked.
  package let model: Result<ModelFacts, any Error>?
  /// What was found of labels and annotators; nil when not asked.
  package let truth: TruthFacts?
  /// What was found of logged predictions and feedback; nil when not asked.
  package let trace: TraceFacts?
  /// What is to be expected of performance without labels, or why that is not known; nil when not
  /// asked.
  package let estimates: Result<EstimateFacts, any Error>?
  /// What was found of new feeds, in the order of `drift.feeds`; none when not asked.
  package let feeds: [FeedFacts]
  /// What became of a fault that was put in on purpose; nil when not asked.
  package let canary: SendingDrill?
  /// What was measured of its speed, or why that cannot be read; nil when not asked or not
  /// declared.
  package let bench: Result<BenchReport, BenchFileError>?
  /// The models that could be taken instead.
  package let candidates: [CandidateFacts]
  /// The split made again from its manifest, or why it could not be; nil when not asked.
  package let split: Result<SplitVerification, any Error>?
  /// Rows of both pipelines side by side, or why they could not be compared; nil when not asked.
  package let features: Result<FeatureFacts, any Error>?
  /// Both sides' feature steps, or why they cannot be read; nil when not asked.
  package let transform: Result<TransformComparison, any Error>?

  /// The model's files as they were looked through, or why one cannot be read; none when not asked.
  package let modelFiles: [(path: String, report: Result<ModelFileReport, ModelFileError>)]

  /// The set for a role; nil when none is named.
  package subscript(role: Project.DataRole) -> SetFacts? {
    sets.first { $0.role == role }
  }
}
