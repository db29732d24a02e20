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
    let start = try? handle.read(upToCount: 64)
    try? handle.close()
    guard let start, ProfileFile.looksLikeProfile(start) else { return nil }
    return try read(path)
  }

  /// Writes a profile whole or not at all.
  static func write(_ profile: DatasetProfile, to path: String) throws {
    try ReportWriter().write(
      String(decoding: try ProfileFile.encode(profile), as: UTF8.self), to: path)
  }
}
