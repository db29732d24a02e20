import Checklist
import Statistics
import Testing

/// The figure of test beside the one that production will show: other shares of classes, another
/// mix of groups, another unit.
@Suite("Metrics as production will show them")
struct TranslatedMetricTests {
  private static func evidence(
    _ id: String, _ task: Sample.Task = .binary, _ change: (inout Sample) -> Void = { _ in }
  ) throws -> Evidence {
    var sample = Sample(task, rows: 1_600)
    change(&sample)
    return try #require(try Assessed(sample, aspects: [.metrics])[id])
  }

  private static func value(_ evidence: Evidence, _ name: String) throws -> Double {
    try #require(evidence.measurements.first { $0.name == name }?.value, "\(evidence.measurements)")
  }

  private static func definitions(_ training: String, _ scoring: String) -> String {
    "{training: {unit: visit, window: month, \(training)}, scoring: {unit: visit, window: month, \(scoring)}}"
  }

  @Test("Precision at a rare class follows from the two rates, and a goal it misses fails")
  func prevalence() throws {
    let found = try Self.evidence("metrics.sampling") { sample in
      sample.metrics["primary"] = "precision"
      sample.metrics["goals"] = "{precision: 0.5}"
      sample.metrics["definitions"] = Self.definitions(
        "sampling: resampled, prevalence: 0.5", "sampling: natural, prevalence: 0.02")
    }
    #expect(found.status == .fail, "\(found.finding)")
    #expect(found.finding.contains("2 % in production"), "\(found.finding)")
    let recall = try Self.value(found, "recall at production's share")
    let specificity = try Self.value(found, "specificity at production's share")
    let precision = 0.02 * recall / (0.02 * recall + 0.98 * (1 - specificity))
    #expect(abs(try Self.value(found, "precision at production's share") - precision) < 1e-9)
    #expect(try Self.value(found, "score with the meaning of today's threshold") > 0.9)
  }

