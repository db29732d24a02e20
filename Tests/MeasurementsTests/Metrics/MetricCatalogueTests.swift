import Measurements
import Statistics
import Testing

@Suite("The catalogue of metrics")
struct MetricCatalogueTests {
  @Test("every example gives what it says")
  func examples() throws {
    for member in MetricCatalogue.members {
      #expect(!member.examples.isEmpty, "\(member.card.id) has no example")
      for example in member.examples {
        let result = try example.compute()
        #expect(
          (result - example.result).magnitude <= example.tolerance,
          "\(member.card.id): \(example.given) gives \(result), not \(example.result)")
      }
    }
  }

  @Test("no two metrics answer to one name")
  func namesAreUnique() {
    let names = MetricCatalogue.cards.flatMap { [$0.id.lowercased()] + $0.aliases }
    #expect(Set(names).count == names.count)
    let keys = MetricCatalogue.cards.map(\.key)
    #expect(Set(keys).count == keys.count)
  }

  @Test("a metric is found by id, key or alias", arguments: ["roc-auc", "rocAUC", "ROCAUC", "auc"])
  func lookup(_ name: String) throws {
    #expect(try MetricCatalogue.card(named: name).key == "rocAUC")
  }

  @Test("an unknown metric is refused with the nearest name")
  func unknown() {
    #expect {
      try MetricCatalogue.card(named: "acuracy")
    } throws: { error in
      guard let error = error as? UnknownMetric else { return false }
      return error.suggestion == "accuracy" && error.message.contains("did you mean accuracy?")
    }
    #expect { try MetricCatalogue.card(named: "zebra") } throws: {
      ($0 as? UnknownMetric)?.suggestion == nil
    }
  }

  // MARK: Laws

  private struct Rows {
    var labels: [Bool] = []
    var scores: [Double] = []

    init(_ count: Int, seed: UInt64) {
      var generator = SeededGenerator(seed: seed)
      for _ in 0..<count {
        let score = (generator.uniform() * 50).rounded() / 50
        scores.append(score)
        labels.append(generator.uniform() < score)
      }
    }
  }

  private func table(_ rows: Rows, _ order: some Sequence<Int>, capacity: Int) -> BinaryScoreTable {
    var table = BinaryScoreTable(capacity: capacity)
    for row in order {
      table.addLabelled()
      table.add(isPositive: rows.labels[row], calledPositive: rows.scores[row] >= 0.5)
      table.add(score: rows.scores[row], isPositive: rows.labels[row])
    }
    return table
  }

  @Test("the order of rows and the way they are merged change nothing", arguments: [16, 1 << 12])
  func orderAndMerge(capacity: Int) throws {
    let rows = Rows(500, seed: 3)
    var generator = SeededGenerator(seed: 4)
    let whole = table(rows, 0..<500, capacity: capacity).measurement
    let shuffled = table(rows, (0..<500).shuffled(using: &generator), capacity: capacity)
      .measurement
    var merged = table(rows, 300..<500, capacity: capacity)
    merged.merge(table(rows, 0..<120, capacity: capacity))
    merged.merge(table(rows, 120..<300, capacity: capacity))
    let parts = merged.measurement
    for metric in MetricCatalogue.binary {
      #expect(metric.card.laws.isSuperset(of: [.orderInvariant, .mergeInvariant]))
      let expected = try metric.measure(whole, level: 0.95)
      #expect(try metric.measure(shuffled, level: 0.95) == expected, "\(metric.card.id)")
      #expect(try metric.measure(parts, level: 0.95) == expected, "\(metric.card.id)")
    }
  }

  @Test("the order and merging of a regression's rows change nothing", arguments: [16, 1 << 12])
  func regressionOrderAndMerge(capacity: Int) throws {
    var generator = SeededGenerator(seed: 5)
    let targets = (0..<400).map { _ in 1e6 + generator.normal() }
    let predictions = targets.map { $0 + generator.normal() * 0.3 }
    func table(_ order: some Sequence<Int>) -> RegressionTable {
      var table = RegressionTable(capacity: capacity, quantile: 0.7)
      for row in order {
        table.add(target: targets[row], prediction: predictions[row])
        table.addInterval(
          target: targets[row], lower: predictions[row] - 1, upper: predictions[row] + 1)
      }
      return table
    }
    let whole = table(0..<400).measurement
    let shuffled = table((0..<400).shuffled(using: &generator)).measurement
    var merged = table(200..<400)
    merged.merge(table(0..<200))
    let parts = merged.measurement
    for metric in MetricCatalogue.regression {
      let expected = try metric.measure(whole, level: 0.95)
      for other in [shuffled, parts] {
        let estimate = try metric.measure(other, level: 0.95)
        #expect(estimate.value == expected.value, "\(metric.card.id)")
        #expect(estimate.interval?.method == expected.interval?.method)
        // A target a million spreads from zero costs fourth moments 24 of their 32 digits.
        let ends = [\Interval.low, \Interval.high]
        for end in ends {
          let a = try #require(estimate.interval?[keyPath: end])
          let b = try #require(expected.interval?[keyPath: end])
          #expect((a - b).magnitude <= 1e-6 * (1 + b.magnitude), "\(metric.card.id) \(a) \(b)")
        }
      }
    }
  }

  @Test("three copies of every row give the same value and a narrower interval")
  func scale() throws {
    let rows = Rows(200, seed: 6)
    let once = table(rows, 0..<200, capacity: 1 << 12).measurement
    let thrice = table(rows, (0..<600).map { $0 % 200 }, capacity: 1 << 12).measurement
    for metric in MetricCatalogue.binary where metric.card.laws.contains(.scaleInvariant) {
      let small = try metric.measure(once, level: 0.95)
      let large = try metric.measure(thrice, level: 0.95)
      let difference = try #require(small.value) - #require(large.value)
      #expect(difference.magnitude < 1e-12, "\(metric.card.id)")
      let wide = try #require(small.interval)
      let narrow = try #require(large.interval)
      #expect(narrow.high - narrow.low < wide.high - wide.low, "\(metric.card.id)")
    }
  }

  @Test("an increasing transform of the scores changes no rank metric")
  func ranks() throws {
    let rows = Rows(200, seed: 7)
    var squared = rows
    squared.scores = rows.scores.map { $0 * $0 * 1000 - 3 }
    let plain = table(rows, 0..<200, capacity: 1 << 12).measurement
    let transformed = table(squared, 0..<200, capacity: 1 << 12).measurement
    for metric in MetricCatalogue.binary where metric.card.laws.contains(.rankInvariant) {
      #expect(
        try metric.measure(plain, level: 0.9) == metric.measure(transformed, level: 0.9),
        "\(metric.card.id)")
    }
  }

  @Test(
    "values stay inside their range and inside their interval", arguments: 0..<30 as Range<UInt64>)
  func bounded(seed: UInt64) throws {
    let rows = Rows(4 + Int(seed) * 3, seed: seed)
    let measurement = table(rows, 0..<rows.scores.count, capacity: 1 << 12).measurement
    for metric in MetricCatalogue.binary where metric.card.laws.contains(.bounded) {
      let estimate: Estimate
      do throws(Undefined) {
        estimate = try metric.measure(measurement, level: 0.95)
      } catch {
        #expect(!error.reason.isEmpty)
        continue
      }
      let value = try #require(estimate.value)
      let lowest = metric.card.range.hasPrefix("−1") ? -1.0 : 0.0
      let highest = metric.card.key == "logLoss" ? 36.05 : 1.0
      #expect((lowest...highest).contains(value), "\(metric.card.id) \(value)")
      guard let interval = estimate.interval else {
        #expect(estimate.note != nil, "\(metric.card.id) has no interval and no reason")
        continue
      }
      #expect(interval.low <= interval.high)
      // The calibration error's interval is corrected for the bias that the value has.
      if metric.card.key != "ece" {
        #expect(
          interval.low <= value + 1e-12 && value <= interval.high + 1e-12,
          "\(metric.card.id): \(value) outside \(interval)")
      }
    }
  }
}
