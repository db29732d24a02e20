extension Project {
  /// How the truth is obtained in production.
  package struct Truth: Sendable, Hashable {
    /// Where labels are; nil when nothing is declared.
    package var labels: Labels?
    /// How performance is estimated without labels; nil when it is not.
    package var estimate: Estimation?
    /// Days after which a prediction is to have its label.
    package var delay: Int
    /// The least share of predictions that have their label by then.
    package var coverage: Double
    /// The column that stands for the truth until it is known.
    package var proxy: String?
    /// The least agreement of the proxy with the truth beyond chance.
    package var proxyAgreement: Double
    /// Where the judgements of annotators are; nil when nothing is declared.
    package var annotations: Annotations?
    /// The least agreement of annotators beyond chance.
    package var agreement: Double

    /// Labels as they arrive, and how they find their predictions.
    package struct Labels: Sendable, Hashable {
      /// `DATA` as typed.
      package var source: String
      /// The column that both labels and predictions have.
      package var key: String
      /// The label's column; nil: that of the target.
      package var label: String?
      /// When a label was given.
      package var time: String?
      /// When a prediction was made; nil: `columns.timestamp`.
      package var predictedAt: String?
    }

    /// How performance is estimated before labels come, and how good estimates must have been.
    package struct Estimation: Sendable, Hashable {
      /// The windows of the record.
      package var window: Window
      /// How far estimates may be off, as a share.
      package var tolerance: Double
    }

    /// Labels that several people gave.
    package struct Annotations: Sendable, Hashable {
      /// `DATA` as typed.
      package var source: String
      package var item: String
      package var annotator: String
      package var label: String
      /// The adjudicated label.
      package var truth: String?
    }
  }
}

extension Project.Truth: ConfigurationSection {
  enum Key {
    static let labels = ConfigurationKey(
      "labels", .mapping([source, key, label, time, predictedAt]),
      example: "{data: labels.csv, key: id, time: labelled_at}",
      """
      Labels as they arrive, which are joined to the predictions of data.scoring, or of data.test where \
      those have no such key.
      """)
    static let delay = ConfigurationKey(
      "delay", .text(.duration), default: .text("30 days"), example: "7 days",
      "How long after its prediction a label is to be there, in whole days.")
    static let coverage = ConfigurationKey(
      "coverage", .number(0...1), default: .number(0.9), example: "0.9",
      "The least share of predictions that are to have their label by then.")
    static let proxy = ConfigurationKey(
      "proxy", .text(.column), example: "clicked",
      "The column of test that stands for the truth until it is known: a click, a purchase.")
    static let proxyAgreement = ConfigurationKey(
      "proxy-agreement", .number(0...1), default: .number(0.6), example: "0.6",
      "The least agreement of the proxy with the truth beyond chance, as Cohen's kappa.")
    static let annotations = ConfigurationKey(
      "annotations", .mapping([source, item, annotator, judged, adjudicated]),
      example: "{data: annotations.csv, item: id, annotator: who, label: label}",
      "Labels that several people gave to the same items, one row a judgement.")
    static let agreement = ConfigurationKey(
      "agreement", .number(0...1), default: .number(0.667), example: "0.667",
      """
      The least agreement of annotators beyond chance, as Krippendorff's alpha; 0.667 is the least on which \
      he draws even tentative conclusions.
      """)

    static let estimate = ConfigurationKey(
      "estimate", .mapping([window, tolerance]), example: "{window: week, tolerance: 0.02}",
      """
      Performance of the scoring rows estimated without labels, and the record of such estimates in the windows \
      of the test rows.
      """)
    static let window = ConfigurationKey(
      "window", .text(.window), isRequired: true, example: "week",
      "The windows of the test rows in which estimates are held against labels.")
    static let tolerance = ConfigurationKey(
      "tolerance", .number(0.0001...1), default: .number(0.02), example: "0.02",
      """
      How far probabilities may be from frequencies, and an estimate on average from what came, as a share; of \
      a regression a tenth of the error is allowed.
      """)

    static let source = ConfigurationKey(
      "data", .text(.data), isRequired: true, example: "labels.csv",
      "A file, glob, directory or ENGINE:TABLE-or-SQL; paths are relative to this file.")
    static let key = ConfigurationKey(
      "key", .text(.column), isRequired: true, example: "id",
      "The column by which a label finds its prediction; both have it.")
    static let label = ConfigurationKey(
      "label", .text(.column), example: "late", "The label's column; that of the target without it."
    )
    static let time = ConfigurationKey(
      "time", .text(.column), example: "labelled_at", "The column of when the label was given.")
    static let predictedAt = ConfigurationKey(
      "predicted-at", .text(.column), example: "scored_at",
      "The predictions' column of when they were made; columns.timestamp without it.")
    static let item = ConfigurationKey(
      "item", .text(.column), isRequired: true, example: "id", "The column that names the item.")
    static let annotator = ConfigurationKey(
      "annotator", .text(.column), isRequired: true, example: "who",
      "The column that names who judged it.")
    static let judged = ConfigurationKey(
      "label", .text(.column), isRequired: true, example: "label", "The column of the label given.")
    static let adjudicated = ConfigurationKey(
      "truth", .text(.column), example: "final", "The column of the adjudicated label.")
  }

  static let keys = [
    Key.labels, Key.delay, Key.coverage, Key.proxy, Key.proxyAgreement, Key.annotations,
    Key.agreement, Key.estimate,
  ]

  init(_ values: ConfigurationMapping) {
    guard let seconds = values.text(Key.delay).flatMap(ConfigurationDuration.init)?.seconds else {
      preconditionFailure("a delay that validation accepts is none: \(values)")
    }
    // Whole days, and no more than a calendar holds.
    delay = Int(min(36_500, (seconds / 86_400).rounded(.up)))
    coverage = values.numberOrDefault(Key.coverage)
    proxy = values.text(Key.proxy)
    proxyAgreement = values.numberOrDefault(Key.proxyAgreement)
    agreement = values.numberOrDefault(Key.agreement)
    let estimate = values.mapping(Key.estimate)
    // The default of the tolerance alone declares nothing.
    if let window = estimate.text(Key.window).flatMap(Project.Window.init) {
      self.estimate = Estimation(
        window: window, tolerance: estimate.numberOrDefault(Key.tolerance))
    }
    let labels = values.mapping(Key.labels)
    if !labels.entries.isEmpty {
      self.labels = Labels(
        source: labels.required(Key.source), key: labels.required(Key.key),
        label: labels.text(Key.label), time: labels.text(Key.time),
        predictedAt: labels.text(Key.predictedAt))
    }
    let annotations = values.mapping(Key.annotations)
    if !annotations.entries.isEmpty {
      self.annotations = Annotations(
        source: annotations.required(Key.source), item: annotations.required(Key.item),
        annotator: annotations.required(Key.annotator), label: annotations.required(Key.judged),
        truth: annotations.text(Key.adjudicated))
    }
  }
}

extension Project {
  /// What the truth cannot be of the task.
  var truthRules: [ProjectError] {
    guard model.task == .ranking, truth.proxy != nil else { return [] }
    return [
      refusal(
        of: "truth.proxy",
        "a proxy of what is relevant in a ranking is not compared with the truth",
        remedy: "remove it, and answer the question truth.proxy")
    ]
  }

  /// A `DATA` of this file as seen from anywhere, see ``DataSet/source(from:)``.
  package func source(_ source: String, from directory: String) -> String {
    DataSet(source: source).source(from: directory)
  }
}
