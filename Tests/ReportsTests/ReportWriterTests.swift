import Foundation
import Testing

@testable import Reports

@Suite("Writing reports")
struct ReportWriterTests {
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("reports-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test("Every format is written whole, its folder made, an older file replaced")
  func writes() throws {
    try withFolder { folder in
      let target = folder.appendingPathComponent("new/deep")
      for _ in 1...2 {
        for format in ReportFormat.allCases {
          let file = target.appendingPathComponent(format.fileName)
          let text = try format.render(InventedAssessment.full)
          try ReportWriter().write(text, to: file.path)
          #expect(try String(contentsOf: file, encoding: .utf8) == text)
        }
      }
      let names = try FileManager.default.contentsOfDirectory(atPath: target.path)
      #expect(Set(names) == Set(ReportFormat.allCases.map(\.fileName)))
      if let kept = ProcessInfo.processInfo.environment["ASSAY_KEEP_REPORT"] {
        try ReportWriter().write(
          ReportFormat.html.render(InventedAssessment.full), to: kept + "/full.html")
        try ReportWriter().write(
          ReportFormat.html.render(InventedAssessment.withHostileNames), to: kept + "/hostile.html")
      }
    }
  }

  @Test("A folder that cannot be made is an error that says what to do, and nothing is left")
  func refusedFolder() throws {
    try withFolder { folder in
      let blocker = folder.appendingPathComponent("file")
      try Data("kept".utf8).write(to: blocker)
      let error = #expect(throws: ReportWriteError.self) {
        try ReportWriter().write("x", to: blocker.appendingPathComponent("index.html").path)
      }
      #expect(error?.step == .createFolder)
      #expect(error?.description.contains("--out") == true)
      #expect(try String(contentsOf: blocker, encoding: .utf8) == "kept")
    }
  }

  @Test("A file that grows large while it is written is placed whole")
  func large() throws {
    try withFolder { folder in
      let target = folder.appendingPathComponent("large")
      let part = Data(repeating: 7, count: 8 << 20)
      try ReportWriter().place(target.path) { partial in
        try Data().write(to: URL(fileURLWithPath: partial))
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: partial))
        for _ in 1...6 {
          try file.write(contentsOf: part)
          Thread.sleep(forTimeInterval: 0.05)
        }
        try file.close()
      }
      let size = try FileManager.default.attributesOfItem(atPath: target.path)[.size] as? Int
      #expect(size == 48 << 20)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["large"])
    }
  }

  @Test("Files that never come do not keep the watch from ending")
  func nothingToSync() {
    #expect(EarlySync(["/nowhere/file"]).end() == nil)
  }

  @Test("Of several files either all appear or none, and what was there comes back")
  func several() throws {
    try withFolder { folder in
      let first = folder.appendingPathComponent("first")
      try Data("earlier".utf8).write(to: first)
      // A folder with something in it cannot be replaced by a file.
      let second = folder.appendingPathComponent("second")
      try FileManager.default.createDirectory(
        at: second.appendingPathComponent("full"), withIntermediateDirectories: true)
      func place() throws {
        try ReportWriter().place([first.path, second.path]) { partial in
          for path in partial { try Data("new".utf8).write(to: URL(fileURLWithPath: path)) }
        }
      }
      #expect(throws: ReportWriteError.self) { try place() }
      #expect(try String(contentsOf: first, encoding: .utf8) == "earlier")
      try FileManager.default.removeItem(at: second)
      struct Stopped: Error {}
      #expect(throws: Stopped.self) {
        try ReportWriter().place([first.path, second.path]) { partial in
          try Data("new".utf8).write(to: URL(fileURLWithPath: partial[0]))
          throw Stopped()
        }
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["first"])
      try place()
      #expect(try String(contentsOf: first, encoding: .utf8) == "new")
      #expect(try String(contentsOf: second, encoding: .utf8) == "new")
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
          == ["first", "second"])
    }
  }

  @Test("A target that cannot be replaced leaves no temporary file")
  func refusedReplacement() throws {
    try withFolder { folder in
      let target = folder.appendingPathComponent("index.html")
      try FileManager.default.createDirectory(
        at: target.appendingPathComponent("occupied"), withIntermediateDirectories: true)
      let error = #expect(throws: ReportWriteError.self) {
        try ReportWriter().write("x", to: target.path)
      }
      #expect(error?.step == .replace)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["index.html"])
    }
  }
}
