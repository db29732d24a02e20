package import Measurements

/// What was found of logged predictions and of the feedback on them.
package struct TraceFacts: Sendable {
  /// What checks want to know.
  package enum Question: Sendable, Hashable {
    /// What each logged prediction says of where it came from.
    case logged
    /// Feedback joined to its predictions.
    case feedback
  }

  /// The logged predictions, or why they cannot be read; nil when not asked.
  package var logged: Result<DatasetProfile, any Error>?
  /// Feedback joined to its predictions, or why it cannot be; nil when not asked.
  package var feedback: Result<JoinedFeedback, any Error>?
}

/// Reports on predictions, by whether they found theirs.
package struct JoinedFeedback: Sendable, Hashable {
  /// Reports.
  package let reports: Int
  /// Reports without a key.
  package let unkeyed: Int
  /// Reports whose key exactly one prediction has.
  package let joined: Int
  /// Reports whose key several predictions have.
  package let ambiguous: Int
  /// Predictions that were searched.
  package let predictions: Int
  /// A report that was sent on purpose; nil when no command is declared.
  package var drill: SendingDrill?
}
