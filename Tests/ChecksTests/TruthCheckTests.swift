import Checklist
import Foundation
import Statistics
import Testing

@Suite("How the truth is obtained")
struct TruthCheckTests {
  private func evidence(
    _ id: String, _ truth: String, task: Sample.Task = .binary,
    _ change: (inout Sample) -> Void = { _ in }
  ) throws -> Evidence {
    var sample = Sample(task)
    sample.extra = "truth: {\(truth)}"
    change(&sample)
    return try #require(try Assessed(sample, aspects: [.truth])[id])
  }

  // MARK: Labels

  private static let declared = "labels: {data: labels.csv, key: id, time: came}, delay: 3 days"

  /// Labels for the scoring rows of June, one day late; the last days' are not due yet.
  ///
  /// - Parameter isLabelled: by row.
  private func labels(
    _ sample: inout Sample, more: [String] = [], key: (Int) -> String = { "6-\($0)" },
    where isLabelled: (Int) -> Bool = { _ in true }
  ) {
    guard let times = sample.sets["scoring"]?["at"] else { return }
    var lines = ["id,truth,came"]
    for (row, time) in times.enumerated() where isLabelled(row) {
      let day = (Int(time.dropFirst(8).prefix(2)) ?? 0) + 1
      lines.append("\(key(row)),\(row % 2),2025-06-\(day < 10 ? "0" : "")\(day) 23:59:00")
    }
    sample.files["labels.csv"] = (lines + more).joined(separator: "\n") + "\n"
  }

  @Test("labels that all come within two days pass, and their delay is told")
  func inTime() throws {
    let found = try evidence("truth.coverage", Self.declared) { labels(&$0) }
    #expect(found.status == .pass, "\(found.finding)")
    #expect(found.finding.contains("at least 3 days old 100"), "\(found.finding)")
    #expect(found.finding.contains("95 % were there within"), "\(found.finding)")
    #expect(found.remedy == nil)
  }

  @Test("a third without a label, by chance, fails and is not called another kind of rows")
  func tooFew() throws {
    let found = try evidence("truth.coverage", Self.declared) {
      labels(&$0, where: { ($0 * 7_919) % 3 != 0 })
    }
    #expect(found.status == .fail, "\(found.finding)")
    #expect(found.finding.contains("At least 90 %"), "\(found.finding)")
    #expect(!found.finding.contains("not like those without"), "\(found.finding)")
  }

  @Test("rows with a label that differ from those without ask for attention, by the column")
  func chosen() throws {
    let found = try evidence("truth.coverage", Self.declared + ", coverage: 0.3") { sample in
      let incomes = sample.sets["scoring"]?["income"] ?? []
      labels(&sample, where: { (Double(incomes[$0]) ?? 0) > 0 })
    }
    #expect(found.status == .attention, "\(found.finding)")
    #expect(found.finding.contains("not like those without, by income"), "\(found.finding)")
    #expect(found.remedy?.contains("label sample") == true)
  }

