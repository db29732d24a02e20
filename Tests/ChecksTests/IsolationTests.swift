import Checklist
import Checks
import Engines
import Testing

@Suite("Broken or absent input")
struct IsolationTests {
  /// A sample that some checks cannot be made of, and which of them are then not content.
  struct Broken: Sendable, CustomTestStringConvertible {
    let name: String
    var task = Sample.Task.binary
    /// Every check that is not content.
    let affected: Set<String>
    let says: String
    let change: @Sendable (inout Sample) -> Void

    var testDescription: String { name }
  }

  static let labelled: Set<String> = [
    "baseline.random", "baseline.constant", "baseline.threshold", "baseline.linear",
    "baseline.previous", "baseline.people", "metrics.window", "metrics.chance",
    "metrics.subgroups", "metrics.slices", "metrics.unit", "metrics.sampling", "metrics.mix",
    "metrics.small",
    "benchmark.metrics", "benchmark.gap", "parity.metric",
    "performance.thresholds", "responsible.fairness",
    "responsible.inclusiveness", "responsible.membership",
  ]

  static let cases = [
    Broken(name: "a column without any value", affected: [], says: "") { sample in
      for role in sample.sets.keys { sample.fill(role, "blank") }
    },
    Broken(name: "a column with one value", affected: [], says: "") { sample in
      for role in sample.sets.keys { sample.fill(role, "always", with: "x") }
    },
    Broken(
      name: "a feature without any value in scoring", affected: ["parity.inputs"],
      says: "age 100 %"
    ) { $0.fill("scoring", "age") },
    Broken(
      name: "labels of one class in test",
      affected: labelled.union(["distribution.sets"]), says: "one class"
    ) { $0.fill("test", "truth", with: "1") },
    Broken(
      name: "no label in any test row",
      affected: labelled.union(["distribution.sets"]), says: "label"
    ) { $0.fill("test", "truth") },
    Broken(
      name: "labels of three classes",
      affected: labelled.union(["parity.leakage"]), says: "the task is binary"
    ) { sample in
      for role in ["train", "test"] {
        sample.sets[role]?.change("truth") { row, value in row % 3 == 0 ? "2" : value }
      }
    },
    Broken(
      name: "labels that do not say which is positive",
      affected: labelled.union(["parity.leakage"]), says: "add columns.positive"
    ) { sample in
      sample.columns["positive"] = nil
      for role in ["train", "test"] {
        sample.sets[role]?.change("truth") { _, value in value == "1" ? "red" : "blue" }
      }
    },
    Broken(name: "labels yes and no", affected: [], says: "") { sample in
      sample.columns["positive"] = nil
      for role in ["train", "test"] {
        sample.sets[role]?.change("truth") { _, value in value == "1" ? "yes" : "no" }
      }
    },
    Broken(name: "some labels missing", affected: [], says: "") { sample in
      sample.sets["test"]?.change("truth") { row, value in row % 50 == 7 ? "" : value }
    },
    Broken(name: "no labels in scoring", affected: [], says: "") {
      $0.sets["scoring"]?["truth"] = nil
    },
    Broken(
      name: "scoring without rows",
      affected: ["parity.inputs", "quality.contract", "drift.anomalies"],
      says: "The scoring data have columns and no rows"
    ) { sample in
      sample.sets["scoring"] = sample.sets["scoring"]?.filtered { _ in false }
    },
    Broken(
      name: "no scoring data", affected: ["parity.inputs", "drift.anomalies"],
      says: "No scoring data are named"
    ) { $0.sets["scoring"] = nil },
    Broken(
      name: "no test data",
      affected: labelled.union([
        "benchmark.overlap", "benchmark.near-duplicates", "distribution.sets",
      ]),
      says: "No test data are named"
    ) { $0.sets["test"] = nil },
    Broken(
      name: "no timestamp", affected: ["metrics.window"], says: "when each row was predicted"
    ) { $0.columns["timestamp"] = nil },
    Broken(
      name: "no timestamp", task: .regression, affected: ["metrics.window", "baseline.past"],
      says: "when each row was predicted"
    ) { $0.columns["timestamp"] = nil },
    Broken(
      name: "no score", affected: labelled,
      says: "No column of the model's predictions is named"
    ) { sample in
      sample.columns["score"] = nil
      sample.columns["ignore"] = "[model]"
    },
    Broken(
      name: "train without predictions",
      affected: ["benchmark.metrics", "benchmark.gap", "responsible.membership"],
      says: "The train data have no column “model” with the model's predictions"
    ) { $0.sets["train"]?["model"] = nil },
    Broken(
      name: "no window, no groups",
      affected: [
        "metrics.window", "metrics.subgroups", "metrics.mix", "distribution.representation",
        "performance.thresholds",
        "responsible.fairness", "responsible.inclusiveness",
      ],
      says: "has not been declared"
    ) { sample in
      sample.metrics["window"] = nil
      sample.columns["segments"] = nil
      sample.columns["protected"] = nil
      sample.population = ""
    },
    Broken(
      name: "a segment with a value a row",
      affected: ["metrics.subgroups", "distribution.representation"], says: "id"
    ) { sample in sample.columns["segments"] = "[region, id]" },
    Broken(name: "a column that only test has", affected: [], says: "") { sample in
      sample.fill("test", "note", with: "x")
    },
    Broken(
      name: "a column that test lacks", affected: ["distribution.sets"],
      says: "visits (absent from test)"
    ) { sample in
      sample.sets["test"]?["visits"] = nil
    },
    Broken(
      name: "three training rows",
      affected: [
        "parity.inputs", "parity.leakage", "baseline.threshold", "baseline.linear", "benchmark.gap",
        "benchmark.metrics", "distribution.sets", "distribution.representation",
        "baseline.constant", "baseline.random", "drift.strategy", "responsible.inclusiveness",
        "responsible.anonymity", "responsible.membership", "drift.anomalies", "drift.now",
      ], says: "too few"
    ) { sample in sample.sets["train"] = sample.sets["train"]?.filtered { $0 < 3 } },
  ]

