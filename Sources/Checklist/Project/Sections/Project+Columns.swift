extension Project {
  /// What the columns of the data mean.
  package struct Columns: Sendable, Hashable {
    /// The truth.
    package var target: String
    /// The target's value that counts as positive; binary only.
    package var positive: String?
    /// The predicted class or value.
    package var prediction: String?
    /// The predicted probability of the positive class; binary only.
    package var score: String?
    /// When the prediction was due.
    package var timestamp: String?
    /// Whom or what a row is about, when several rows share one.
    package var entity: String?
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
      Set([target] + identifier + ignore + unavailableAtScoring)
        .union([prediction, score, timestamp, entity].compactMap(\.self))
    }
  }
}

extension Project.Columns: ConfigurationSection {
  enum Key {
    static let target = ConfigurationKey(
      "target", .text(.column), isRequired: true, example: "delayed",
      "The column with the truth that the model predicts.")
    static let positive = ConfigurationKey(
      "positive", .text(.words), example: "\"1\"",
      """
      The value of the target that counts as positive (binary). Without it 1 of 0 and 1, true of \
      true and false, yes of yes and no; any other pair needs it.
      """)
    static let prediction = ConfigurationKey(
      "prediction", .text(.column), example: "predicted",
      "The column with the predicted class or value.")
    static let score = ConfigurationKey(
      "score", .text(.column), example: "p_delayed",
      "The column with the predicted probability of the positive value (binary).")
    static let timestamp = ConfigurationKey(
      "timestamp", .text(.column), example: "scheduled_departure",
      "The column with the time of the prediction. Windows are cut by it.")
    static let entity = ConfigurationKey(
      "entity", .text(.column), example: "aircraft",
      "Whom or what a row is about, when several rows share one. No entity should be in two sets.")
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
      Columns that are known to hold personal data, beside those that the contract marks. Other columns       must hold none.
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
    Key.target, Key.positive, Key.prediction, Key.score, Key.timestamp, Key.entity,
    Key.identifier, Key.features, Key.ignore, Key.segments, Key.protected,
    Key.personal, Key.quasiIdentifiers, Key.sensitive, Key.unavailableAtScoring,
  ]

  init(_ values: ConfigurationMapping) {
    target = values.required(Key.target)
    positive = values.text(Key.positive)
    prediction = values.text(Key.prediction)
    score = values.text(Key.score)
    timestamp = values.text(Key.timestamp)
    entity = values.text(Key.entity)
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
