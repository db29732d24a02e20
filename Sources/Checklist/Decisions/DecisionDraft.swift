internal import Statistics

/// A decision as a person typed it, held to the rules of the log.
package struct DecisionDraft: Sendable, Hashable {
  /// The id of an aspect or a check, or `model`.
  package let item: String
  /// What is decided.
  package let kind: DecisionEntry.Kind
  /// Who decides.
  package let by: String
  /// Why.
  package let reason: String
  /// The last day on which it holds.
  package let until: String?

  /// Longer texts belong into a document that the reason names.
  static let mostCharacters = 4_000

  /// Checks what was typed.
  ///
  /// - Throws: ``DecisionRefusal`` with the first thing that is wrong.
  package init(
    item: String?, kind: DecisionEntry.Kind?, by: String?, reason: String?, until: String?,
    today: CalendarDate, vocabulary: Vocabulary
  ) throws(DecisionRefusal) {
    guard let item, let kind else {
      throw DecisionRefusal(
        "name an item and a decision: `assay decide parity.inputs accept --by NAME --reason TEXT`")
    }
    self.item = try Self.known(item, kind, vocabulary)
    self.kind = kind
    self.by = try Self.words(by, "--by", "who decides")
    self.reason = try Self.words(reason, "--reason", "why")
    self.until = try Self.end(until, kind, today)
  }

  private static func known(
    _ item: String, _ kind: DecisionEntry.Kind, _ vocabulary: Vocabulary
  ) throws(DecisionRefusal) -> String {
    let aspects = AspectID.allCases.map(\.rawValue)
    let checks = vocabulary.checks.map(\.id)
    switch kind {
    case .signOff where checks.contains(item):
      throw DecisionRefusal("a check is not signed; sign its aspect, or `model`")
    case .accept where item == DecisionEntry.model, .waive where item == DecisionEntry.model,
      .reject where item == DecisionEntry.model, .withdraw where item == DecisionEntry.model:
      throw DecisionRefusal(
        "the model as a whole can only be signed: decide upon an aspect or a check")
    default: break
    }
    guard item != DecisionEntry.model, !aspects.contains(item), !checks.contains(item) else {
      return item
    }
    let suggestion = Spelling.suggestion(for: item, among: aspects + checks)
    throw DecisionRefusal(
      "there is no item “\(item.visible)”; \(suggestion ?? "`assay checklist` lists them")")
  }

  private static func words(
    _ text: String?, _ option: String, _ meaning: String
  ) throws(DecisionRefusal) -> String {
    guard let text, !text.allSatisfy(\.isWhitespace) else {
      throw DecisionRefusal("say \(meaning), with \(option)")
    }
    guard text.count <= mostCharacters else {
      throw DecisionRefusal("\(option) has more than \(mostCharacters) characters")
    }
    return text
  }

  private static func end(
    _ text: String?, _ kind: DecisionEntry.Kind, _ today: CalendarDate
  ) throws(DecisionRefusal) -> String? {
    guard let text else {
      guard kind == .waive else { return nil }
      throw DecisionRefusal(
        "a waiver needs an end: add the last day on which it holds, --until DATE")
    }
    guard kind == .waive || kind == .accept else {
      throw DecisionRefusal("only a waiver or an acceptance ends: leave --until out")
    }
    guard let date = CalendarDate(text) else {
      throw DecisionRefusal("“\(text.visible)” is no day; write it like 2027-03-31")
    }
    guard date >= today else {
      throw DecisionRefusal("\(date) is over, so the decision would never hold")
    }
    return date.description
  }
}

/// A decision that cannot be recorded, in a clause.
package struct DecisionRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong and what to do, without a full stop.
  package let message: String

  init(_ message: String) { self.message = message }

  /// The message as a sentence.
  package var description: String { message.hasSuffix("?") ? message : message + "." }
}
