import Foundation
import Testing

/// A batch of orders, made without chance, as text.
struct OrderBatch {
  static let names = ["id", "at", "price", "distance", "weight", "count", "carrier", "city"]
  var header = names
  var rows: [[String]]

  /// The orders of a day of March 2026, from 1.
  init(day: Int, rows count: Int) {
    var state = UInt64(day) &* 0x9E37_79B9_7F4A_7C15
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }
    let carriers = ["AA", "DL", "UA", "WN"]
    let cities = ["Bern", "Genf", "Zug", "Chur", "Basel"]
    rows = []
    for index in 0..<count {
      let minute = index * 1_440 / count
      let distance = 20 + 300 * next()
      let price = 5 + distance * 0.2 + 20 * next()
      let weight = 0.5 + 4 * next()
      let at = "2026-03-\(Self.two(day)) \(Self.two(minute / 60)):\(Self.two(minute % 60)):00"
      var row = ["\(day * 10_000 + index)", at, Self.text(price, 100)]
      row += [Self.text(distance, 10), Self.text(weight, 1_000), "\(1 + Int(next() * 5))"]
      row += [carriers[Int(next() * 4)], cities[Int(next() * 5)]]
      rows.append(row)
    }
  }

  static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func text(_ number: Double, _ parts: Double) -> String {
    "\((number * parts).rounded() / parts)"
  }

  /// Changes a column of every nth row.
  mutating func change(_ name: String, every step: Int = 1, _ change: (String) -> String) {
    guard let place = header.firstIndex(of: name) else { return }
    for index in rows.indices where index % step == 0 {
      rows[index][place] = change(rows[index][place])
    }
  }

  var text: String {
    ([header] + rows).map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
  }
}

@Suite("Faults that are put into a good batch, against a contract inferred from good ones")
struct InjectedFaultTests {
  /// What is wrong with a batch.
  enum Fault: String, CaseIterable, Sendable {
    case nulls, outOfRange, swapped, unit, truncated, duplicated, empty, renamed, category,
      encoding,
      clock, late

    /// The batch with it.
    func damage(_ good: OrderBatch) -> OrderBatch {
      var batch = good
      func number(_ text: String) -> Double { Double(text) ?? 0 }
      func moved(_ text: String, _ days: Int) -> String {
        let day = (Int(text.dropFirst(8).prefix(2)) ?? 0) + days
        return "2026-03-\(OrderBatch.two(day))\(text.dropFirst(10))"
      }
      switch self {
      case .nulls: batch.change("distance", every: 20) { _ in "" }
      case .outOfRange: batch.change("distance", every: 100) { "\(number($0) * 1000 + 1e6)" }
      case .swapped:
        for index in batch.rows.indices { batch.rows[index].swapAt(3, 4) }
      case .unit: batch.change("weight") { "\(number($0) / 0.45359237)" }
      case .truncated: batch.rows = Array(batch.rows.prefix(batch.rows.count / 10))
      case .duplicated: batch.rows += batch.rows
      case .empty: batch.rows = []
      case .renamed: batch.header[3] = "new_distance"
      case .category: batch.change("carrier", every: 50) { _ in "unheard of" }
      case .encoding: batch.change("city", every: 100) { "Ã‰" + $0 }
      case .clock: batch.change("at") { moved($0, 3) }
      case .late: batch.change("at") { moved($0, -7) }
      }
      return batch
    }

    /// Kinds of constraints of which one must catch it.
    var catching: Set<String> {
      switch self {
      case .nulls: ["not-null", "null-share"]
      case .outOfRange, .swapped, .unit: ["range", "mean", "quantiles", "maximum", "minimum"]
      case .truncated, .empty: ["row-count"]
      case .duplicated: ["unique", "row-count"]
      case .renamed: ["required", "columns"]
      case .category: ["set", "unseen-share"]
      case .encoding: ["set", "excluded-pattern"]
      case .clock: ["past", "freshness", "range"]
      case .late: ["freshness"]
      }
    }
  }

  /// The contract, inferred once.
  private static let inferred: Result<String, any Error> = Result {
    let folder = try Folder()
    let batches = (10..<18).map { "day\($0).csv" }
    for (name, day) in zip(batches, 10..<18) {
      try folder.write(OrderBatch(day: day, rows: 580 + 7 * (day % 5)).text, to: name)
    }
    let run = try Assay.run(
      ["contract"] + batches + [
        "--out", "inferred.yaml", "--false-alarms", "0.001", "--expected-every", "day",
        "--timestamp",
        "at",
      ], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    return try String(contentsOf: folder.url.appending(path: "inferred.yaml"), encoding: .utf8)
  }

  private static let good = OrderBatch(day: 18, rows: 600)

  /// The kinds of the rules that a batch breaks.
  private static func broken(_ batch: OrderBatch, _ name: String) throws -> Set<String> {
    let folder = try Folder()
    try folder.write(try inferred.get(), to: "inferred.yaml")
    try folder.write(batch.text, to: "\(name).csv")
    let run = try Assay.run(
      [
        "validate", "\(name).csv", "--contract", "inferred.yaml", "--as-of", "2026-03-19T00:00:00",
        "--fail-on", "warn", "--json",
      ], in: folder.url)
    let constraints = try #require(
      try run.document()["constraints"] as? [[String: Any]], "\(run.errors)")
    let broken = constraints.filter { $0["ok"] as? Bool == false }
    #expect(run.status == (broken.isEmpty ? 0 : 1), "\(run.errors)")
    return Set(broken.compactMap { $0["kind"] as? String })
  }

  @Test("A batch without a fault breaks nothing")
  func clean() throws {
    #expect(try Self.broken(Self.good, "clean") == [])
  }

  @Test("Each fault breaks a rule that is about it", arguments: Fault.allCases)
  func caught(fault: Fault) throws {
    let broken = try Self.broken(fault.damage(Self.good), fault.rawValue)
    #expect(!broken.isDisjoint(with: fault.catching), "\(fault): \(broken.sorted())")
  }
}
