package import Engines
internal import Foundation

/// Divides the rows of a source, and writes the sets.
package struct SplitRun {
  private let source: DataSource
  private let engine: any Engine
  /// The assignment of the rows.
  package let assignment: SplitAssignment
  /// The columns that rows have.
  package let fieldCount: Int
  /// SHA-256 of names and types.
  package let schemaHash: String

  /// Reads the rows and assigns them.
  ///
  /// - Parameter scan: reads the data once.
  /// - Throws: ``SplitRefusal``, and what `scan` throws.
  package init(
    _ source: DataSource, _ recipe: SplitRecipe, engine: any Engine,
    scan: (ScanPlan) throws -> ScanResults
  ) throws {
    self.source = source
    self.engine = engine
    var plan = ScanPlan()
    let ticket = plan.add(SplitFold(recipe))
    let results = try scan(plan)
    assignment = try SplitAssignment(results[ticket].get(), recipe)
    fieldCount = results.fields.count
    schemaHash = FileFingerprint.schemaHash(results.fields)
  }

  /// Writes each set to a file, its rows in the order of the data.
  ///
  /// - Parameter paths: one a set, in the sets' order.
  /// - Returns: the SHA-256 of each file.
  /// - Throws: ``EngineError``, ``SplitRefusal/notRepeatable`` when the data changed meanwhile.
  package func write(to paths: [String], format: FileFormat) throws -> [String] {
    let marks = FileManager.default.temporaryDirectory
      .appending(path: "assay-marks-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: marks) }
    try Self.write(assignment.marks, to: marks)
    var hashes: [String] = []
    for (place, path) in paths.enumerated() {
      let written = try engine.write(
        source, marks: marks, mark: place + 1, to: path, format: format)
      guard written == assignment.sets[place].rows else { throw SplitRefusal.notRepeatable }
      hashes.append(try FileFingerprint(of: path).sha256)
    }
    return hashes
  }

  /// One digit a line, readable by this process' user alone.
  private static func write(_ marks: [UInt8], to path: String) throws(EngineError) {
    var bytes = Data(capacity: marks.count * 2)
    for mark in marks {
      bytes.append(UInt8(ascii: "0") + mark)
      bytes.append(UInt8(ascii: "\n"))
    }
    guard
      FileManager.default.createFile(
        atPath: path, contents: bytes, attributes: [.posixPermissions: 0o600])
    else {
      throw EngineError(
        .broken, "the folder for temporary files could not be written",
        remedy: "check its free space and permissions", file: path)
    }
  }
}
