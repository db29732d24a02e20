/// What a team declares about its model: the typed value of assay.yaml.
package struct Project: Sendable, Hashable {
  /// The model in question.
  package var model: Model
  /// Its data.
  package var data: DataSets
  /// Databases that a data set may name, in the order of the file.
  package var engines: [NamedEngine]
  /// What incoming data must be; nil when nothing is declared.
  package var contract: DataContract?
  /// The stages that data go through, in their order.
  package var pipeline: [Stage]
  /// How the quality of incoming data is watched.
  package var quality: Quality
  /// What the columns mean.
  package var columns: Columns
  /// How performance is measured and judged.
  package var metrics: Metrics
  /// What the model has to beat.
  package var baseline: Baseline
  /// How shifts between sets are judged.
  package var drift: Drift
  /// Goals and hard limits for quality, speed and cost.
  package var limits: Limits
  /// Which differences between groups of people are acceptable.
  package var fairness: Fairness
  /// How far people may be recognised.
  package var privacy: Privacy
  /// How the truth is obtained in production.
  package var truth: Truth
  /// How the model fits into the larger system.
  package var integration: Integration
  /// How the rows were divided; nil when nothing is declared.
  package var split: Split?
  /// What training and serving do alike.
  package var parity: Parity
  /// By column and value, the share in the population that the model is for.
  package var population: [String: [String: Double]]
  /// What the production plan needs beyond the answers.
  package var plan: Plan
  /// Answers by the question's id; blank ones are left out.
  package var answers: [String: Answer]
  /// Decisions in the order of the file.
  package var decisions: [ItemDecision]
  /// Where the report goes, as typed: relative to the project file's directory.
  package var reportDirectory: String
  /// The project file's name, as it was given to ``load(_:file:vocabulary:)``.
  package var file: String
  /// Where each given value stands in the file, by its path: `columns.target`.
  package var places: [String: Place]
  /// What was declared, defaults included, as canonical text by the path of its key: evidence is
  /// bound to the settings that it was made with.
  package var settings: [String: String]

  /// The error to show when a value of the file turns out wrong later: a column that the data lack.
  package func refusal(of path: String, _ message: String, remedy: String? = nil) -> ProjectError {
    let place = places[path] ?? places[path.prefixBeforeLastDot] ?? Place(line: 1, column: 1)
    return ProjectError(
      message: message, file: file, line: place.line, column: place.column, remedy: remedy)
  }
}

/// A place in a text file, both counted from 1, columns in Unicode scalars.
package struct Place: Sendable, Hashable, Comparable {
  /// The line.
  package let line: Int
  /// The column.
  package let column: Int

  /// Makes a place.
  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Whether one comes before another.
  package static func < (first: Self, second: Self) -> Bool {
    (first.line, first.column) < (second.line, second.column)
  }
}

extension String {
  /// `columns` of `columns.target`; itself without a dot.
  fileprivate var prefixBeforeLastDot: String {
    lastIndex(of: ".").map { String(self[..<$0]) } ?? self
  }
}
