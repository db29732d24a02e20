import Foundation
import Testing

/// The built binary, run as a person would run it.
enum Assay {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The program under test: `ASSAY_BINARY`, else the release build.
  static var binary: URL {
    if let path = ProcessInfo.processInfo.environment["ASSAY_BINARY"] {
      return URL(fileURLWithPath: path)
    }
    return root.appending(path: ".build/release/assay")
  }

  struct Run {
    let status: Int32
    let output: String
    let errors: String

    /// The JSON document on standard output.
    func document() throws -> [String: Any] {
      let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
      return try #require(value as? [String: Any], "not a JSON object: \(output.prefix(200))")
    }
  }

  /// Seconds that a run may take; a debug build on a busy machine is slow.
  private static let timeLimit = 120.0

  /// Runs the program in a folder and waits for it.
  ///
  /// Output goes through files, so that a full pipe never blocks the program.
  static func run(
    _ arguments: [String], in folder: URL, environment: [String: String] = [:]
  ) throws -> Run {
    let process = Process()
    process.executableURL = binary
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var variables = ProcessInfo.processInfo.environment
    variables["NO_COLOR"] = "1"
    variables["ASSAY_DRIVER_PATH"] =
      variables["ASSAY_DRIVER_PATH"] ?? root.appending(path: ".assay/lib").path
    variables.merge(environment) { _, new in new }
    process.environment = variables
    let scratch = try Folder()
    let output = scratch.url.appending(path: "output")
    let errors = scratch.url.appending(path: "errors")
    for url in [output, errors] {
      try Data().write(to: url)
    }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    // A program that hangs is a failed test, not a run that never ends.
    let limit = DispatchWorkItem { process.terminate() }
    DispatchQueue.global().asyncAfter(deadline: .now() + timeLimit, execute: limit)
    process.waitUntilExit()
    limit.cancel()
    return Run(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}

/// A temporary folder that is removed with its last reference.
final class Folder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appending(path: "assay-e2e-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// Writes a text file and answers its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try write(Data(text.utf8), to: name)
  }

  /// Writes a file of bytes and answers its path.
  @discardableResult
  func write(_ data: Data, to name: String) throws -> String {
    let file = url.appending(path: name)
    try data.write(to: file)
    return file.path
  }

  /// The names of everything in the folder, sorted.
  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
  }
}
