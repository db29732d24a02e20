/// What the columns mean, each with the reason.
package struct InferredRoles: Sendable, Hashable {
  /// What the model predicts.
  package var task: Inferred<Project.Task>
  /// The column with the truth.
  package var target: Inferred<String>
  /// The target's positive value; binary only.
  package var positive: Inferred<String>?
  /// The column with the predicted class or value.
  package var prediction: Inferred<String>?
  /// The column with the predicted probability, or what rows are ranked by.
  package var score: Inferred<String>?
  /// The columns with the classes' probabilities, and the classes; multiclass only.
  package var probabilities: Inferred<[String]>?
  package var classes: Inferred<[String]>?
  /// The column with the time.
  package var timestamp: Inferred<String>?
  /// The columns that name a series; forecast only.
  package var series: Inferred<[String]>?
  /// The column that several rows share when they are about one thing.
  package var entity: Inferred<String>?
  /// The column of what is ranked; ranking only.
  package var item: Inferred<String>?
  /// The windows of production's length that test is cut into.
  package var window: Inferred<String>?
  /// The steps of a season; forecast only.
  package var season: Inferred<Int>?
  /// The steps that a forecast looks ahead; forecast only.
  package var horizon: Inferred<Int>?
  /// Columns that only tell rows apart.
  package var identifier: [Inferred<String>] = []
  /// Columns that divide rows into groups.
  package var segments: [Inferred<String>] = []
  /// Columns on people that are protected.
  package var protected: [Inferred<String>] = []
  /// Columns on people that are protected by their names but hold numbers, which make no groups as
  /// they are.
  package var protectedNumbers: [String] = []
  /// Columns that scoring data lack.
  package var unavailableAtScoring: [Inferred<String>] = []
}

/// A value that was given or found, and why it is thought right.
package struct Inferred<Value: Sendable & Hashable>: Sendable, Hashable {
  /// The value.
  package let value: Value
  /// Why, a sentence.
  package let reason: String
  /// Whether a person should look at it.
  package let needsCheck: Bool

  init(_ value: Value, _ reason: String, check needsCheck: Bool = false) {
    self.value = value
    self.reason = reason
    self.needsCheck = needsCheck
  }

  /// The reason, marked when a person should look at it.
  package var sentence: String {
    needsCheck ? "CHECK: \(reason)" : reason
  }
}

/// What a person already said about the columns.
package struct GivenRoles: Sendable, Hashable {
  /// `--task`.
  package var task: Project.Task?
  /// `--target`.
  package var target: String?
  /// `--positive`.
  package var positive: String?
  /// `--prediction`.
  package var prediction: String?
  /// `--score`.
  package var score: String?
  /// `--probabilities`.
  package var probabilities: [String] = []
  /// `--classes`.
  package var classes: [String] = []
  /// `--timestamp`.
  package var timestamp: String?
  /// `--series`.
  package var series: [String] = []
  /// `--entity`.
  package var entity: String?
  /// `--item`.
  package var item: String?
  /// `--season`.
  package var season: Int?
  /// `--horizon`.
  package var horizon: Int?

  /// The column that tells so much of the target that it may be the model's output, and how much:
  /// for data whose outputs have no name that says so.
  package var likelyOutput: LikelyOutput?

  /// A column that may hold predictions.
  package struct LikelyOutput: Sendable, Hashable {
    package let column: String
    /// Why, a clause: `its values leave 32 % less error than the mean does`.
    package let reason: String

    /// Names a column.
    package init(column: String, reason: String) {
      self.column = column
      self.reason = reason
    }
  }

  /// Makes a set of given roles.
  package init(
    task: Project.Task? = nil, target: String? = nil, positive: String? = nil,
    prediction: String? = nil, score: String? = nil, timestamp: String? = nil,
    entity: String? = nil
  ) {
    self.task = task
    self.target = target
    self.positive = positive
    self.prediction = prediction
    self.score = score
    self.timestamp = timestamp
    self.entity = entity
  }
}

/// Why roles cannot be told, and which option would tell them.
package struct RoleInferenceError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is the matter, a clause without a full stop.
  package let message: String
  /// Which option to give.
  package let remedy: String

  /// Message and remedy in one line.
  package var description: String { "\(message); \(remedy)" }
}
