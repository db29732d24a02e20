import Foundation
import Testing

@Suite struct ContractTests {
  static func folder() throws -> Folder {
    let folder = try Folder()
    for day in 1...4 {
      try folder.write(SampleData(rows: 500, seed: UInt64(day)).csv(), to: "day\(day).csv")
    }
    return folder
  }

  @Test("A contract inferred from data holds for them, and its document says what to expect")
  func roundTrip() throws {
    let folder = try Self.folder()
    let inferred = try Assay.run(
      ["contract", "day1.csv", "--out", "contract.yaml", "--json"], in: folder.url)
    #expect(inferred.status == 0, "\(inferred.errors)")
    let document = try inferred.document()
    #expect(document["rows"] as? Int == 500)
    let schema = try Assay.run(["schema", "contract-inferred"], in: folder.url).document()
    #expect(SchemaCheck(root: schema).problems(document) == [])
    let run = try Assay.run(
      ["validate", "day1.csv", "--contract", "contract.yaml", "--json"], in: folder.url)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(try run.document()["quarantined"] as? Int == 0)
  }

  @Test("Several days show how batches vary; half a day is then too little")
  func severalSets() throws {
    let folder = try Self.folder()
    let inferred = try Assay.run(
      ["contract", "day1.csv", "day2.csv", "day3.csv", "day4.csv", "--out", "contract.yaml"],
      in: folder.url)
    #expect(inferred.status == 0, "\(inferred.errors)")
    #expect(inferred.output.contains("inferred from 2,000 rows"))
    try folder.write(SampleData(rows: 250, seed: 9).csv(), to: "half.csv")
    let run = try Assay.run(
      ["validate", "half.csv", "--contract", "contract.yaml", "--json"], in: folder.url)
    #expect(run.status == 1)
    let constraints = try #require(try run.document()["constraints"] as? [[String: Any]])
    #expect(
      constraints.contains { $0["id"] as? String == "row-count" && $0["ok"] as? Bool == false })
  }

  @Test("The label is asked for in training only")
  func target() throws {
    let folder = try Self.folder()
    let inferred = try Assay.run(
      ["contract", "day1.csv", "--target", "late", "--out", "contract.yaml"], in: folder.url)
    #expect(inferred.status == 0, "\(inferred.errors)")
    try folder.write(SampleData(rows: 500, seed: 1, hasLabel: false).csv(), to: "new.csv")
    let scoring = try Assay.run(
      ["validate", "new.csv", "--contract", "contract.yaml", "--environment", "scoring"],
      in: folder.url)
    #expect(scoring.status == 0, "\(scoring.output)\(scoring.errors)")
    let training = try Assay.run(
      ["validate", "new.csv", "--contract", "contract.yaml", "--environment", "training"],
      in: folder.url)
    #expect(training.status == 1, "\(training.output)\(training.errors)")
  }

  @Test("Without a file the contract is printed, and reads as one")
  func printed() throws {
    let folder = try Self.folder()
    let inferred = try Assay.run(["contract", "day1.csv", "--name", "days"], in: folder.url)
    #expect(inferred.status == 0, "\(inferred.errors)")
    #expect(inferred.output.contains("name: days"))
    try folder.write(inferred.output, to: "contract.yaml")
    let run = try Assay.run(
      ["validate", "day1.csv", "--contract", "contract.yaml"], in: folder.url)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
  }

  @Test(
    "Faults in the data break the contract inferred from good data",
    arguments: ["empty", "nulls", "range", "category", "renamed", "duplicated", "text"])
  func faults(fault: String) throws {
    let folder = try Self.folder()
    let inferred = try Assay.run(
      ["contract", "day1.csv", "day2.csv", "day3.csv", "day4.csv", "--out", "contract.yaml"],
      in: folder.url)
    #expect(inferred.status == 0, "\(inferred.errors)")
    let good = SampleData(rows: 500, seed: 7).csv()
    var lines = good.split(separator: "\n").map(String.init)
    let header = lines.removeFirst()
    var names = header.split(separator: ",").map(String.init)
    func change(_ column: String, every step: Int, _ value: String) {
      guard let place = names.firstIndex(of: column) else { return }
      for index in lines.indices where index % step == 0 {
        var cells = lines[index].split(separator: ",", omittingEmptySubsequences: false).map(
          String.init)
        cells[place] = value
        lines[index] = cells.joined(separator: ",")
      }
    }
    switch fault {
    case "empty": lines = []
    case "nulls": change("income", every: 3, "")
    case "range": change("income", every: 100, "1000000000")
    case "category": change("sex", every: 50, "unknown-code")
    case "renamed": names = names.map { $0 == "income" ? "incomes" : $0 }
    case "duplicated": lines += lines
    default: change("income", every: 100, "n.v.")
    }
    try folder.write(
      ([names.joined(separator: ",")] + lines).joined(separator: "\n") + "\n", to: "new.csv")
    let run = try Assay.run(
      ["validate", "new.csv", "--contract", "contract.yaml"], in: folder.url)
    #expect(run.status == 1, "\(fault): \(run.output)\(run.errors)")
  }

  @Test("From data without rows or a column no contract is inferred")
  func refused() throws {
    let folder = try Folder()
    try folder.write("a,b\n", to: "empty.csv")
    let run = try Assay.run(["contract", "empty.csv"], in: folder.url)
    #expect(run.status == 2)
    #expect(run.errors.contains("no rows"), "\(run.errors)")
  }

  @Test("The schema and the reference of contracts are printed")
  func schema() throws {
    let folder = try Folder()
    let schema = try Assay.run(["schema", "contract"], in: folder.url)
    #expect(schema.status == 0)
    #expect(try schema.document()["title"] as? String == "contract")
    let reference = try Assay.run(["schema", "contract", "--reference"], in: folder.url)
    #expect(reference.output.contains("### range"))
  }
}
