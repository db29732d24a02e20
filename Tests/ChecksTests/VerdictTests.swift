import Checklist
import Statistics
import Testing

/// What was once judged wrongly, and must not be again.
@Suite("Verdicts")
struct VerdictTests {
  /// The evidence of a check on a changed sample.
  private func evidence(
    _ id: String, _ task: Sample.Task = .binary, rows: Int = 3_000,
    aspects: Set<AspectID> = Set(AspectID.allCases), _ change: (inout Sample) -> Void
  ) throws -> Evidence {
    var sample = Sample(task, rows: rows)
    change(&sample)
    return try #require(try Assessed(sample, aspects: aspects)[id])
  }

  private func predictions(_ sample: inout Sample, _ roles: [String], offBy error: Double) {
    for role in roles {
      sample.sets[role]?.change("model") { Sample.number((Double($1) ?? 0) + error) }
    }
  }

  @Test("a bias below zero misses its goal as one above does", arguments: [-15.0, 15])
  func biasGoal(_ error: Double) throws {
    let found = try evidence("benchmark.metrics", .regression, aspects: [.benchmark]) { sample in
      sample.metrics["goals"] = "{bias: 0.5}"
      predictions(&sample, ["train", "test"], offBy: error)
    }
    #expect(found.status == .fail, "\(found.finding)")
    #expect(found.finding.contains("misses its goal of at most 0.5 away from zero"))
    let good = try evidence("benchmark.metrics", .regression, aspects: [.benchmark]) { sample in
      sample.metrics["goals"] = "{bias: 0.5}"
    }
    #expect(good.status == .pass, "\(good.finding)")
  }

  @Test(
    "a bias that grows from train to test is worse, whichever way it grows", arguments: [-1.0, 1])
  func biasGap(_ sign: Double) throws {
    let found = try evidence("benchmark.gap", .regression, aspects: [.benchmark]) { sample in
      sample.metrics["primary"] = "bias"
      predictions(&sample, ["train"], offBy: 5 * sign)
      predictions(&sample, ["test"], offBy: 15 * sign)
    }
    #expect(found.status == .fail, "\(found.finding)")
    #expect(found.finding.contains("worse"), "\(found.finding)")
  }

  @Test("a perfect area on three rows is undecided, with the reason")
  func threeRows() throws {
    let found = try evidence("benchmark.metrics", aspects: [.benchmark]) { sample in
      sample.sets["test"] = SampleTable(
        columns: (sample.sets["test"]?.columns ?? []).map { name, values in
          switch name {
          case "truth": (name, ["0", "0", "1"])
          case "model": (name, ["0.1", "0.2", "0.9"])
          default: (name, Array(values.prefix(3)))
          }
        })
    }
    #expect(found.status == .undecided, "\(found.finding)")
    #expect(found.finding.contains("there is no interval") || found.finding.contains("There is no"))
  }

  @Test("windows that cannot be made leave the metrics of all rows alone")
  func manyWindows() throws {
    var sample = Sample(.binary, rows: 12_000)
    sample.metrics["window"] = "1"
    let assessed = try Assessed(sample, aspects: [.metrics, .benchmark])
    let window = try #require(assessed["metrics.window"])
    #expect(window.status == .attention)
    #expect(window.finding.contains("more than 10000 windows"), "\(window.finding)")
    #expect(window.remedy?.contains("metrics.window") == true)
    for id in ["metrics.subgroups", "benchmark.metrics", "benchmark.gap"] {
      #expect(assessed[id]?.status == .pass, "\(assessed.summary)")
    }
    #expect(assessed["metrics.chance"]?.finding.contains("could not be made") == false)
  }

  @Test("why a set has no metrics is said, not that it has no predictions")
  func reason() throws {
    let found = try evidence("benchmark.metrics", aspects: [.benchmark]) { sample in
      sample.sets["train"]?.change("truth") { row, value in row % 3 == 0 ? "2" : value }
    }
    #expect(found.finding.contains("No metrics on train: column “truth” has more than two values"))
    #expect(!found.finding.contains("no predictions"))
  }

  @Test("rows without a label are no rows of a group or a window")
  func unlabelled() throws {
    var sample = Sample(.binary)
    // Of the 750 rows of one region 20 keep their label.
    var kept = 0
    sample.sets["test"]?.change("truth") { row, value in
      guard row % 4 == 0 else { return value }
      kept += 1
      return kept <= 20 ? value : ""
    }
    let found = try #require(try Assessed(sample, aspects: [.metrics])["metrics.subgroups"])
    #expect(found.finding.contains("too small to judge (region = north)"), "\(found.finding)")
    let chance = try #require(try Assessed(sample, aspects: [.metrics])["metrics.chance"])
    #expect(chance.method.contains("2,270 test rows"), "\(chance.method)")
  }

  @Test("a group of half the rows is compared with the other half")
  func halves() throws {
    // Two groups of half the rows each, 0.20 apart: from the whole each is 0.10 away only.
    let found = try evidence("metrics.subgroups", .regression, aspects: [.metrics]) { sample in
      sample.columns["protected"] = "[gender]"
      sample.columns["segments"] = nil
      sample.metrics["smallest-drop"] = "1.2"
      sample.sets["test"]?.change("model") { row, value in
        row % 8 < 4 ? Sample.number((Double(value) ?? 0) + 2.5) : value
      }
    }
    #expect(found.status == .attention || found.status == .fail, "\(found.finding)")
    #expect(found.finding.contains("gender = f"), "\(found.finding)")
  }