  @Test("The area under the curve stays, whatever the classes' shares")
  func unmoved() throws {
    let found = try Self.evidence("metrics.sampling") { sample in
      sample.metrics["definitions"] = Self.definitions(
        "sampling: natural", "sampling: natural, prevalence: 0.02")
    }
    #expect(found.status == .pass, "\(found.finding)")
    #expect(
      try Self.value(found, "rocAUC at production's share")
        == Self.value(found, "rocAUC on test"))
  }

  @Test(
    "Without production's share it passes only where neither side was resampled",
    arguments: [
      ("sampling: natural", "sampling: natural", CheckStatus.pass),
      ("sampling: resampled, prevalence: 0.5", "sampling: natural", .missing),
      ("metric: rocAUC", "metric: rocAUC", .missing),
    ])
  func undeclared(_ training: String, _ scoring: String, status: CheckStatus) throws {
    let found = try Self.evidence("metrics.sampling") {
      $0.metrics["definitions"] = Self.definitions(training, scoring)
    }
    #expect(found.status == status, "\(found.finding)")
    #expect(found.finding.contains("of test"), "\(found.finding)")
  }

  @Test("Classes that are exactly halves are hardly natural")
  func halves() throws {
    let found = try Self.evidence("metrics.sampling") { sample in
      for role in ["train", "test"] {
        sample.sets[role]?.change("truth") { row, _ in row % 2 == 0 ? "1" : "0" }
      }
    }
    #expect(found.status == .attention && found.finding.contains("exactly half"))
  }

  @Test("A whole of series that are alike judges nothing that nobody declared as a group")
  func alikeSeries() throws {
    let found = try Self.evidence("metrics.subgroups", .forecast) { sample in
      sample.columns["segments"] = nil
      sample.population = ""
    }
    #expect(found.status == .pass, "\(found.finding)")
    #expect(found.measurements.allSatisfy { $0.name.hasPrefix("mae where shop") })
  }

  @Test("A group that is weak and grows lowers what production is to expect")
  func mix() throws {
    let found = try Self.evidence("metrics.mix", .regression) { sample in
      sample.metrics["goals"] = "{mae: 1.4}"
      sample.sets["test"]?.change("model") { row, value in
        Sample.number((Double(value) ?? 0) + (row % 4 == 0 ? 3 : 0))
      }
      sample.sets["scoring"]?.change("region") { row, value in row % 8 < 6 ? "north" : value }
    }
    #expect(found.status == .fail, "\(found.finding)")
    #expect(found.finding.contains("north is") && found.finding.contains("of production"))
    let share = try Self.value(found, "share of region = north in production")
    #expect(abs(share - 0.75) < 1e-9)
    let expected = try Self.value(found, "mae with production's mix of region")
    #expect(try expected > Self.value(found, "mae on test"))
  }

  @Test("Groups that test does not have are said to be unknown")
  func unmeasured() throws {
    let found = try Self.evidence("metrics.mix") { sample in
      sample.sets["scoring"]?.change("region") { row, value in row % 5 == 0 ? "abroad" : value }
    }
    #expect(found.status == .attention)
    #expect(
      found.finding.contains(
        "20 % of production has values of region that test does not have (abroad)"))
  }

  @Test("Without scoring data the declared population says how groups are mixed")
  func population() throws {
    let found = try Self.evidence("metrics.mix") { sample in
      sample.sets["scoring"] = nil
      sample.population = "{region: {north: 0.97, south: 0.01, east: 0.01, west: 0.01}}"
    }
    #expect(found.status == .pass, "\(found.finding)")
    #expect(abs(try Self.value(found, "share of region = north in production") - 0.97) < 1e-9)
  }

  @Test("Whole customers are measured beside their visits where production counts them")
  func unit() throws {
    let found = try Self.evidence("metrics.unit", .regression) { sample in
      sample.metrics["definitions"] = Sample.definitions(
        "metric: mae", scoring: "metric: mae, unit: customer, sampling: natural, window: month")
    }
    #expect(found.status == .pass, "\(found.finding)")
    #expect(found.finding.contains("Training counts visit and production customer."))
    #expect(try Self.value(found, "entities") == 800)
    // Errors of two visits cancel out in part.
    #expect(try Self.value(found, "mae of whole entities") < Self.value(found, "mae on test"))
  }

  @Test("A few false alarms a piece are many a whole: what production counts misses the goal")
  func falseAlarms() throws {
    let change: (inout Sample) -> Void = { sample in
      sample.metrics["primary"] = "specificity"
      sample.metrics["goals"] = "{specificity: 0.7}"
      for role in sample.sets.keys {
        sample.sets[role]?.change("customer") { row, _ in "\(role)-\(row / 8)" }
        // A customer is all positive or all negative; of the negative pieces a tenth is called.
        sample.sets[role]?.change("truth") { row, _ in row / 8 % 2 == 0 ? "1" : "0" }
        sample.sets[role]?.change("model") { row, _ in
          row / 8 % 2 == 0 ? "0.9" : row % 10 == 0 ? "0.8" : "0.1"
        }
      }
    }
    let apart = try Self.evidence("metrics.unit") { sample in
      change(&sample)
      sample.metrics["definitions"] = Sample.definitions(
        "metric: specificity", scoring: "metric: specificity, unit: customer, window: month")
    }
    #expect(apart.status == .fail, "\(apart.finding)")
    let alike = try Self.evidence("metrics.unit") { sample in
      change(&sample)
      sample.metrics["definitions"] = Sample.definitions("metric: specificity")
    }
    #expect(alike.status == .pass, "\(alike.finding)")
  }

  @Test("Where nothing says which rows are pieces of one thing, the line that would is named")
  func noEntity() throws {
    let lacking = try Self.evidence("metrics.unit") { sample in
      sample.columns["entity"] = nil
      sample.metrics["definitions"] = nil
    }
    #expect(lacking.status == .missing && lacking.remedy?.contains("`entity:") == true)
    let alike = try Self.evidence("metrics.unit") { $0.columns["entity"] = nil }
    #expect(alike.status == .notApplicable)
  }

  @Test("Series of different scales are groups, judged as multiples of their own scale")
  func series() throws {
    let found = try Self.evidence("metrics.subgroups", .forecast) { sample in
      sample.columns["segments"] = nil
      sample.population = ""
      for role in sample.sets.keys {
        for column in ["truth", "model"] {
          // Shop by shop ten times larger: the same forecast in other units.
          sample.sets[role]?.change(column) { row, value in
            Sample.number((Double(value) ?? 0) * (row % 12 % 2 == 0 ? 10 : 1))
          }
        }
      }
    }
    #expect(found.status == .pass || found.status == .undecided, "\(found.finding)")
    #expect(found.measurements.allSatisfy { $0.name.hasPrefix("mase where shop") })
    #expect(found.method.contains("different scales"))
  }

  @Test(
    "A forecast is held against the past in its scaled error, and in its share of the targets",
    arguments: ["mase", "rmsse", "wape"])
  func scaledPast(metric: String) throws {
    var sample = Sample(.forecast, rows: 1_200)
    sample.metrics["primary"] = metric
    sample.metrics["smallest-drop"] = nil
    sample.metrics["goals"] = nil
    let assessed = try Assessed(sample, aspects: [.baseline, .benchmark])
    let past = try #require(assessed["baseline.past"])
    #expect(past.status == .pass, "\(past.finding)")
    let ours = try Self.value(past, "\(metric) of the model")
    let benchmark = try #require(assessed["benchmark.metrics"])
    let measured = try Self.value(benchmark, "\(metric) on test")
    #expect(abs(ours - measured) < 1e-9 * measured, "\(ours) \(measured)")
  }

  @Test(
    "Small sets are told, with a learner over splits and the rows that a smaller change takes",
    arguments: [("0.2", CheckStatus.pass), ("0.0001", .attention)])
  func small(drop: String, status: CheckStatus) throws {
    let found = try Self.evidence("metrics.small", .regression) {
      $0.metrics["smallest-drop"] = drop
    }
    #expect(found.status == status, "\(found.finding)")
    #expect(found.finding.contains("Split 5 times into 5 parts"), "\(found.finding)")
    #expect(found.finding.contains("which takes about") == (status == .attention))
  }
}
