/// Something unusual of a run: what, how far, and what it looks like.
package struct Alarm: Sendable, Hashable, Codable {
  package let kind: Kind
  package let level: Level
  /// The column; nil for the batch.
  package let column: String?
  /// Whether it looks like an error, a real change, or neither.
  package let nature: Nature
  /// The cause that fits, by the id of its card; nil when none does.
  package let cause: String?
  /// What was found, a sentence without a full stop.
  package let finding: String
  /// Why it is taken for what it is, a sentence without a full stop.
  package let evidence: String
  /// What to do.
  package let action: Action
  /// The figure that is unusual, with its usual range; nil where there is none.
  package let figure: ObservedFigure?
  /// An alarm of the same run further up, where this one may come from: `raw: column price`.
  package internal(set) var origin: String?

  /// What is unusual.
  package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case empty, duplicated, late, clock, freshness, volume, missingValues, distribution,
      newCategories, vanishedCategories, columnAdded, columnRemoved, columnRenamed, typeChanged,
      orderChanged, constraint
  }

  /// How grave it is.
  package enum Level: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    /// Worth knowing: nothing is wrong by it.
    case note
    /// The data changed, or it cannot be told whether they are wrong.
    case change
    /// The data look wrong.
    case error

    package static func < (left: Level, right: Level) -> Bool {
      let order = allCases
      return order.firstIndex(of: left) ?? 0 < order.firstIndex(of: right) ?? 0
    }
  }

  /// What it looks like.
  package enum Nature: String, Sendable, Hashable, Codable {
    case error, change, unclear
  }

  /// What to do about it.
  package enum Action: String, Sendable, Hashable, Codable {
    /// Hold the batch back and have it repaired at its source.
    case quarantine
    /// Wait for the batch, or ask for it.
    case wait
    /// Adapt: the contract, the features or the model.
    case adapt
    /// Look at it: the evidence does not decide.
    case look
  }

  /// Makes an alarm; its level follows from its nature where none is given.
  init(
    _ kind: Kind, column: String? = nil, nature: Nature, cause: String? = nil, finding: String,
    evidence: String, action: Action? = nil, level: Level? = nil, figure: ObservedFigure? = nil
  ) {
    self.kind = kind
    self.column = column
    self.nature = nature
    self.cause = cause
    self.finding = finding
    self.evidence = evidence
    self.figure = figure
    self.level = level ?? (nature == .error ? .error : .change)
    self.action =
      action ?? (nature == .error ? .quarantine : nature == .change ? .adapt : .look)
  }
}
