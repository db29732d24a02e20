/// What to estimate: which columns play which role, how rows are cut into windows, how sure to be.
package struct EstimationOptions: Sendable, Hashable {
  /// The column of what happened; the current data may lack it.
  package var target: String
  /// The label that is the positive class; without it 1 and true are.
  package var positive: String?
  /// The column of the positive class' probability or score.
  package var score: String
  /// The columns of the classes' probabilities and the classes in their order; empty for two
  /// classes.
  package var multiclass: MetricOptions.Multiclass
  /// The column of the predicted class; nil when it follows from the score.
  package var prediction: String?
  /// Without a prediction column: the smallest score that is called positive.
  package var threshold: Double
  /// The column of each row's time.
  package var timestamp: String?
  /// How rows are cut into windows; nil for one window of all rows.
  package var window: WindowLength?
  /// Level of the intervals, above 0 and below 1.
  package var level: Double
  /// How often a window's metric is called unusual when nothing changed, above 0 and below 1.
  package var alarmRate: Double
  /// How far probabilities may be from frequencies, and an estimate from what came, as a share.
  package var tolerance: Double
  /// Where chance starts.
  package var seed: UInt64
  /// Windows to follow at most; more are refused.
  package var windowLimit: Int

  /// Makes options.
  package init(
    target: String, positive: String? = nil, score: String = "",
    multiclass: MetricOptions.Multiclass = .init(), prediction: String? = nil,
    threshold: Double = 0.5, timestamp: String? = nil, window: WindowLength? = nil,
    level: Double = 0.95, alarmRate: Double = 0.01, tolerance: Double = 0.02, seed: UInt64 = 1,
    windowLimit: Int = 10_000
  ) {
    self.target = target
    self.positive = positive
    self.score = score
    self.multiclass = multiclass
    self.prediction = prediction
    self.threshold = threshold
    self.timestamp = timestamp
    self.window = window
    self.level = level
    self.alarmRate = alarmRate
    self.tolerance = tolerance
    self.seed = seed
    self.windowLimit = windowLimit
  }

  /// The measuring of labelled rows with more than two classes, all of them together.
  package var classMetrics: MetricOptions {
    MetricOptions(
      task: .multiclass, target: target, prediction: prediction, multiclass: multiclass,
      level: level)
  }

  /// Checks what can be checked without data.
  ///
  /// - Throws: ``MetricRefusal``.
  package func check() throws(MetricRefusal) {
    guard threshold.isFinite else { throw .badOption("--threshold", "\(threshold)", "a number") }
    for (name, share) in [("--level", level), ("--alarm-rate", alarmRate)] {
      guard share > 0, share < 1 else { throw .badOption(name, "\(share)", "above 0 and below 1") }
    }
    if !multiclass.probabilities.isEmpty || !multiclass.classes.isEmpty {
      try MulticlassTask.check(classMetrics)
    }
    guard tolerance > 0, tolerance <= 1 else {
      throw .badOption("--tolerance", "\(tolerance)", "above 0 and at most 1")
    }
    if window?.isCalendar == true, timestamp == nil {
      throw .missingOption("--timestamp", "windows of the calendar need each row's time")
    }
  }
}
