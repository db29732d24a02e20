package import Foundation

/// A profile as it is kept in a file, so that a reference need not be read again.
package enum ProfileFile {
  /// The version that is written; older ones are read.
  package static let version = 1
  private static let format = "assay-profile"

  private struct Envelope: Codable {
    let format: String
    let version: Int
    let profile: DatasetProfile
  }

  private struct Header: Codable {
    let format: String
    let version: Int
  }

  /// The bytes of a file: JSON with sorted keys, the same for equal profiles.
  package static func encode(_ profile: DatasetProfile) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(Envelope(format: format, version: version, profile: profile))
  }

  /// Whether bytes begin like a profile, so that `--reference` may name data or a profile.
  package static func looksLikeProfile(_ data: Data) -> Bool {
    data.prefix(64).range(of: Data("{\"format\":\"\(format)\"".utf8))?.lowerBound == data.startIndex
  }

  /// The profile in a file's bytes.
  ///
  /// - Throws: ``ProfileFileRefused`` with what is wrong.
  package static func decode(_ data: Data) throws(ProfileFileRefused) -> DatasetProfile {
    let decoder = JSONDecoder()
    do {
      let header = try decoder.decode(Header.self, from: data)
      guard header.format == format else { throw ProfileFileRefused("it is no profile") }
      guard header.version <= version else {
        throw ProfileFileRefused(
          "it has version \(header.version), this program reads up to version \(version)")
      }
      return try decoder.decode(Envelope.self, from: data).profile
    } catch let refused as ProfileFileRefused {
      throw refused
    } catch DecodingError.dataCorrupted(let context) {
      throw ProfileFileRefused("\(Self.path(context.codingPath)): \(context.debugDescription)")
    } catch DecodingError.keyNotFound(let key, let context) {
      throw ProfileFileRefused("\(Self.path(context.codingPath)): \(key.stringValue) is missing")
    } catch DecodingError.typeMismatch(_, let context) {
      throw ProfileFileRefused("\(Self.path(context.codingPath)): \(context.debugDescription)")
    } catch {
      throw ProfileFileRefused("it cannot be read: \(error)")
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    keys.isEmpty ? "the file" : keys.map(\.stringValue).joined(separator: ".")
  }
}

/// A profile's file that cannot be used, and why.
package struct ProfileFileRefused: Error, Sendable, Hashable {
  /// Why, in words for people: "the profile cannot be used: …".
  package let reason: String

  init(_ reason: String) {
    self.reason = reason
  }
}