  @Test("corrections, conflicts, orphans and repeats are counted, in any order alike")
  func oddLabels() throws {
    let odd = [
      "6-1,1,2025-06-01 01:00:00", "6-3,1,2025-06-29 01:00:00", "6-3,0,2025-06-29 01:00:00",
      "nobody,1,2025-06-03 00:00:00", "6-5,1,2025-06-29 02:00:00", "6-5,1,2025-06-29 02:00:00",
      "6-7,0,2025-06-29 03:00:00",
    ]
    let found = try evidence("truth.coverage", Self.declared) { labels(&$0, more: odd) }
    #expect(
      found.finding.contains("1 key has labels that contradict each other"), "\(found.finding)")
    #expect(found.finding.contains("1 labelled key has no prediction"), "\(found.finding)")
    #expect(found.finding.contains("corrected later"), "\(found.finding)")
    let other = try evidence("truth.coverage", Self.declared) { labels(&$0, more: odd.reversed()) }
    #expect(other == found)
  }

  @Test("keys that do not meet fail, and so does a key that the data lack")
  func strangers() throws {
    let found = try evidence("truth.coverage", Self.declared) {
      labels(&$0, key: { "other\($0)" })
    }
    #expect(found.status == .fail && found.finding.contains("keys do not meet"))
    let absent = try evidence(
      "truth.coverage", "labels: {data: labels.csv, key: number, time: came}"
    ) { labels(&$0) }
    #expect(absent.isBroken)
    #expect(absent.finding.contains("have a column “number”"), "\(absent.finding)")
  }

  @Test("a delay that no prediction has passed is undecided; without times the share alone counts")
  func early() throws {
    let early = try evidence(
      "truth.coverage", "labels: {data: labels.csv, key: id, time: came}, delay: 90 days"
    ) { labels(&$0) }
    #expect(early.status == .undecided, "\(early.finding)")
    #expect(early.finding.contains("No prediction is as old as the delay of 90 days"))
    let bare = try evidence("truth.coverage", "labels: {data: labels.csv, key: id}") {
      labels(&$0)
    }
    #expect(bare.status == .pass && bare.finding.contains("without the times of both"))
  }

  @Test("a file of labels that is not there is told, and other checks go on")
  func noFile() throws {
    var sample = Sample(.binary, rows: 500)
    sample.extra = "truth: {\(Self.declared), proxy: gender}"
    let assessed = try Assessed(sample, aspects: [.truth])
    let found = try #require(assessed["truth.coverage"])
    #expect(found.isBroken && found.finding.contains("labels.csv"), "\(found.finding)")
    #expect(assessed["truth.agreement"]?.status == .missing)
  }

  // MARK: Proxy

  @Test("a proxy that errs seldom passes, and how far it moves the accuracy is told")
  func goodProxy() throws {
    let found = try evidence("truth.proxy", "proxy: clicked") { sample in
      sample.copy("test", "truth", to: "clicked")
      sample.sets["test"]?.change("clicked") { row, value in
        row % 20 == 0 ? (value == "1" ? "0" : "1") : value
      }
    }
    #expect(found.status == .pass, "\(found.finding)")
    #expect(found.finding.contains("of the positives and clears"), "\(found.finding)")
    let shift = try #require(found.measurements.last { $0.name.hasPrefix("accuracy by clicked") })
    #expect(try #require(shift.value) < 0)
  }

  @Test("a proxy that has nothing to do with the truth fails")
  func badProxy() throws {
    let found = try evidence("truth.proxy", "proxy: clicked") { sample in
      var generator = SeededGenerator(seed: 3)
      let rows = sample.sets["test"]?.rowCount ?? 0
      let values = (0..<rows).map { _ in generator.uniform() < 0.5 ? "yes" : "no" }
      sample.sets["test"]?["clicked"] = values
    }
    #expect(found.status == .fail, "\(found.finding)")
    #expect(found.remedy != nil)
  }

  @Test("a proxy column that test lacks is told with what to do; no proxy at all does not apply")
  func noProxy() throws {
    let found = try evidence("truth.proxy", "proxy: clicked")
    #expect(found.isBroken && found.finding.contains("no column “clicked”"), "\(found.finding)")
    #expect(try evidence("truth.proxy", "delay: 2 days").status == .notApplicable)
  }

  @Test("a proxy of a ranking is refused")
  func rankingProxy() throws {
    #expect {
      _ = try evidence("truth.proxy", "proxy: old", task: .ranking)
    } throws: { "\($0)".contains("a proxy of what is relevant") }
  }

  @Test(
    "a proxy of numbers passes when it says about the same, and how far it moves the error is told",
    arguments: [Sample.Task.regression, .forecast])
  func numberProxy(_ task: Sample.Task) throws {
    let found = try evidence("truth.proxy", "proxy: bill", task: task) { sample in
      sample.copy("test", "truth", to: "bill")
      sample.sets["test"]?.change("bill") { row, value in
        Sample.number((Double(value) ?? 0) + (row % 2 == 0 ? 0.2 : -0.2))
      }
    }
    #expect(found.status == .pass, "\(found.finding)")
    let shift = try #require(
      found.measurements.last { $0.name.hasPrefix("mean absolute error by") })
    #expect(try #require(shift.value).magnitude < 0.2)
  }

  @Test("a proxy of numbers in another unit fails: it does not say what the truth says")
  func otherUnit() throws {
    let found = try evidence("truth.proxy", "proxy: bill", task: .regression) { sample in
      sample.copy("test", "truth", to: "bill")
      sample.sets["test"]?.change("bill") { _, value in Sample.number((Double(value) ?? 0) * 100) }
    }
    #expect(found.status == .fail && found.remedy != nil, "\(found.finding)")
  }

  @Test("a proxy of several classes passes when it errs seldom, and fails when it guesses")
  func classProxy() throws {
    let good = try evidence("truth.proxy", "proxy: said", task: .multiclass) { sample in
      sample.copy("test", "truth", to: "said")
      sample.sets["test"]?.change("said") { row, value in row % 20 == 0 ? "a" : value }
    }
    #expect(good.status == .pass, "\(good.finding)")
    #expect(good.finding.contains("accuracy comes out"), "\(good.finding)")
    let bad = try evidence("truth.proxy", "proxy: said", task: .multiclass) { sample in
      sample.copy("test", "truth", to: "said")
      sample.sets["test"]?.change("said") { row, _ in ["a", "b", "c"][row % 3] }
    }
    #expect(bad.status == .fail, "\(bad.finding)")
  }

  // MARK: Annotators

  private static let annotated =
    "annotations: {data: given.csv, item: item, annotator: who, label: label, truth: final}"

  /// Three annotators of 300 items, each wrong at a rate.
  private func annotate(_ sample: inout Sample, wrong: Double) {
    var generator = SeededGenerator(seed: 4)
    var lines = ["item,who,label,final"]
    for item in 0..<300 {
      for who in ["ann", "bob", "cyd"] {
        let label = generator.uniform() < wrong ? 1 - item % 2 : item % 2
        lines.append("\(item),\(who),\(label),\(item % 2)")
      }
    }
    sample.files["given.csv"] = lines.joined(separator: "\n") + "\n"
    sample.baseline["human-accuracy"] = nil
  }

  @Test("annotators who err seldom agree, and leave a high ceiling")
  func agree() throws {
    let found = try evidence("truth.agreement", Self.annotated) { annotate(&$0, wrong: 0.04) }
    #expect(found.status == .pass, "\(found.finding)")
    #expect(found.finding.contains("3 annotators of 300 items"), "\(found.finding)")
    let ceiling = try evidence("truth.ceiling", Self.annotated) { sample in
      annotate(&sample, wrong: 0.04)
      sample.metrics["goals"] = "{accuracy: 0.8}"
    }
    #expect(ceiling.status == .pass, "\(ceiling.finding)")
    #expect(ceiling.finding.contains("The goal of 80 % lies below."), "\(ceiling.finding)")
  }

  @Test("annotators who guess fail, and a goal beyond what their labels can show fails")
  func disagree() throws {
    let found = try evidence("truth.agreement", Self.annotated) { annotate(&$0, wrong: 0.3) }
    #expect(found.status == .fail, "\(found.finding)")
    let ceiling = try evidence("truth.ceiling", Self.annotated) { sample in
      annotate(&sample, wrong: 0.3)
      sample.metrics["goals"] = "{accuracy: 0.9}"
    }
    #expect(ceiling.status == .fail, "\(ceiling.finding)")
    #expect(ceiling.finding.contains("beyond what any model"), "\(ceiling.finding)")
  }

  @Test("a model that is better than its labels allow asks for attention")
  func tooGood() throws {
    let found = try evidence("truth.ceiling", Self.annotated) { sample in
      annotate(&sample, wrong: 0.4)
    }
    #expect(found.status == .attention, "\(found.finding)")
    #expect(found.finding.contains("more than such labels allow"), "\(found.finding)")
  }

  @Test("a declared human accuracy that the judgements contradict asks for attention")
  func declaredAccuracy() throws {
    let found = try evidence("truth.agreement", Self.annotated) { sample in
      annotate(&sample, wrong: 0.04)
      sample.baseline["human-accuracy"] = "0.7"
    }
    #expect(found.status == .attention, "\(found.finding)")
    #expect(found.finding.contains("baseline.human-accuracy says 70 %"), "\(found.finding)")
  }

  @Test("a column that the annotations lack is told with its place")
  func noColumn() throws {
    let found = try evidence(
      "truth.agreement", Self.annotated.replacing("annotator: who", with: "annotator: whom")
    ) { annotate(&$0, wrong: 0.1) }
    #expect(found.isBroken && found.finding.contains("no column “whom”"), "\(found.finding)")
  }

  @Test(
    "without its lines a check is missing and says which one enables it",
    arguments: [
      ("truth.coverage", "labels: {"), ("truth.agreement", "annotations: {"),
      ("truth.ceiling", "annotations: {"),
    ])
  func missing(_ id: String, _ line: String) throws {
    let assessed = try Assessed(Sample(.binary, rows: 300), aspects: [.truth])
    let found = try #require(assessed[id])
    #expect(found.status == .missing)
    #expect(found.remedy?.contains(line) == true, "\(found.remedy ?? "")")
  }
}
