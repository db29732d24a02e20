package import Checklist
package import Learners

/// What was found by asking the model itself.
package struct ModelFacts: Sendable {
  /// What checks want to know from the model.
  package enum Question: Sendable, Hashable {
    /// Saved rows scored again.
    case rescoring
    /// Rows made worse.
    case robustness
    /// Inputs shuffled.
    case importance
    /// The same rows put in other ways.
    case `interface`
    /// The model made to fail, with the fallback behind it.
    case fallback
  }

  /// Saved rows scored again, by the set that they are from; sets without saved predictions are
  /// left out.
  package var rescored: [(role: Project.DataRole, result: Result<Rescoring, any Error>)] = []
  /// The classes of several, by whose places answers are told; empty for other tasks.
  package var classes: [String] = []
  /// What became of the answers when rows got worse; nil when not asked.
  package var robustness: Result<RobustnessStudy, any Error>?
  /// What each input is worth; nil when not asked.
  package var importance: Result<ImportanceStudy, any Error>?
  /// Whether answers depend on how rows are put; nil when not asked.
  package var interface: Result<ContractStudy, any Error>?
  /// What becomes of answers when the model fails; nil when not asked.
  package var fallback: Result<FallbackDrill, any Error>?
}
