import Foundation
import Testing

/// JSON lines on standard input, judged one by one.
@Suite struct StreamTests {
  static let contract = """
    version: 1
    columns:
      fare: {type: number, range: {min: 0, max: 500}}
      email: {personal: true, format: email}

    """
  static let rows = [
    #"{"fare":10,"email":"ada@example.org"}"#, #"{"fare":-5,"email":"bob"}"#,
    #"{ "fare": 2.50 }"#, "{",
  ]

  /// Runs a line of the shell in a folder with a contract and rows; its output is in `out`.
  static func run(
    _ script: String, contract: String = contract
  ) throws -> (status: Int32, errors: String, folder: Folder) {
    let folder = try Folder()
    try folder.write(contract, to: "contract.yaml")
    try folder.write(rows.joined(separator: "\n") + "\n", to: "rows.jsonl")
    let run = try InterruptionTests.shell("set -o pipefail; " + script, in: folder.url)
    return (run.status, run.errors, folder)
  }

  static func text(_ name: String, _ folder: Folder) throws -> String {
    try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
  }

  @Test("Rows go on byte for byte, held ones with reasons, and the summary is elsewhere")
  func apart() throws {
    let run = try Self.run(
      """
      cat rows.jsonl | "$ASSAY" validate - --contract contract.yaml --passed - \
        --quarantine held.jsonl --results fared.jsonl --json > out 2> summary
      """)
    #expect(run.status == 1, "\(run.errors)")
    #expect(try Self.text("out", run.folder) == Self.rows[0] + "\n" + Self.rows[2] + "\n")
    let held = try Self.text("held.jsonl", run.folder).split(separator: "\n")
    #expect(held.count == 2)
    #expect(held.first?.contains(#""assay_rules":["fare.range","email.format"]"#) == true)
    #expect(
      try Self.text("fared.jsonl", run.folder).split(separator: "\n")[1]
        == #"{"row":2,"ok":false,"rules":["fare.range","email.format"]}"#)
    let summary = try Self.text("summary", run.folder)
    #expect(!summary.contains("bob"))
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(summary.utf8)) as? [String: Any])
    #expect(document["rows"] as? Int == 4)
    #expect(document["passed"] as? Int == 2)
    let json = try #require(document["constraints"] as? [[String: Any]]).first
    #expect(
      json?["examples"] as? [String]
        == ["line 4, byte 2: a key in double quotes is expected"])
    let schema = try Assay.run(["schema", "validate"], in: run.folder.url).document()
    #expect(SchemaCheck(root: schema).problems(document) == [])
  }

  @Test("Rows are handed on while the input is open, and a signal ends it with a summary")
  func flowing() throws {
    let run = try Self.run(
      """
      mkfifo in; exec 3<>in
      "$ASSAY" validate - --contract contract.yaml --passed - --json < in > out 2> summary & job=$!
      head -1 rows.jsonl >&3; printf '{"fare":' >&3
      for i in $(seq 200); do [ -s out ] && break; sleep 0.1; done
      [ -s out ] || exit 99
      kill -TERM $job; wait $job
      """)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try Self.text("out", run.folder) == Self.rows[0] + "\n")
    let summary = try Self.text("summary", run.folder)
    #expect(summary.contains("stopped by a signal after row 1"), "\(summary)")
    #expect(summary.contains("\"rows\" : 1"))
  }

  @Test("A slow reader gets every row, and one that goes away ends the run")
  func readers() throws {
    let many =
      "for i in $(seq 20000); do echo '{\"fare\":1,\"note\":\"\(String(repeating: "x", count: 80))\"}'; done"
    let slow = try Self.run(
      "\(many) | \"$ASSAY\" validate - --contract contract.yaml --passed - | (sleep 1; wc -l) > out"
    )
    #expect(slow.status == 0, "\(slow.errors)")
    #expect(try Self.text("out", slow.folder).contains("20000"))
    let gone = try Self.run(
      """
      set +o pipefail
      \(many) 2> /dev/null | { "$ASSAY" validate - --contract contract.yaml --passed -; echo $? > code; } | head -1
      """)
    #expect(try Self.text("code", gone.folder) == "3\n", "\(gone.errors)")
    #expect(gone.errors.contains("standard output"))
  }

  @Test("A summary never ends up among rows, though standard output is closed")
  func closed() throws {
    let run = try Self.run(
      "\"$ASSAY\" validate - --contract contract.yaml --quarantine held.jsonl < rows.jsonl >&-")
    #expect(run.status == 3, "\(run.errors)")
    let held = try Self.text("held.jsonl", run.folder).split(separator: "\n")
    #expect(held.count == 2)
    #expect(held.allSatisfy { $0.hasPrefix("{\"assay_rules\"") })
  }

  @Test("Lines are for standard input, and standard input for lines")
  func files() throws {
    let run = try Self.run(
      "\"$ASSAY\" validate rows.jsonl --contract contract.yaml --passed a.jsonl")
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.contains("standard input"), "\(run.errors)")
  }

  @Test(
    "What cannot be used is refused in a sentence before a byte is read",
    arguments: [
      ("columns: {id: {unique: true}}", "", "contract.yaml:2:24"),
      ("rows: {sql: [{predicate: fare > 1}]}", "", "contract.yaml:2:"),
      ("columns: {fare: {not-null: true}}", "--passed a.csv", "a.csv"),
      ("columns: {fare: {not-null: true}}", "--passed rows.jsonl", "rows.jsonl holds something"),
      ("columns: {fare: {not-null: true}}", "--passed - --results -", "name one file"),
      (
        "columns: {fare: {not-null: true}}", "--passed a.jsonl --results ./a.jsonl", "name one file"
      ),
      ("columns: {fare: {not-null: true}}", "--quarantine no/such.jsonl", "no/such.jsonl"),
      ("columns: {fare: {not-null: true}}", "--quarantine held/", "held/"),
      ("columns: {fare: {not-null: true}}", "--quarantine h.jsonl --again", "--again"),
      ("columns: {fare: {not-null: true}}", "--environment prod", "prod"),
    ])
  func refused(contract: String, options: String, says: String) throws {
    let run = try Self.run(
      "\"$ASSAY\" validate - --contract contract.yaml \(options) < rows.jsonl",
      contract: "version: 1\n\(contract)\n")
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.contains(says), "\(run.errors)")
  }

  @Test(
    "Every input ends in a word: nothing, a folder, bytes, one endless line",
    arguments: [
      ("< /dev/null", Int32(0), ""), ("< .", 3, "standard input"),
      ("<&-", 3, "standard input"), ("--passed - < rows.jsonl >&-", 3, "standard output"),
      ("< <(head -c 100000 /dev/zero)", 1, ""),
      (
        "< <(head -c 17000000 /dev/zero)", 3,
        "standard input, line 1: the line is longer than 16 MiB"
      ),
      ("< <(printf '{}\n\n'; head -c 17000000 /dev/zero)", 3, "standard input, line 3: "),
    ])
  func inputs(input: String, status: Int32, says: String) throws {
    let run = try Self.run("\"$ASSAY\" validate - --contract contract.yaml \(input)")
    #expect(run.status == status, "\(run.errors)")
    #expect(says.isEmpty || run.errors.contains(says), "\(run.errors)")
  }
}
