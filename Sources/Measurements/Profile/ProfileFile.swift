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

  /// What a file that `--reference` names may be.
  package enum Kind: Sendable, Hashable {
    case profile
    /// One JSON object with objects or lists in it, which is neither rows nor a profile.
    case unrecognised
    case data
  }

  /// Bytes of the beginning from which ``mayBeObject(beginning:isWhole:)`` tells.
  package static let beginning = 1 << 20

  /// Whether a file that begins so may be one JSON object: then all of it is needed to tell its
  /// kind.
  ///
  /// - Parameter isWhole: whether there is no more of the file.
  package static func mayBeObject(beginning data: Data, isWhole: Bool) -> Bool {
    let space = Set(" \t\r\n\u{FEFF}".utf8)
    guard data.first(where: { !space.contains($0) }) == UInt8(ascii: "{") else { return false }
    // A line that is an object, and more below it, are rows.
    guard let end = data.firstIndex(of: UInt8(ascii: "\n")) else { return true }
    let isRow = isObject(data[..<end])
    return !(isRow && (!isWhole || data[end...].contains { !space.contains($0) }))
  }

  /// What the whole of a file is, however it is laid out.
  package static func kind(of data: Data) -> Kind {
    do {
      let outline = try JSONDecoder().decode(Outline.self, from: data)
      return outline.format == format ? .profile : outline.hasParts ? .unrecognised : .data
    } catch {
      return .data
    }
  }

  private static func isObject(_ data: Data) -> Bool {
    do {
      _ = try JSONDecoder().decode(Outline.self, from: data)
      return true
    } catch {
      return false
    }
  }

  /// The top of a JSON object: what it says of its format, and whether other values lie inside
  /// values.
  private struct Outline: Decodable {
    let format: String?
    let hasParts: Bool

    private struct Name: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init?(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    private enum Value: Decodable {
      case text(String), plain, parts

      init(from decoder: any Decoder) throws {
        if (try? decoder.container(keyedBy: Name.self)) != nil
          || (try? decoder.unkeyedContainer()) != nil
        {
          self = .parts
        } else {
          self =
            (try? decoder.singleValueContainer().decode(String.self)).map { .text($0) } ?? .plain
        }
      }
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Name.self)
      var format: String?
      var hasParts = false
      for key in container.allKeys {
        switch try container.decode(Value.self, forKey: key) {
        case .text(let text) where key.stringValue == "format": format = text
        case .text, .plain: break
        case .parts: hasParts = true
        }
      }
      (self.format, self.hasParts) = (format, hasParts)
    }
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
    } catch DecodingError.typeMismatch(_, let context),
      DecodingError.valueNotFound(_, let context)
    {
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
