import Foundation
import Testing

/// A person who stops early: Ctrl-C, and a pipe that nobody reads to its end.
@Suite struct InterruptionTests {
  /// Runs a command line of the shell after writing some files; `$ASSAY` is the program.
  static func shell(
    _ script: String, in folder: URL, writing files: [String: String] = [:]
  ) throws -> (status: Int32, errors: String) {
    for (name, text) in files {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = folder
    var variables = ProcessInfo.processInfo.environment
    variables["ASSAY"] = Assay.binary.path
    variables["ASSAY_DRIVER_PATH"] =
      variables["ASSAY_DRIVER_PATH"] ?? Assay.root.appending(path: ".assay/lib").path
    process.environment = variables
    let errors = Pipe()
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors
    try process.run()
    let said = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: said, as: UTF8.self))
  }

  @Test("A reader that goes away ends the program without a word")
  func brokenPipe() throws {
    let folder = try Folder()
    try folder.write(SampleData(rows: 300, seed: 1).csv(), to: "a.csv")
    let run = try Self.shell(
      "\"$ASSAY\" profile a.csv --by day --timestamp at --json | head -c 10", in: folder.url)
    #expect(run.status == 0)
    #expect(run.errors == "")
  }

  @Test("Ctrl-C ends a long run at once with 130 and leaves nothing behind")
  func controlC() throws {
    let folder = try Folder()
    let query = "duckdb:select range as a, range % 7 as b from range(20000000000)"
    let run = try Self.shell(
      """
      "$ASSAY" profile '\(query)' --save a.profile.json & job=$!
      sleep 1; kill -INT $job; SECONDS=0; wait $job; code=$?
      [ $SECONDS -le 2 ] && exit $code || exit 99
      """, in: folder.url)
    #expect(run.status == 130, "\(run.errors)")
    #expect(try folder.names() == [])
  }
}
