import Foundation
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Files that assay.yaml names: there, with an end, or refused with the place of their key.
@Suite struct NamedFileTests {
  /// A project that names one more file.
  private static func project(_ lines: String, set: String = "") throws -> Folder {
    let folder = try AssessmentTests.project(rows: 60)
    try folder.write(
      """
      version: 1
      model: {name: late, task: binary}
      columns: {target: late, score: p_late, timestamp: at, identifier: [customer]}
      data: {train: {source: train.csv\(set)}, test: test.csv, scoring: week.csv}
      \(lines)

      """, to: "assay.yaml")
    return folder
  }

  /// The line of assay.yaml that names a file, by its key.
  private static let keys: [(key: String, lines: String, set: String, line: Int)] = [
    ("limits.bench", "limits: {bench: %}", "", 5),
    ("truth.labels", "truth: {labels: {data: %, key: customer, label: late}}", "", 5),
    (
      "truth.annotations",
      "truth: {annotations: {data: %, item: customer, annotator: who, label: late}}", "", 5
    ),
    ("data.train.lineage", "", ", lineage: %", 4),
    ("split.manifest", "split: {manifest: %}", "", 5),
  ]

  @Test(
    "A file that is not there ends the run with its key's line and exit code 2",
    arguments: keys.indices)
  func absent(_ index: Int) throws {
    let one = Self.keys[index]
    let folder = try Self.project(
      one.lines.replacingOccurrences(of: "%", with: "gone.json"),
      set: one.set.replacingOccurrences(of: "%", with: "gone.json"))
    let run = try Assay.run(["assess"], in: folder.url)
    #expect(run.status == 2, "\(one.key): \(run.errors)")
    #expect(run.errors.contains("assay.yaml:\(one.line):"), "\(run.errors)")
    #expect(run.errors.contains("gone.json"), "\(run.errors)")
    #expect(run.errors.contains("there is no such file"), "\(run.errors)")
    #expect(try !folder.names().contains("assay-report"))
  }

  @Test(
    "Devices and pipes are refused before a byte of them is read",
    arguments: keys.indices, ["/dev/zero", "pipe"])
  func endless(_ index: Int, _ file: String) throws {
    let one = Self.keys[index]
    let folder = try Self.project(
      one.lines.replacingOccurrences(of: "%", with: file),
      set: one.set.replacingOccurrences(of: "%", with: file))
    let made = unsafe mkfifo(folder.url.appending(path: "pipe").path, 0o600)
    #expect(made == 0)
    let run = try Assay.run(["assess"], in: folder.url)
    #expect(run.status == 2, "\(one.key): \(run.errors)")
    #expect(run.errors.contains("it is no regular file"), "\(run.errors)")
  }

  @Test("A model file, a contract and data that are devices are refused, too")
  func others() throws {
    let model = try AssessmentTests.project(rows: 60)
    try model.write(
      """
      version: 1
      model: {name: late, task: binary, files: [/dev/zero]}
      columns: {target: late, score: p_late}
      data: {train: train.csv, test: test.csv}
      """, to: "assay.yaml")
    let run = try Assay.run(["assess"], in: model.url)
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.contains("assay.yaml:2:"), "\(run.errors)")
    let data = try Assay.run(["profile", "/dev/zero"], in: model.url)
    #expect(data.status == 3, "\(data.errors)")
    #expect(data.errors.contains("it is no regular file"), "\(data.errors)")
    let contract = try Assay.run(
      ["validate", "train.csv", "--contract", "/dev/zero"], in: model.url)
    #expect(contract.status == 2, "\(contract.errors)")
  }
}
