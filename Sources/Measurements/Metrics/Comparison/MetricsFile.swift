package import Foundation
package import Statistics

/// A document that `assay metrics --json` wrote, as far as it is compared.
package struct MetricsFile: Sendable, Decodable {
  /// A metric's value.
  package struct Value: Sendable, Decodable {
    package let value: Double?
    package let interval: Interval?
    package let note: String?

    package var estimate: Estimate {
      guard let value else {
        return Estimate(undefined: Undefined(note ?? "it has no value"))
      }
      return Estimate(value, interval: interval, note: note)
    }
  }

  /// A group of rows.
  package struct Group: Sendable, Decodable {
    package let key: String?
    package let start: String?
    package let by: [String: String?]?
    package let rows: Int
    package let metrics: [String: Value]
  }

  package let rows: Int
  package let metrics: [String: Value]
  package let groups: [Group]?
  package let fingerprint: MetricFingerprint?

  /// Why a file is no such document.
  package struct Refusal: Error, Sendable {
    package let message: String
  }

  /// The most bytes of such a document: 10,000 groups of 30 metrics take 60 MB.
  private static let largest = 200_000_000

  /// Reads a document.
  ///
  /// - Throws: ``Refusal`` when the bytes are none.
  package init(_ data: Data, name: String) throws(Refusal) {
    guard data.count <= Self.largest else {
      throw Refusal(message: "\(name) is too large to be a document of assay metrics")
    }
    do {
      self = try JSONDecoder().decode(Self.self, from: data)
    } catch {
      throw Refusal(
        message: "\(name) is no document of assay metrics: make it with assay metrics … --json")
    }
  }
}
