internal import Engines
internal import Foundation
internal import Measurements

/// Metrics kept in files.
enum SavedMetrics {
  /// Reads a file that `assay metrics --json` wrote.
  static func read(_ path: String) throws -> MetricsFile {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw EngineError(
        .unreadable, "the document cannot be read", remedy: "check that it is there", file: path)
    }
    do throws(MetricsFile.Refusal) {
      return try MetricsFile(data, name: path.shownOnOneLine)
    } catch {
      throw UsageError(error.message + ".")
    }
  }
}
