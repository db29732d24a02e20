package import Foundation

/// One line of the decision log: who decided what, why and until when, chained to the line before.
///
/// A line is canonical JSON: keys in alphabetical order, no spaces. Its `hash` is the SHA-256 of
/// the same JSON without the hash, `previous` the hash of the line before, so that no line can be
/// changed, removed or put between others without breaking every hash after it.
package struct DecisionEntry: Sendable, Hashable, Codable {
  /// What a person can record.
  package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Looked at and taken on; failures stay.
    case accept
    /// Set aside for a time, failures included.
    case waive
    /// Not good enough, whatever the check says: the item fails.
    case reject
    /// Ends the decision on the item.
    case withdraw
    /// A signature below the evidence as it stands.
    case signOff = "sign-off"
  }

  /// Its place in the log, from 1.
  package var number: Int
  /// When it was recorded, ISO 8601 in UTC.
  package var time: String
  /// What was decided.
  package var kind: Kind
  /// The id of an aspect or a check, or `model` for the whole assessment.
  package var item: String
  /// Who decided.
  package var by: String
  /// Why.
  package var reason: String
  /// The last day on which it holds; a waiver always has one.
  package var until: String?
  /// How the item stood in the assessment that the person saw; nil when there was none.
  package var status: String?
  /// SHA-256 of the item's evidence in that assessment; nil when there was none.
  package var evidence: String?
  /// The hash of the line before; 64 zeros in the first.
  package var previous: String
  /// The hash of this line.
  package private(set) var hash = ""

  /// The name of the whole assessment as an item.
  package static let model = "model"
  /// What the first line follows.
  package static let beginning = String(repeating: "0", count: 64)

  /// Makes an entry and its hash.
  ///
  /// - Throws: what the encoder throws, which it does for no text.
  package init(
    number: Int, time: String, kind: Kind, item: String, by: String, reason: String, until: String?,
    status: String?, evidence: String?, previous: String
  ) throws {
    self.number = number
    self.time = time
    self.kind = kind
    self.item = item
    self.by = by
    self.reason = reason
    self.until = until
    self.status = status
    self.evidence = evidence
    self.previous = previous
    hash = try hashed()
  }

  /// The entry as it stands in the log, without the line's end.
  package func line() throws -> Data { try Self.encoder.encode(self) }

  /// The hash that the other members have.
  func hashed() throws -> String {
    var bare = self
    bare.hash = ""
    return EvidenceHash.of(try Self.encoder.encode(bare))
  }

  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}

extension DecisionEntry {
  /// The decision for the checklist's rules; nil for a signature, which changes no status.
  package var decision: ItemDecision? {
    let kinds: [Kind: ItemDecision.Kind] = [
      .accept: .accept, .waive: .waive, .reject: .reject, .withdraw: .withdraw,
    ]
    guard let kind = kinds[kind] else { return nil }
    return ItemDecision(
      item: AspectID(rawValue: item).map(ItemDecision.Item.aspect) ?? .check(item), kind: kind,
      by: by, reason: reason, until: until.flatMap(CalendarDate.init),
      seen: status)
  }
}
