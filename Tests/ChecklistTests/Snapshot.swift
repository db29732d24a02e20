import Foundation
import Testing

/// A file of the repository that must equal what the code makes.
///
/// With `ASSAY_UPDATE_SNAPSHOTS=1` in the environment the file is written, and the test still fails
/// once, so that an update is never mistaken for a pass.
enum Snapshot {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func expect(
    _ text: String, equals path: String, location: SourceLocation = #_sourceLocation
  ) throws {
    let file = root.appending(path: path)
    let committed = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    if committed != text, ProcessInfo.processInfo.environment["ASSAY_UPDATE_SNAPSHOTS"] == "1" {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(
      committed == text, "\(path) differs; ASSAY_UPDATE_SNAPSHOTS=1 writes it",
      sourceLocation: location)
  }

  static func contents(of path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }
}
