internal import Engines
internal import Foundation
internal import Measurements
internal import Reports

/// Profiles kept in files.
enum SavedProfile {
  /// Reads a file that `assay profile --save` wrote.
  static func read(_ path: String) throws -> DatasetProfile {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw UsageError("the profile \(path) cannot be read; check that it is there")
    }
    do throws(ProfileFileRefused) {
      return try ProfileFile.decode(data)
    } catch {
      throw UsageError("the profile \(path) cannot be used: \(error.reason)")
    }
  }

  /// The profile in a file, nil when the file holds data instead.
  static func readIfProfile(_ path: String) throws -> DatasetProfile? {
    guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? handle.close() }
    let beginning: Data
    let isWhole: Bool
    do {
      beginning = try handle.read(upToCount: ProfileFile.beginning) ?? Data()
      isWhole = try handle.read(upToCount: 1)?.isEmpty ?? true
    } catch {
      // A directory, or what cannot be read: opening it as data says so.
      return nil
    }
    guard ProfileFile.mayBeObject(beginning: beginning, isWhole: isWhole),
      let data = isWhole ? beginning : FileManager.default.contents(atPath: path)
    else { return nil }
    switch ProfileFile.kind(of: data) {
    case .data: return nil
    case .profile: return try read(path)
    case .unrecognised:
      throw UsageError(
        "\(path.shownOnOneLine) holds one JSON object that is no saved profile; name data, or a file "
          + "that `assay profile --save` wrote")
    }
  }

  /// Writes a profile whole or not at all.
  static func write(_ profile: DatasetProfile, to path: String) throws {
    try ReportWriter().write(
      String(decoding: try ProfileFile.encode(profile), as: UTF8.self), to: path)
  }
}
