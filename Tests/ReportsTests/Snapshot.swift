import Foundation
import Testing

/// Texts that were looked at and committed in `Tests/Fixtures/reports`.
enum Snapshot {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures/reports")

  /// Expects a text to equal the committed one.
  ///
  /// With `ASSAY_UPDATE_SNAPSHOTS=1` the file is written,
  /// and the test fails all the same: look at the difference, commit it, run again.
  static func expect(
    _ text: String, named name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["ASSAY_UPDATE_SNAPSHOTS"] == "1" {
      try Data(text.utf8).write(to: file)
      Issue.record("recorded \(name): look at it and commit it", sourceLocation: sourceLocation)
      return
    }
    guard let expected = try? String(contentsOf: file, encoding: .utf8) else {
      Issue.record(
        "\(name) is not committed: run with ASSAY_UPDATE_SNAPSHOTS=1 and look at it",
        sourceLocation: sourceLocation)
      return
    }
    let differing = zip(
      expected.split(separator: "\n", omittingEmptySubsequences: false),
      text.split(separator: "\n", omittingEmptySubsequences: false)
    ).enumerated().first { $0.element.0 != $0.element.1 }
    #expect(
      text == expected,
      "line \((differing?.offset ?? 0) + 1) of \(name) differs: \(differing.map { "\($0.element)" } ?? "length")",
      sourceLocation: sourceLocation)
  }
}