  @Test("the margin is what the evidence shows, and people are not held to it")
  func margin() throws {
    var sample = Sample(.binary)
    sample.baseline["margin"] = "0.02"
    let assessed = try Assessed(sample, aspects: [.baseline])
    let random = try #require(assessed["baseline.random"]?.measurements.first)
    #expect(random.threshold == 0.02)
    let people = try #require(assessed["baseline.people"]?.measurements.first)
    #expect(people.threshold == 0)
    var regression = Sample(.regression)
    regression.baseline["margin"] = "0.1"
    let constant = try Assessed(regression, aspects: [.baseline])["baseline.constant"]
    #expect(constant?.measurements.first?.threshold == -0.1)
  }

  @Test("a model whose skill is gone on new rows fails, though the area fell by little")
  func skill() throws {
    let found = try evidence("benchmark.gap", rows: 12_000, aspects: [.benchmark]) { sample in
      for (place, role) in ["train", "test"].enumerated() {
        var generator = SeededGenerator(seed: UInt64(place) + 7)
        let truths = sample.sets[role]?["truth"] ?? []
        // An area of about 0.56 on train, of 0.5 on test.
        sample.sets[role]?.change("model") { row, _ in
          let pull = role == "train" && truths[row] == "1" ? 0.12 : 0
          return Sample.number(0.88 * generator.uniform() + pull)
        }
      }
    }
    #expect(found.status == .fail, "\(found.finding)")
    #expect(found.finding.contains("of its skill"), "\(found.finding)")
  }

  @Test("copies are found also where train repeats some of its own rows")
  func copies() throws {
    let found = try evidence("benchmark.overlap", aspects: [.benchmark]) { sample in
      guard let train = sample.sets["train"] else { return }
      // 600 rows of train stand there twice, and three in ten test rows are copies of others of
      // train.
      let doubled = (0..<3_000).map { $0 >= 2_400 ? $0 - 600 : $0 }
      sample.sets["train"] = SampleTable(
        columns: train.columns.map { name, values in (name, doubled.map { values[$0] }) })
      if let train = sample.sets["train"] { sample.sets["test"]?.replaceFirst(900, by: train) }
      sample.metrics["window"] = "\"1500\""
    }
    #expect(found.status == .fail, "\(found.finding)")
  }

  @Test("rows of few values that meet by chance are no copies")
  func coincidence() throws {
    let found = try evidence("benchmark.overlap", aspects: [.benchmark]) { sample in
      sample.columns["ignore"] = "[income, age, old, at, customer]"
      sample.columns["timestamp"] = nil
      sample.columns["entity"] = nil
      sample.columns["identifier"] = "[id]"
      sample.baseline["previous-model"] = nil
      sample.metrics["window"] = nil
    }
    #expect(found.status == .pass, "\(found.finding)")
    #expect(found.finding.contains("may be coincidence"), "\(found.finding)")
  }

  @Test("a group that is surely weak is told with the figure of the rest")
  func weakGroup() throws {
    let found = try evidence("metrics.subgroups", .multiclass, aspects: [.metrics]) { sample in
      sample.metrics["goals"] = "{accuracy: 0.55}"
      var generator = SeededGenerator(seed: 9)
      sample.sets["test"]?.change("model") { row, value in
        row % 4 == 0 && generator.uniform() < 0.6
          ? ["a", "b", "c"][Int(generator.uniform() * 3)] : value
      }
    }
    #expect(
      found.finding.contains(/region = north with \d+[.\d]* %, the rest with \d+[.\d]* %/),
      "\(found.finding)")
    #expect(found.measurements.contains { $0.note?.contains("; the rest has") == true })
  }

  @Test("an error that grows with the model's age is found, and the growth has an interval")
  func growth() throws {
    let found = try evidence("metrics.window", .regression, aspects: [.metrics]) { sample in
      sample.metrics["window"] = "week"
      sample.metrics["goals"] = nil
      sample.metrics["smallest-drop"] = "0.5"
      var generator = SeededGenerator(seed: 3)
      sample.sets["test"]?.change("model") { row, value in
        Sample.number((Double(value) ?? 0) + Double(row) / 1_500 * generator.normal())
      }
    }
    #expect(found.status == .attention, "\(found.finding)")
    #expect(found.finding.contains("It gets worse with age"), "\(found.finding)")
    #expect(found.measurements.contains { $0.name.contains("in 30 days") && $0.interval != nil })
    #expect(found.finding.contains("cannot be told"), "\(found.finding)")
  }

  @Test("a weekday on which the model is worse is found")
  func weekday() throws {
    let found = try evidence("metrics.window", .regression, aspects: [.metrics]) { sample in
      sample.metrics["window"] = "day"
      sample.metrics["goals"] = nil
      sample.metrics["smallest-drop"] = "20"
      var generator = SeededGenerator(seed: 3)
      sample.sets["test"]?.change("at") { row, _ in "2025-04-\(10 + row % 20) 10:00:00" }
      // 12, 19 and 26 April 2025 were Saturdays.
      sample.sets["test"]?.change("model") { row, value in
        [2, 9, 16].contains(row % 20)
          ? Sample.number((Double(value) ?? 0) + 4 * generator.normal()) : value
      }
    }
    #expect(found.finding.contains("It has a pattern by weekday"), "\(found.finding)")
    #expect(found.finding.contains("(Saturday)"), "\(found.finding)")
  }

  @Test("more rows are asked of the set that is too small")
  func smallReference() throws {
    let found = try evidence("parity.inputs", aspects: [.parity]) { sample in
      sample.sets["train"] = sample.sets["train"]?.filtered { $0 % 31 == 0 }
      sample.sets["test"] = sample.sets["test"]?.filtered { $0 % 31 == 0 }
    }
    #expect(found.status == .undecided, "\(found.finding)")
    let says = ["more scoring rows alone cannot decide", "neither set decides alone"]
    #expect(says.contains { found.finding.contains($0) }, "\(found.finding)")
  }
}
