import Foundation
import Testing

@Suite("Rows that are validated into tables of a file of DuckDB")
struct ValidateTableTests {
  private func validate(_ folder: Folder, _ options: [String] = []) throws -> Assay.Run {
    try Assay.run(
      [
        "validate", "new.csv", "--contract", "contract.yaml", "--environment", "scoring",
        "--passed", "duckdb:shop.duckdb#ok", "--quarantine", "duckdb:./shop.duckdb#Held", "--json",
      ] + options, in: folder.url)
  }

  private func rows(_ table: String, in folder: Folder) throws -> Int? {
    let run = try Assay.run(["profile", "duckdb:shop.duckdb#\(table)", "--json"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    return try run.document()["rows"] as? Int
  }

  @Test("Both tables appear with every row, and the held ones say why")
  func writes() throws {
    let folder = try ValidateTests.folder()
    let run = try validate(folder)
    #expect(run.status == 1, "\(run.errors)")
    let outputs = try #require(try run.document()["outputs"] as? [String: Any])
    #expect(outputs["passed"] as? String == "duckdb:shop.duckdb#ok")
    #expect(outputs["quarantine"] as? String == "duckdb:./shop.duckdb#Held")
    #expect(try rows("ok", in: folder) == 2)
    #expect(try rows("held", in: folder) == 3)
    let held = try Assay.run(
      [
        "profile",
        "duckdb:shop.duckdb#select cast(id as int) as id from held where assay_rules like '%fare.range%'",
        "--json",
      ], in: folder.url)
    let columns = try #require(try held.document()["columns"] as? [[String: Any]])
    #expect((columns[0]["numeric"] as? [String: Any])?["max"] as? Double == 4)
  }

  @Test("A table that is there is refused before a row is read, appended to, or replaced")
  func existing() throws {
    let folder = try ValidateTests.folder()
    #expect(try validate(folder).status == 1)
    let refused = try validate(folder)
    #expect(refused.status == 2)
    #expect(refused.errors.contains("there is such a table already"), "\(refused.errors)")
    #expect(try validate(folder, ["--append"]).status == 1)
    #expect(try rows("ok", in: folder) == 4)
    #expect(try rows("held", in: folder) == 6)
    #expect(try validate(folder, ["--replace"]).status == 1)
    #expect(try rows("ok", in: folder) == 2)
    #expect(try rows("held", in: folder) == 3)
  }

  @Test("Rows of a table are written beside it, and never over it however its name is written")
  func besides() throws {
    let folder = try ValidateTests.folder()
    #expect(try validate(folder).status == 1)
    try folder.write("version: 1\ncolumns:\n  fare: {range: {max: 500}}\n", to: "fares.yaml")
    func replace(_ place: String) throws -> Assay.Run {
      try Assay.run(
        [
          "validate", "duckdb:shop.duckdb#ok", "--contract", "fares.yaml", "--passed", place,
          "--replace",
        ], in: folder.url)
    }
    let beside = try replace("duckdb:shop.duckdb#again")
    #expect(beside.status == 0, "\(beside.errors)")
    #expect(try rows("again", in: folder) == 2)
    for table in ["ok", "OK", "main.\"Ok\""] {
      let over = try replace("duckdb:./shop.duckdb#\(table)")
      #expect(over.status == 2, "\(over.errors)")
      #expect(over.errors.contains("is the table that is read"), "\(over.errors)")
    }
    #expect(try rows("ok", in: folder) == 2)
  }

  @Test("What fails for one table leaves the other as it was")
  func rollsBack() throws {
    let folder = try ValidateTests.folder()
    #expect(try validate(folder).status == 1)
    try folder.write(
      "id,fare,email,start,end,label,more\n1,1,a@b.ch,1,2,0,9\n2,1,a@b.ch,1,2,0,9\n3,1,a@b.ch,1,2,0,9\n",
      to: "new.csv")
    let more = try Assay.run(
      [
        "validate", "new.csv", "--contract", "contract.yaml", "--environment", "scoring",
        "--quarantine", "duckdb:shop.duckdb#other", "--passed", "duckdb:shop.duckdb#ok", "--append",
      ], in: folder.url)
    #expect(more.status == 3, "\(more.errors)")
    #expect(more.errors.contains("other columns or types"), "\(more.errors)")
    #expect(try rows("ok", in: folder) == 2)
    let other = try Assay.run(["profile", "duckdb:shop.duckdb#other"], in: folder.url)
    #expect(other.status == 3, "\(other.output)")
  }

  @Test(
    "What is no place for rows is one sentence, and no file is left",
    arguments: [
      (["--passed", "duckdb:shop.duckdb"], "no table is named"),
      (["--passed", "duckdb:shop.duckdb#a b"], "no name of a table"),
      (["--passed", "postgresql://u:secret-word@h/d#select 1 as a"], "not to a query"),
      (["--passed", "spark:sc://h:1/;token=secret-word#ok"], "tables of Spark"),
      (
        ["--passed", "duckdb:shop.duckdb#a", "--quarantine", "duckdb:shop.duckdb#A", "--replace"],
        "two outputs are one table"
      ),
      (["--passed", "ok.csv", "--append"], "about tables"),
      (["--passed", "duckdb:shop.duckdb#a", "--quarantine", "held/"], "a store remembers"),
      (["--passed", "duckdb:contract.yaml#a"], "no database of DuckDB"),
      (["--passed", "duckdb:none/shop.duckdb#a"], "cannot be opened or made"),
    ])
  func refuses(options: [String], words: String) throws {
    let folder = try ValidateTests.folder()
    let run = try Assay.run(
      ["validate", "new.csv", "--contract", "contract.yaml", "--environment", "scoring"] + options,
      in: folder.url)
    let isOfFile = ["no database of DuckDB", "cannot be opened or made"].contains(words)
    #expect(run.status == (isOfFile ? 3 : 2), "\(run.errors)")
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(!run.errors.contains("secret-word"))
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "shop.duckdb").path))
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "ok.csv").path))
  }

  @Test("A run that is killed while it writes leaves no table")
  func killed() throws {
    let folder = try Folder()
    try folder.write("version: 1\ncolumns:\n  x: {range: {max: 0}}\n", to: "c.yaml")
    let run = try InterruptionTests.shell(
      """
      "$ASSAY" validate "duckdb:select i as id, i % 3 - 1 as x, md5(i::varchar) as t from range(6000000) r(i)" \
        --contract c.yaml --passed duckdb:shop.duckdb#ok --quarantine held.parquet >/dev/null 2>&1 & job=$!
      for i in $(seq 400); do
        [ -e shop.duckdb ] && [ "$(stat -c %s shop.duckdb)" -gt 1000000 ] && break
        sleep 0.1
      done
      kill -KILL $job; wait $job
      "$ASSAY" profile "duckdb:shop.duckdb#ok"
      """, in: folder.url)
    #expect(run.status == 3, "\(run.errors)")
    #expect(
      !FileManager.default.fileExists(atPath: folder.url.appending(path: "held.parquet").path))
  }
}
