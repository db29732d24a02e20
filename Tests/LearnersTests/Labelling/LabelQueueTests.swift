import ADBC
import Engines
import Measurements
import Statistics
import Testing

@testable import Learners

@Suite("Queues of rows to label")
struct LabelQueueTests {
  private let engine: DuckDBEngine

  init() throws { engine = try DuckDBEngine() }

  /// 4,000 rows: a group of one in ten, a score, two features, the truth.
  private static let data = """
    select i as id, if(i % 10 = 0, 'rare', 'common') as kind,
      (hash(i) % 1000 + 0.5) / 1000 as p, (hash(i + 1) % 1000) / 1000.0 as x,
      if(i % 400 = 0, 50, (hash(i + 2) % 1000) / 1000.0) as y,
      (hash(i + 3) % 1000) / 1000.0 < (hash(i) % 1000 + 0.5) / 1000 as truth
    from range(4000) t(i) order by i
    """

  static let methods: [LabelQueue.Method] =
    [.random, .stratified(by: ["kind"]), .diversity(features: ["x", "y"])]
    + Uncertainty.allCases.map { .uncertainty($0, probabilities: ["p"]) }

  private func draw(
    _ method: LabelQueue.Method, size: Int = 200, seed: UInt64 = 1, share: Double = 0.2,
    from sql: String = data, columns: [String] = ["id", "p", "truth"]
  ) throws -> LabelQueue {
    try LabelQueueDraw(
      method: method, size: size, randomShare: share, columns: columns, seed: seed
    ).run { plan in
      try plan.run(
        try engine.scan(.query(sql), ScanRequest(columns: plan.columns?.sorted())))
    }
  }

  @Test("The queue has the size asked for, in the data's order, each row once", arguments: methods)
  func size(method: LabelQueue.Method) throws {
    let queue = try draw(method)
    #expect(queue.chosen.count == 200)
    let numbers = queue.chosen.map(\.number)
    #expect(zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 })
    #expect(queue.values.values.map { $0[0] } == numbers.map { "\($0)" })
    #expect(queue.chosen.allSatisfy { $0.inclusionProbability > 0 && $0.inclusionProbability <= 1 })
  }

  @Test("A seed gives one queue, another seed another", arguments: methods)
  func seeds(method: LabelQueue.Method) throws {
    let first = try draw(method).chosen
    #expect(try draw(method).chosen == first)
    #expect(try draw(method, seed: 2).chosen != first)
  }

  @Test("Weighed by their probabilities, rows and truths count as in the data", arguments: methods)
  func unbiased(method: LabelQueue.Method) throws {
    // The truth's share in the data is known; uncertain rows have it as often as not.
    var weights: [Double] = []
    var truths: [Double] = []
    for seed in 1...40 as ClosedRange<UInt64> {
      let queue = try draw(method, seed: seed)
      var weight = 0.0
      var truth = 0.0
      for (row, values) in zip(queue.chosen, queue.values.values) {
        weight += 1 / row.inclusionProbability
        if values[2] == "true" { truth += 1 / row.inclusionProbability }
      }
      weights.append(weight)
      truths.append(truth)
    }
    let count = try engine.scan(.query("select count(*) from (\(Self.data)) where truth"))
      .textRows().first?[0].flatMap(Double.init)
    for (values, expected) in [(weights, 4_000), (truths, try #require(count))] {
      let mean = values.reduce(0, +) / 40
      let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 39
      #expect((mean - expected).magnitude <= 4 * (spread / 40).squareRoot() + 1e-6)
    }
  }

  @Test("Uncertain rows come more often, and no row's probability is below the random part's")
  func uncertain() throws {
    let queue = try draw(.uncertainty(.margin, probabilities: ["p"]))
    let doubt = queue.values.values.compactMap { $0[1].flatMap(Double.init) }
      .map { 1 - (2 * $0 - 1).magnitude }
    // In the data the mean is a half; drawn by size it would be two thirds.
    #expect(doubt.reduce(0, +) / 200 > 0.57)
    #expect(queue.randomProbability == 0.2 * 200 / 4_000)
    #expect(queue.probabilities.low >= 0.01)
    #expect((20...60).contains(queue.randomRows))
  }

  @Test("Strata share the queue evenly, but for the random part")
  func stratified() throws {
    let queue = try draw(.stratified(by: ["kind"]))
    #expect(queue.strata.map(\.value) == ["common", "rare"])
    #expect(queue.strata.map(\.rows) == [3_600, 400])
    // 20 % by rows: 36 and 4; 80 % evenly: 80 each.
    #expect(queue.strata.map(\.chosen) == [116, 84])
    let rare = queue.chosen.filter { $0.number % 10 == 0 }
    #expect(rare.count == 84)
    #expect(rare.allSatisfy { $0.inclusionProbability == 84.0 / 400 })
  }

  @Test("Diversity reaches the few rows that are unlike the others")
  func diverse() throws {
    let queue = try draw(.diversity(features: ["x", "y"]))
    // Ten of 4,000 rows lie far off; at random half a row of 200 would be one of them.
    let far = queue.chosen.filter { $0.number % 400 == 0 }
    #expect(far.count >= 3)
    #expect(queue.cells == 160)
  }

  @Test("Rows without probabilities are counted, and only the random part can choose them")
  func unscored() throws {
    let sql = "select id, if(id % 2 = 0, p, null) as p, truth from (\(Self.data)) order by id"
    let queue = try draw(.uncertainty(.entropy, probabilities: ["p"]), from: sql)
    #expect(queue.unscored == 2_000)
    #expect(
      queue.chosen.filter { $0.number % 2 == 1 }.allSatisfy { $0.inclusionProbability == 0.01 })
  }

  @Test("A queue of all rows is certain of each")
  func everything() throws {
    let queue = try draw(.random, size: 10_000)
    #expect(queue.chosen.count == 4_000)
    #expect(queue.chosen.allSatisfy { $0.inclusionProbability == 1 })
  }

  @Test("What cannot be drawn is refused in a sentence")
  func refusals() throws {
    #expect(throws: QueueRefusal.noRows) {
      try draw(.random, from: "select * from (\(Self.data)) where id < 0")
    }
    #expect(throws: QueueRefusal.noScores(columns: ["p"])) {
      try draw(
        .uncertainty(.margin, probabilities: ["p"]),
        from: "select id, null::double as p, truth from range(9) t(id), (select true as truth)")
    }
    #expect(throws: QueueRefusal.notNumeric(column: "kind")) {
      try draw(.uncertainty(.margin, probabilities: ["kind"]))
    }
    #expect(throws: QueueRefusal.tooManyStrata(by: ["id"], limit: StratumScorer.limit)) {
      try draw(.stratified(by: ["id"]))
    }
  }

  @Test("Data that come in another order when read again are refused")
  func unstable() throws {
    var reads = 0
    #expect(throws: QueueRefusal.notRepeatable) {
      try LabelQueueDraw(
        method: .uncertainty(.margin, probabilities: ["p"]), size: 100, columns: ["id"]
      ).run { plan in
        reads += 1
        let order = reads == 1 ? "id" : "hash(id)"
        return try plan.run(
          try engine.scan(
            .query("select * from (\(Self.data)) order by \(order)"),
            ScanRequest(columns: plan.columns?.sorted())))
      }
    }
  }
}
