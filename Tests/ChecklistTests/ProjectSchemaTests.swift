import Checklist
import Foundation
import Testing

@Suite("The schema and the loader")
struct ProjectSchemaTests {
  @Test("Files made at random from the schema are accepted")
  func generated() throws {
    let text = try Snapshot.contents(of: "Tests/Fixtures/project/generated.yaml")
    let files = text.split(separator: "\n---\n")
    #expect(files.count == 200)
    for (index, file) in files.enumerated() {
      do throws(ProjectErrors) {
        _ = try Example.project(String(file))
      } catch {
        Issue.record("generated file \(index): \(error)\n\(file)")
      }
    }
  }

  @Test("Files that the schema refuses are refused")
  func invalid() throws {
    let folder = Snapshot.root.appending(path: "Tests/Fixtures/project/invalid")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    #expect(!files.isEmpty)
    for file in files {
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(throws: ProjectErrors.self, "\(file.lastPathComponent)") {
        try Example.project(text)
      }
    }
  }

  @Test("Every committed valid file is accepted")
  func valid() throws {
    let folder = Snapshot.root.appending(path: "Tests/Fixtures/project/valid")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    #expect(files.count >= 3)
    for file in files {
      _ = try Example.project(try String(contentsOf: file, encoding: .utf8))
    }
  }
}
