extension Project {
  /// What the columns of the data mean.
  package struct Columns: Sendable, Hashable {
    /// The truth.
    package var target: String
    /// The target's value that counts as positive; binary only.
    package var positive: String?
    /// The predicted class or value; of a ranking the predicted rank.
    package var prediction: String?
    /// The predicted probability of the positive class; of a ranking what rows are ordered by.
    package var score: String?
    /// The classes' predicted probabilities, in the order of ``classes``; multiclass only.
    package var probabilities: [String]
    /// The classes; multiclass only.
    package var classes: [String]
    /// When the prediction was due.
    package var timestamp: String?
    /// The columns whose values together name a series; forecast only.
    package var series: [String]
    /// Whom or what a row is about, when several rows share one; of a ranking the query.
    package var entity: String?
    /// What is ranked; ranking only.
    package var item: String?
    /// Columns that tell rows apart and carry no meaning.
    package var identifier: [String]
    /// What the model reads; nil means every column without another role.
    package var features: [String]?
    /// Columns that no check looks at.
    package var ignore: [String]
    /// Columns whose values divide the rows into groups that matter.
    package var segments: [String]
    /// Columns on people that the law or the team protects.
    package var protected: [String]
    /// Columns on people that are known to be personal data.
    package var personal: [String]
    /// Columns that together may single a person out.
    package var quasiIdentifiers: [String]
    /// Columns whose value nobody should learn of a person.
    package var sensitive: [String]
    /// Columns that are not known yet when a prediction is due.
    package var unavailableAtScoring: [String]

    /// Columns with a role that keeps them out of the features.
    package var reserved: Set<String> {
      Set([target] + identifier + ignore + unavailableAtScoring + outputs)
        .union([timestamp, entity, item].compactMap(\.self))
    }

    /// The columns with what the model says.
    package var outputs: [String] { [score, prediction].compactMap(\.self) + probabilities }
  }
}

extension Project.Columns: ConfigurationSection {
  enum Key {
    static let target = ConfigurationKey(
      "target", .text(.column), isRequired: true, example: "delayed",
      "The column with the truth that the model predicts; of a ranking the relevance, 0 or more.")
    static let positive = ConfigurationKey(
      "positive", .text(.words), example: "\"1\"",
      """
      The value of the target that counts as positive (binary). Without it 1 of 0 and 1, true of \
      true and false, yes of yes and no; any other pair needs it.
      """)
    static let prediction = ConfigurationKey(
      "prediction", .text(.column), example: "predicted",
      "The column with the predicted class or value; of a ranking the rank, the best smallest.")
    static let score = ConfigurationKey(
      "score", .text(.column), example: "p_delayed",
      """
      The column with the predicted probability of the positive value (binary), or the score that rows are \
      ranked by, the best largest (ranking).
      """)
    static let probabilities = columns(
      "probabilities", example: "[p_cat, p_dog, p_bird]",
      "The columns with the predicted probability of each class, in the order of classes (multiclass)."
    )
    static let classes = ConfigurationKey(
      "classes", .list(.text(.words)), example: "[cat, dog, bird]",
      "The classes as the target spells them, in the order of probabilities (multiclass).")
    static let timestamp = ConfigurationKey(
      "timestamp", .text(.column), example: "scheduled_departure",
      "The column with the time of the prediction. Windows are cut by it.")
    static let series = columns(
      "series", example: "[shop]",
      "The columns whose values together name a series (forecast). Without it, all rows are one.")
    static let entity = ConfigurationKey(
      "entity", .text(.column), example: "aircraft",
      """
      Whom or what a row is about, when several rows share one. No entity should be in two sets. Of a ranking \
      the query or user whose rows are ranked.
      """)
    static let item = ConfigurationKey(
      "item", .text(.column), example: "film",
      "The column of what is ranked (ranking). The most popular items are a baseline.")
    static let identifier = columns(
      "identifier", example: "[flight_id]",
      "Columns that tell rows apart and carry no meaning.")
    static let features = columns(
      "features", example: "[distance, carrier, hour]",
      "The columns that the model reads. Without it, every column that has no other role.")
    static let ignore = columns(
      "ignore", example: "[comment]",
      "Columns that no check looks at.")
    static let segments = columns(
      "segments", example: "[carrier, origin]",
      "Columns whose values divide the rows into groups that matter. Metrics are shown for each.")
    static let protected = columns(
      "protected", example: "[age_group, gender]",
      """
      Columns on people that the law or the team protects. Representation and fairness are judged for \
      each. An empty list says that the rows are not about people.
      """)
    static let personal = columns(
      "personal", example: "[email]",
      """
      Columns that are known to hold personal data, beside those that the contract marks: \
      their values are never shown. Other columns must hold none.
      """)
    static let quasiIdentifiers = columns(
      "quasi-identifiers", example: "[age_group, gender, postcode]",
      "Columns that together may single a person out, though none does alone.")
    static let sensitive = columns(
      "sensitive", example: "[diagnosis]",
      "Columns whose value nobody should learn of a person from the quasi-identifiers.")
    static let unavailableAtScoring = columns(
      "unavailable-at-scoring", example: "[arrival_time]",
      "Columns that are not known yet when a prediction is due. A model that reads one leaks.")

    private static func columns(
      _ name: String, example: String, _ summary: String
    ) -> ConfigurationKey {
      ConfigurationKey(name, .list(.text(.column)), example: example, summary)
    }
  }

  static let keys = [
    Key.target, Key.positive, Key.prediction, Key.score, Key.probabilities, Key.classes,
    Key.timestamp, Key.series, Key.entity, Key.item, Key.identifier, Key.features, Key.ignore,
    Key.segments, Key.protected, Key.personal, Key.quasiIdentifiers, Key.sensitive,
    Key.unavailableAtScoring,
  ]

  init(_ values: ConfigurationMapping) {
    target = values.required(Key.target)
    positive = values.text(Key.positive)
    prediction = values.text(Key.prediction)
    score = values.text(Key.score)
    probabilities = values.texts(Key.probabilities)
    classes = values.texts(Key.classes)
    timestamp = values.text(Key.timestamp)
    series = values.texts(Key.series)
    entity = values.text(Key.entity)
    item = values.text(Key.item)
    identifier = values.texts(Key.identifier)
    let features = values.texts(Key.features)
    self.features = features.isEmpty ? nil : features
    ignore = values.texts(Key.ignore)
    segments = values.texts(Key.segments)
    protected = values.texts(Key.protected)
    personal = values.texts(Key.personal)
    quasiIdentifiers = values.texts(Key.quasiIdentifiers)
    sensitive = values.texts(Key.sensitive)
    unavailableAtScoring = values.texts(Key.unavailableAtScoring)
  }
}
