import Foundation
import Testing

/// Rows are counted where the person says, with one result.
@Suite("Where rows are counted")
struct CountingPlaceTests {
  @Test("A query counted by SQL has the profile of its rows, saved to the last bit")
  func agrees() throws {
    let folder = try Folder()
    let rows = """
      duckdb:select i as id, sin(i) * 1e6 as wave, case when i % 9 = 0 then null else i % 50 end as few,
      concat('w', i % 30) as word, date '1969-06-01' + cast(i % 700 as int) as day, i % 2 = 0 as late
      from range(36000) as g(i)
      """
    for place in ["here", "there"] {
      let run = try Assay.run(
        ["profile", rows, "--count", place, "--save", "\(place).json"], in: folder.url)
      #expect(run.status == 0, "\(run.errors)")
    }
    #expect(
      try Data(contentsOf: folder.url.appending(path: "here.json"))
        == Data(contentsOf: folder.url.appending(path: "there.json")))
  }

  @Test("Windows of the calendar that are counted there have the profiles of their rows")
  func windows() throws {
    let folder = try Folder()
    let rows = """
      duckdb:select sin(i) * 1e6 as wave, i % 50 as few, concat('w', i % 30) as word,
      timestamp '2023-12-28' + i * interval 9 minute as at from range(9000) as g(i)
      """
    for command in [
      ["profile", rows, "--by", "month", "--timestamp", "at"],
      [
        "drift", "--reference", rows, "--current", rows, "--window", "week", "--timestamp", "at",
        "--no-joint",
      ],
    ] {
      let documents = try ["here", "there"].map { place in
        let run = try Assay.run(command + ["--count", place, "--json"], in: folder.url)
        #expect(run.status == 0, "\(run.errors)")
        return run.output
      }
      #expect(documents[0] == documents[1])
    }
  }

  @Test("A place that is none is refused")
  func refuses() throws {
    let folder = try Folder()
    try folder.write("x\n1\n", to: "a.csv")
    let run = try Assay.run(["profile", "a.csv", "--count", "elsewhere"], in: folder.url)
    #expect(run.status == 2)
    #expect(run.errors.contains("--count"), "\(run.errors)")
  }
}