  @Test("is told to a person, and the other checks are made", arguments: cases)
  func told(_ broken: Broken) throws {
    var sample = Sample(broken.task)
    broken.change(&sample)
    let assessed = try Assessed(sample)
    #expect(assessed.evidence.count == CheckRegistry.cards.count)
    #expect(
      Set(assessed.flipped.keys).subtracting(broken.affected).isEmpty,
      "more is affected than should be:\n\(assessed.summary)")
    if !broken.says.isEmpty {
      #expect(!assessed.flipped.isEmpty)
      #expect(assessed.summary.contains(broken.says), "\(assessed.summary)")
    }
    for one in assessed.evidence {
      #expect(one.finding.count > 20 && one.finding.hasSuffix("."), "\(one.finding)")
      for dump in [
        "Optional(", "Undefined(", "Error(", "RowsError", "MetricRefusal", "nan", "..", " .",
      ] {
        #expect(!one.finding.contains(dump), "\(one.check.id): \(one.finding)")
      }
      if one.status != .pass, one.status != .notApplicable { #expect(one.remedy != nil) }
    }
  }

  @Test("a check that lacks its input names the key that would enable it")
  func instructions() throws {
    var sample = Sample(.binary)
    sample.sets["scoring"] = nil
    sample.metrics["window"] = nil
    let assessed = try Assessed(sample)
    #expect(assessed["parity.inputs"]?.status == .missing)
    #expect(assessed["parity.inputs"]?.remedy?.contains("`data:` in assay.yaml") == true)
    #expect(assessed["metrics.window"]?.remedy?.contains("`window: week` under `metrics:`") == true)
  }

  @Test(
    "a column that no data set has is refused with its line",
    arguments: [
      ("segments", "[regoin]"), ("features", "[income, aeg]"), ("target", "trooth"),
      ("timestamp", "whenever"),
    ])
  func unknownColumn(_ key: String, _ value: String) throws {
    var sample = Sample(.binary)
    sample.columns[key] = value
    #expect {
      _ = try Assessed(sample)
    } throws: { error in
      guard let errors = error as? ProjectErrors, let error = errors.errors.first else {
        return false
      }
      return errors.errors.count == 1 && error.line > 1
        && (error.description.contains("no column")
          || error.description.contains("no data set has a column"))
    }
  }

  @Test("all columns that the data lack are refused at once, each once and with its line")
  func unknownColumns() throws {
    var sample = Sample(.binary)
    sample.columns["target"] = "trooth"
    sample.columns["timestamp"] = "whenever"
    sample.columns["segments"] = "[regoin, gender, aeg]"
    let errors = try #require(
      #expect(throws: ProjectErrors.self) { _ = try Assessed(sample) })
    let names = ["trooth", "whenever", "regoin", "aeg"]
    #expect(errors.errors.count == names.count, "\(errors)")
    for name in names { #expect(errors.description.contains("“\(name)”")) }
    #expect(
      errors.description.contains("did you mean “region”") || errors.description.contains("region"))
  }

  @Test(
    "a labelled set with columns and no rows is refused, named", arguments: ["train", "test"])
  func withoutRows(_ role: String) throws {
    var sample = Sample(.binary)
    sample.sets[role] = sample.sets[role]?.filtered { _ in false }
    let error = try #require(#expect(throws: EngineError.self) { _ = try Assessed(sample) })
    #expect(error.exitCode == 3 && error.description.contains("the \(role) data has no rows"))
  }
}

extension Sample {
  /// Gives a column one text in every row of a set.
  fileprivate mutating func fill(_ role: String, _ column: String, with text: String = "") {
    let count = sets[role]?.rowCount ?? 0
    sets[role]?[column] = Array(repeating: text, count: count)
  }
}
