package import Foundation
package import Statistics

/// An assessment as `report.json` keeps it: what later runs compare with.
package struct AssessmentRecord: Sendable, Hashable, Decodable {
  /// `GO`, `GO_WITH_CONDITIONS`, `NO_GO`.
  package let verdict: String
  /// The aspects that were assessed.
  package let aspects: [Aspect]
  /// The data that were read.
  package let inputs: [Input]
  /// SHA-256 of every setting by its path in assay.yaml.
  package let settings: [String: String]
  /// The command that made it.
  package let command: String
  /// The version that ran the command.
  package let assayVersion: String
  /// When.
  package let time: String
  /// SHA-256 of all evidence together.
  package let evidence: String
  /// The end of the decision log as it was then.
  package let decisionLog: DecisionState?

  /// The end of a decision log.
  package struct DecisionState: Sendable, Hashable, Decodable {
    /// Its entries.
    package let entries: Int
    /// The hash of the last.
    package let head: String
  }

  /// An aspect of the record.
  package struct Aspect: Sendable, Hashable, Decodable {
    package let id: String
    package let title: String
    package let status: String
    package let evidence: String
    package let checks: [Check]
    package let questions: [Question]
  }

  /// A check of the record.
  package struct Check: Sendable, Hashable, Decodable {
    package let id: String
    package let title: String
    package let status: String
    package let finding: String
    package let measurements: [Measurement]
    /// The bins and counts behind it; nil in what earlier versions wrote.
    package let figures: [RecordedFigure]?
    package let method: String
    package let reference: String
    package let remedy: String?
    package let evidence: String
    package let data: [String]
    package let settings: [String]
  }

  /// A number of the record.
  package struct Measurement: Sendable, Hashable, Decodable {
    package let name: String
    package let value: Double?
    package let interval: Interval?
    package let unit: String
    package let threshold: Double?
    package let note: String?
    /// Whether it is of the moment at which it was taken; nil where it is not.
    package let momentary: Bool?
  }

  /// A question of the record with its answer.
  package struct Question: Sendable, Hashable, Decodable {
    package let id: String
    package let text: String
    package let answer: String?
    package let answeredBy: String?
    package let evidence: String?
  }

  /// A data set of the record.
  package struct Input: Sendable, Hashable, Decodable {
    package let role: String
    package let source: String
    package let rows: Int
    package let columns: Int
    package let contentHash: String?
    package let schemaHash: String
  }

  /// Reads `report.json`.
  ///
  /// - Throws: ``RecordError`` when it is no assessment or lacks what binds its evidence.
  package init(_ data: Data, file: String) throws(RecordError) {
    do {
      self = try JSONDecoder().decode(Self.self, from: data)
    } catch {
      throw RecordError(file: file)
    }
  }

  /// How an item stood, and the hash of its evidence; nil for an item that is not in the record.
  package func standing(of item: String) -> (status: String, evidence: String)? {
    if item == DecisionEntry.model { return (verdict, evidence) }
    if let aspect = aspects.first(where: { $0.id == item }) {
      return (aspect.status, aspect.evidence)
    }
    return aspects.lazy.flatMap(\.checks).first { $0.id == item }.map { ($0.status, $0.evidence) }
  }
}

/// A file that is no record of an assessment.
package struct RecordError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file, as it was named.
  package let file: String

  /// What and what to do.
  package var description: String {
    "\(file) is no assessment that this version wrote; `assay assess` writes it anew."
  }
}
