/// One batch at one stage of a pipeline, as it was recorded.
package struct ObservedRun: Sendable, Hashable, Codable {
  /// Identifies the run.
  package let run: String
  package let dataset: String
  package let stage: String
  /// When the batch was there.
  package let at: Moment
  /// The data as they were named.
  package let source: String
  /// SHA-256 of the files; nil for a query.
  package let hash: String?
  package let rows: Int
  package let columns: [ObservedColumn]
  /// The column of each row's time, where one was named.
  package let timestamp: String?
  /// The first and the last time in it.
  package let oldest: Moment?
  package let newest: Moment?
  /// What this stage is made from: stages of the same data set, or other data sets.
  package let upstream: [String]
  /// Hours between batches, as stated.
  package let every: Double?
  /// How the contract's constraints fared.
  package let constraints: [ObservedConstraint]
  /// The figures followed over time, with what was expected of them.
  package internal(set) var figures: [ObservedFigure]
  package internal(set) var alarms: [Alarm]
  /// What the figures were judged by; nil where nothing could be.
  package internal(set) var limits: JudgedLimits?
  /// Why a person took it as it is; nil when nobody did.
  package internal(set) var accepted: String?

  /// Makes a run that is not judged yet.
  package init(
    run: String, dataset: String, stage: String, at: Moment, source: String, hash: String?,
    rows: Int, columns: [ObservedColumn], timestamp: String?, oldest: Moment?, newest: Moment?,
    upstream: [String], every: Double?, constraints: [ObservedConstraint]
  ) {
    self.run = run
    self.dataset = dataset
    self.stage = stage
    self.at = at
    self.source = source
    self.hash = hash
    self.rows = rows
    self.columns = columns
    self.timestamp = timestamp
    self.oldest = oldest
    self.newest = newest
    self.upstream = upstream
    self.every = every
    self.constraints = constraints
    figures = []
    alarms = []
  }

  /// The gravest level of its alarms; nil without any.
  package var gravest: Alarm.Level? { alarms.map(\.level).max() }

  /// Whether its data look wrong and nobody took them: it is no part of what is usual.
  ///
  /// A batch that only came late is as good as any once it is there.
  package var isWrong: Bool {
    accepted == nil && alarms.contains { $0.level == .error && $0.kind != .late }
  }

  /// A figure by its series.
  package subscript(_ series: SeriesName) -> ObservedFigure? {
    figures.first { $0.series == series }
  }
}

/// How one constraint fared at a run.
package struct ObservedConstraint: Sendable, Hashable, Codable {
  package let id: String
  package let column: String?
  package let kind: String
  package let severity: String
  package let ok: Bool
  package let failed: Int

  /// Makes a result.
  package init(
    id: String, column: String?, kind: String, severity: String, ok: Bool, failed: Int
  ) {
    self.id = id
    self.column = column
    self.kind = kind
    self.severity = severity
    self.ok = ok
    self.failed = failed
  }
}

/// What the figures of a run were judged by.
package struct JudgedLimits: Sendable, Hashable, Codable {
  /// How the limits were found.
  package let method: Method
  /// Past runs that they were learnt from.
  package let runs: Int
  /// Runs until limits hold whatever the figures' distribution; 0 when they do.
  package let needed: Int
  /// How often an unchanged run alarms.
  package let alarmRate: Double
  /// The budget in words.
  package let budget: String

  /// How limits are found.
  package enum Method: String, Sendable, Hashable, Codable {
    /// By the ranks of past deviations, whatever their distribution.
    case rank
    /// By Student's distribution, while there are few runs.
    case student
    /// Not at all: there are too few runs, and no figure was judged.
    case undecided = "none"
  }
}
