import Testing

@testable import Checklist

@Suite("The file that init writes")
struct ProjectDraftTests {
  static func column(
    _ name: String, _ kind: ColumnSummary.Kind, _ distinct: Int?,
    _ range: ClosedRange<Double>? = nil,
    top: [(String, Int)] = []
  ) -> ColumnSummary {
    ColumnSummary(
      name: name, kind: kind, distinct: distinct, missing: 0, minimum: range?.lowerBound,
      maximum: range?.upperBound, top: top.map { .init(text: $0.0, count: $0.1) })
  }

  static let inputs = [
    column("flight_id", .numeric, 1000, 1...1000), column("carrier", .categorical, 12),
    column("distance", .numeric, 200, 94...4983), column("departure", .timestamp, 900),
    column("age_group", .categorical, 5), column("tail_id", .categorical, 300),
  ]
  static let label = column("delayed", .numeric, 2, 0...1, top: [("0", 760), ("1", 240)])
  static let score = column("p_delayed", .numeric, 950, 0.01...0.98)
  static let flights = [
    DataSetSummary(
      role: .train, rows: 1000,
      columns: inputs + [label, column("arrival", .numeric, 800, 1...2400)]),
    DataSetSummary(
      role: .test, rows: 1000,
      columns: inputs + [label, column("arrival", .numeric, 800, 1...2400), score]),
    DataSetSummary(role: .scoring, rows: 1000, columns: inputs + [score]),
  ]

  private static func draft(
    _ sets: [DataSetSummary] = flights, given: GivenRoles = GivenRoles(target: "delayed"),
    name: String = "flights"
  ) throws -> ProjectDraft {
    ProjectDraft(
      modelName: name,
      sources: [.train: "train.parquet", .test: "it's a \"test\".csv", .scoring: "week.parquet"],
      contract: "contract.yaml",
      roles: try RoleInference.roles(of: sets, given: given))
  }

  @Test("It is the committed one")
  func golden() throws {
    try Snapshot.expect(
      try Self.draft().text, equals: "Tests/Fixtures/project/valid/init-flights.yaml")
  }

  @Test("Reading it back gives the values that were written")
  func roundTrip() throws {
    let draft = try Self.draft()
    let read = try Project.values(
      bytes: Array(draft.text.utf8), file: "assay.yaml", vocabulary: Example.vocabulary)
    #expect(
      read.values.without(["answers", "report", "metrics", "baseline", "drift", "split", "plan"])
        == draft.values)
    let project = try Example.project(draft.text)
    #expect(project.columns.score == "p_delayed")
    #expect(project.answers.isEmpty)
  }

  @Test(
    "Hostile names survive",
    arguments: [
      "a: b", "a #b", "- a", "? a", "[a]", "{a}", "*a", "&a", "!a", "|", ">", "%a", "@a", "`a`",
      "'", "\"", "\\", "true", "NO", "null", "~", "1", "1e3", "0x10", ".5", "2026-01-01", " a ",
      "a\nb: c", "a\r\nb", "\t", "\u{7}", "\u{85}", "\u{2028}", "x\u{FEFF}", "\u{0}", "\u{202E}x",
      "é", "日本",
      "😀", "\u{E0001}", "a\u{0301}", ",", "a, b", "# x", "---", "...", "<<", "=", "y", "__proto__",
      "answers", "a\\nb", String(repeating: "x", count: 5_000),
    ])
  func hostile(name: String) throws {
    let renamed = Self.flights.map { set in
      DataSetSummary(
        role: set.role, rows: set.rows,
        columns: set.columns.map { column in
          var column = column
          if column.name == "carrier" { column.name = name }
          if column.name == "delayed" { column.name = name + name }
          return column
        })
    }
    let draft = try Self.draft(renamed, given: GivenRoles(target: name + name), name: "m" + name)
    let project = try Example.project(draft.text)
    #expect(project.columns.target == name + name)
    #expect(project.columns.segments.contains(name))
    #expect(project.model.name == "m" + name)
    #expect(project.data[.test]?.source == "it's a \"test\".csv")
    #expect(!draft.text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
  }

  @Test("Every key's example is a value that the key accepts")
  func examples() throws {
    for key in Project.keys { try Self.check(key, path: "") }
  }

  static func check(_ key: ConfigurationKey, path: String) throws {
    var reader = ConfigurationReader(file: "example", vocabulary: Example.vocabulary)
    let text = ProjectText(text: "\(key.name): \(key.example)")
    _ = reader.read(try text.root(file: "example"), keys: [key])
    #expect(reader.errors.isEmpty, "\(path).\(key.name): \(reader.errors)")
    switch key.shape {
    case .mapping(let keys), .either(_, orMapping: let keys), .list(.mapping(let keys)),
      .entries(_, .mapping(let keys)), .entries(_, .either(_, orMapping: let keys)):
      for inner in keys { try check(inner, path: "\(path).\(key.name)") }
    default: break
    }
  }
}

extension ConfigurationMapping {
  fileprivate func without(_ keys: [String]) -> ConfigurationMapping {
    var copy = self
    for key in keys { copy[key] = nil }
    return copy
  }
}
