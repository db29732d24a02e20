import Foundation
import Testing

/// From files of predictions to a verdict for tasks with columns of their own.
@Suite struct TaskAssessmentTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let task: String
    /// Options of `init` beside the files.
    let options: [String]
    /// Lines that `init` must have written.
    let lines: [String]
    /// Checks that must have judged, whatever they say.
    let judged: [String]
    /// The rows of a file, from so many steps on.
    let rows: @Sendable (_ first: Int, _ count: Int) -> String

    var testDescription: String { task }
  }

  static let cases = [
    Case(
      task: "multiclass", options: ["--target", "kind"],
      lines: [
        "task: multiclass", "probabilities: [p_cat, p_dog, p_owl]", "classes: [cat, dog, owl]",
      ], judged: ["baseline.random", "baseline.threshold", "parity.leakage", "benchmark.gap"],
      rows: animals),
    Case(
      task: "regression", options: ["--target", "price"],
      lines: ["task: regression", "prediction: yhat", "timestamp: sold"],
      judged: ["baseline.constant", "baseline.past", "baseline.linear", "benchmark.overlap"],
      rows: houses),
    Case(
      task: "forecast", options: ["--task", "forecast", "--target", "sold", "--season", "7"],
      lines: ["task: forecast", "series: [shop]", "timestamp: day", "season: 7"],
      judged: ["baseline.past", "benchmark.metrics", "benchmark.overlap", "distribution.sets"],
      rows: sales),
    Case(
      task: "ranking", options: ["--task", "ranking", "--target", "liked"],
      lines: ["task: ranking", "entity: user", "item: film", "score: score"],
      judged: ["baseline.random", "baseline.constant", "benchmark.gap"], rows: films),
  ]

  @Test("init writes a project file that assess judges", arguments: cases)
  func initThenAssess(_ one: Case) throws {
    let folder = try Folder()
    try folder.write(one.rows(0, 140), to: "train.csv")
    try folder.write(one.rows(140, 70), to: "test.csv")
    let initial = try Assay.run(
      ["init", "--train", "train.csv", "--test", "test.csv"] + one.options, in: folder.url)
    #expect(initial.status == 0, "\(initial.errors)")
    #expect(initial.output.contains("for a \(one.task) model"))
    let text = try String(contentsOf: folder.url.appending(path: "assay.yaml"), encoding: .utf8)
    for line in one.lines { #expect(text.contains("\n  \(line)"), "\(line)") }
    let run = try Assay.run(["assess", "--json"], in: folder.url)
    #expect([0, 1].contains(run.status), "\(run.errors)")
    let document = try run.document()
    let schema = try Assay.run(["schema", "assess"], in: folder.url).document()
    #expect(SchemaCheck(root: schema).problems(document) == [])
    let aspects = try #require(document["aspects"] as? [[String: Any]])
    let checks = aspects.flatMap { $0["checks"] as? [[String: Any]] ?? [] }
    for id in one.judged {
      let check = try #require(checks.first { $0["id"] as? String == id })
      let status = try #require(check["status"] as? String)
      #expect(["pass", "fail", "undecided", "attention"].contains(status), "\(id): \(check)")
      let finding = try #require(check["finding"] as? String)
      #expect(!finding.contains("could not be made"), "\(id): \(finding)")
    }
  }

  @Test("init says what a task lacks, and which option gives it")
  func refused() throws {
    let folder = try Folder()
    try folder.write("a,sold\n1,2\n2,3\n3,9\n", to: "t.csv")
    for (task, part) in [("forecast", "--timestamp COL"), ("ranking", "--entity COL")] {
      let run = try Assay.run(
        ["init", "--train", "t.csv", "--task", task, "--target", "sold"], in: folder.url)
      #expect(run.status == 2)
      #expect(run.errors.contains(part), "\(run.errors)")
    }
  }

  /// Animals by weight, with noisy probabilities.
  private static func animals(_ first: Int, _ count: Int) -> String {
    var generator = Mixer(state: UInt64(first) + 1)
    var lines = ["id,weight,length,kind,p_cat,p_dog,p_owl"]
    for row in first..<first + count * 2 {
      let kind = row % 3
      let weights = (0..<3).map { $0 == kind ? 2 + generator.uniform() : generator.uniform() }
      let sum = weights.reduce(0, +)
      let shares = weights.map { String(format: "%.9f", $0 / sum) }
      lines.append(
        (["a\(row)", "\(generator.normal() + Double(kind))", "\(generator.normal())"]
          + [["cat", "dog", "owl"][kind]] + shares).joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Houses that were sold, one after the other.
  private static func houses(_ first: Int, _ count: Int) -> String {
    var generator = Mixer(state: UInt64(first) + 1)
    var lines = ["sold,size,rooms,price,yhat"]
    for row in first..<first + count {
      let date = Date(timeIntervalSince1970: 1_704_067_200 + Double(row) * 86_400)
      let size = 50 + 100 * generator.uniform()
      let price = 2 * size * size / 100 + 10 * generator.normal()
      lines.append(
        "\(date.formatted(.iso8601.year().month().day())),"
          + String(format: "%.2f,%d,%.3f,%.3f", size, Int(size / 25), price, 2 * size * size / 100))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Four shops, day after day.
  private static func sales(_ first: Int, _ count: Int) -> String {
    var generator = Mixer(state: UInt64(first) + 1)
    var lines = ["day,shop,sold,yhat"]
    for day in first..<first + count {
      let date = Date(timeIntervalSince1970: 1_704_067_200 + Double(day) * 86_400)
      for shop in 0..<4 {
        let mean = 30 + 5 * Double(shop) + 4 * sin(Double(day) * 2 * .pi / 7)
        lines.append(
          "\(date.formatted(.iso8601.year().month().day())),s\(shop),"
            + String(format: "%.4f,%.4f", mean + generator.normal(), mean))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Users with six films each.
  private static func films(_ first: Int, _ count: Int) -> String {
    var generator = Mixer(state: UInt64(first) + 1)
    var lines = ["user,film,liked,score"]
    for user in first..<first + count {
      for place in 0..<6 {
        let film = place * 7 + Int(generator.uniform() * 7)
        let liking = generator.uniform()
        lines.append(
          "u\(user),f\(film),\(generator.uniform() < liking ? 1 : 0),"
            + String(format: "%.5f", liking))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
