import Engines
import Testing

@testable import Measurements

@Suite("Where data are, as seen from a manifest")
struct RelativeSourceTests {
  @Test(
    "A path is told from the manifest's folder, and leads back",
    arguments: [
      ("data.csv", "splits", "../data.csv"), ("data.csv", "a/b/", "../../data.csv"),
      ("splits/data.csv", "splits", "data.csv"), ("data.csv", ".", "data.csv"),
      ("./in/*.parquet", "out", "../in/*.parquet"), ("/data/a.csv", "splits", "/data/a.csv"),
    ])
  func paths(_ argument: String, _ folder: String, _ seen: String) throws {
    let source = try DataSource(argument: argument)
    #expect(RelativeSource(source, argument: argument).seen(from: folder) == seen)
  }

  @Test("A query stays as it is")
  func query() throws {
    let text = "duckdb:select * from 'a.csv'"
    let source = try DataSource(argument: text)
    #expect(RelativeSource(source, argument: text).seen(from: "splits") == text)
    #expect(RelativeSource.argument(text, below: "splits") == text)
    #expect(RelativeSource.argument("../a.csv", below: "splits") == "splits/../a.csv")
    #expect(RelativeSource.argument("a.csv", below: "") == "a.csv")
  }
}
