/// What to measure: which columns play which role, and how rows are grouped.
package struct MetricOptions: Sendable, Hashable {
  /// The kinds of prediction that have metrics.
  package enum Task: String, Sendable, Hashable, Codable, CaseIterable {
    case binary
    case multiclass
    case regression
    case forecast
    case ranking
  }

  /// What only a multiclass task has.
  package struct Multiclass: Sendable, Hashable {
    /// The columns of the classes' probabilities.
    package var probabilities: [String]
    /// The classes in the order of the probabilities.
    package var classes: [String]

    /// Makes options.
    package init(probabilities: [String] = [], classes: [String] = []) {
      self.probabilities = probabilities
      self.classes = classes
    }
  }

  /// What only a forecast has.
  package struct Forecast: Sendable, Hashable {
    /// A column that holds a predicted quantile.
    package struct Quantile: Sendable, Hashable {
      /// The column.
      package var column: String
      /// Which quantile, 0…1.
      package var share: Double

      /// Makes a quantile.
      package init(column: String, share: Double) {
        self.column = column
        self.share = share
      }
    }

    /// Columns whose values tell the series apart; none for one series.
    package var series: [String]
    /// Rows of a series after which its pattern repeats.
    package var season: Int
    /// Predicted quantiles.
    package var quantiles: [Quantile]
    /// What errors are scaled by; nil for no scaled errors.
    package var scales: SeasonalScales?

    /// Makes options.
    package init(
      series: [String] = [], season: Int = 1, quantiles: [Quantile] = [],
      scales: SeasonalScales? = nil
    ) {
      self.series = series
      self.season = season
      self.quantiles = quantiles
      self.scales = scales
    }
  }

  /// The kind of prediction.
  package var task: Task
  /// The column of what happened.
  package var target: String
  /// Binary: the label that is the positive class; without it 1 and true are.
  package var positive: String?
  /// Binary: the column of the positive class' probability or score.
  package var score: String?
  /// The column of the predicted class or value.
  package var prediction: String?
  /// Binary, without a prediction column: the smallest score that is called positive.
  package var threshold: Double
  /// Regression: the quantile that the prediction stands for, 0…1.
  package var quantile: Double?
  /// Regression: the columns of a prediction interval's ends.
  package var lower: String?
  package var upper: String?
  /// Multiclass: classes and their probabilities.
  package var multiclass: Multiclass
  /// Multiclass and ranking: how many classes or ranks count; nil for the task's default.
  package var places: Int?
  /// Forecast: series, season and quantiles.
  package var forecast: Forecast
  /// Ranking: the column of the query or user that rows belong to.
  package var entity: String?
  /// The column of each row's time.
  package var timestamp: String?
  /// How rows are cut into windows; nil for none.
  package var window: WindowLength?
  /// Columns whose values divide the rows.
  package var by: [String]
  /// The column of how likely each row was to be chosen for labelling; nil: all rows count alike.
  package var inclusionProbability: String?
  /// Level of the intervals, above 0 and below 1.
  package var level: Double
  /// Bins of equal width for the calibration error.
  package var calibrationBins: Int
  /// Groups (windows × values) to follow at most; more are refused.
  package var groupLimit: Int
  /// Ranking: rows that wait at most for the rest of their query.
  package var heldRowLimit: Int
  /// The key of a metric to measure for each group over the rows of all others too, so that a group
  /// can be compared with rows that it is no part of; nil for none.
  package var metricOfRest: String?
  /// Windows that a rolling window is made of, 2 or more; nil for none.
  package var rolling: Int?
  /// Whether the counts behind each group's metrics are kept, as mixing groups anew needs them.
  package var keepsMeasurements = false
  /// When the model was trained, microseconds since 1970-01-01T00:00:00Z; nil when nobody says.
  package var trainedAt: Int64?

  /// Makes options.
  package init(
    task: Task, target: String, positive: String? = nil, score: String? = nil,
    prediction: String? = nil, threshold: Double = 0.5, quantile: Double? = nil,
    lower: String? = nil, upper: String? = nil, multiclass: Multiclass = Multiclass(),
    places: Int? = nil, forecast: Forecast = Forecast(), entity: String? = nil,
    timestamp: String? = nil,
    window: WindowLength? = nil, by: [String] = [], inclusionProbability: String? = nil,
    level: Double = 0.95, calibrationBins: Int = 10, groupLimit: Int = 10_000,
    metricOfRest: String? = nil, heldRowLimit: Int = RankingTask.rowLimit
  ) {
    self.task = task
    self.target = target
    self.positive = positive
    self.score = score
    self.prediction = prediction
    self.threshold = threshold
    self.quantile = quantile
    self.lower = lower
    self.upper = upper
    self.multiclass = multiclass
    self.places = places
    self.forecast = forecast
    self.entity = entity
    self.timestamp = timestamp
    self.window = window
    self.by = by
    self.inclusionProbability = inclusionProbability
    self.level = level
    self.calibrationBins = calibrationBins
    self.groupLimit = groupLimit
    self.heldRowLimit = heldRowLimit
    self.metricOfRest = metricOfRest
  }

  /// The columns that are read.
  package var columns: Set<String> {
    var columns = Set(by + [target]).union((member ?? task.member).columns(self))
    if let timestamp, window?.isCalendar == true { columns.insert(timestamp) }
    return columns
  }

  var isGrouped: Bool { window != nil || !by.isEmpty }

  /// Checks what can be checked without data.
  ///
  /// - Throws: ``MetricRefusal``.
  package func check() throws(MetricRefusal) {
    guard let member else {
      throw .badOption(
        "--inclusion-probability with --task", task.rawValue, "binary or regression")
    }
    try member.check(self)
    guard (lower == nil) == (upper == nil) else {
      throw .missingOption(
        lower == nil ? "--lower" : "--upper", "a prediction interval needs both ends")
    }
    guard level > 0, level < 1 else {
      throw .badOption("--level", "\(level)", "above 0 and below 1")
    }
    guard threshold.isFinite else { throw .badOption("--threshold", "\(threshold)", "a number") }
    if let quantile, !(quantile > 0 && quantile < 1) {
      throw .badOption("--quantile", "\(quantile)", "above 0 and below 1")
    }
    guard (1...1_000).contains(calibrationBins) else {
      throw .badOption("--calibration-bins", "\(calibrationBins)", "1 to 1000")
    }
    if rolling != nil || trainedAt != nil, !member.joinsGroups {
      throw .badOption(
        "\(rolling != nil ? "--rolling" : "--trained-at") with --task", task.rawValue,
        "binary or regression, without --inclusion-probability")
    }
    if let rolling {
      guard (2...10_000).contains(rolling) else {
        throw .badOption("--rolling", "\(rolling)", "2 to 10000 windows")
      }
      guard window != nil else {
        throw .missingOption("--window", "a rolling window is so many windows together")
      }
    }
    if trainedAt != nil, window?.isCalendar != true {
      throw .missingOption("--window", "the age of the model is counted by windows of time")
    }
    if window?.isCalendar == true, timestamp == nil {
      throw .missingOption("--timestamp", "windows of the calendar need each row's time")
    }
  }
}

extension WindowLength {
  /// Whether windows follow the calendar, and so need a timestamp.
  package var isCalendar: Bool {
    if case .rows = self { return false }
    return true
  }
}
