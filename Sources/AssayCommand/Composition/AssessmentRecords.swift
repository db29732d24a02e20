internal import Checklist
internal import Engines
internal import Foundation

/// Assessments kept in files.
enum AssessmentRecords {
  /// The name of the file in a report's folder.
  static let fileName = "report.json"

  /// Reads an assessment that `assay assess` wrote.
  static func read(_ path: String) throws -> AssessmentRecord {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw UsageError(
        "there is no assessment at \(path.shownOnOneLine); `assay assess` writes one, or name it.")
    }
    return try AssessmentRecord(data, file: path.shownOnOneLine)
  }
}
