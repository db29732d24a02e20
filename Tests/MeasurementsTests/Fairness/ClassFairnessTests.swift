import Foundation
import Statistics
import Testing

@testable import Measurements

@Suite("Fairness of several classes, each against the rest")
struct ClassFairnessTests {
  struct Golden: Decodable {
    struct Cell: Decodable {
      let sex: String
      let age: String
      let truth: String
      let called: String
      let count: Int
    }

    struct Class: Decodable {
      let rates: [String: [String: Double]]
      let disparities: [String: Double]
    }

    let cells: [Cell]
    let classes: [String: Class]
    let intersection: Class
  }

  private static let golden = Result { () throws in
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/fairness/classes.json")
    return try JSONDecoder().decode(Golden.self, from: Data(contentsOf: file))
  }

  private static func rows(_ golden: Golden) -> String {
    let cells = golden.cells.map {
      "('\($0.sex)', '\($0.age)', '\($0.truth)', '\($0.called)', \($0.count))"
    }
    return """
      select sex, age, y, yhat from (values \(cells.joined(separator: ", "))) as t(sex, age, y, yhat, n),
        range(n) as r(i)
      """
  }

  private static func options(_ by: [String], classes: [String] = []) -> FairnessOptions {
    var options = FairnessOptions(
      target: "y", prediction: "yhat", by: by, intersections: by.count > 1, smallestGroup: 10)
    options.classes = classes
    return options
  }

  private static func report(
    _ sql: String, _ options: FairnessOptions
  ) throws -> ClassFairnessReport {
    var plan = ScanPlan()
    let metrics = try plan.addGroupMetrics(options, task: .multiclass)
    return try metrics.classReport(try plan.run(try Table.stream(sql)), options)
  }

  private static func expect(
    _ attribute: FairnessReport.Attribute, _ golden: Golden.Class
  ) throws {
    #expect(attribute.groups.map(\.name).sorted() == golden.rates.keys.sorted())
    for group in attribute.groups {
      for (name, expected) in golden.rates[group.name] ?? [:] {
        let rate = try #require(GroupRate(rawValue: name))
        let estimate = try #require(group[rate])
        // Fairlearn answers 0 where nobody of a group has the class.
        guard let value = estimate.value else {
          #expect(expected == 0 && estimate.note == rate.emptyDenominator)
          continue
        }
        #expect(abs(value - expected) < 1e-12, "\(name) of \(group.name)")
      }
    }
    for (key, expected) in golden.disparities {
      let gap = try #require(attribute[key])
      #expect(abs(try #require(gap.estimate.value) - expected) < 1e-12, "\(key)")
      let interval = try #require(gap.estimate.interval)
      #expect(interval.low <= expected && expected <= interval.high, "\(key)")
    }
  }

  @Test("Rates and disparities of each class are Fairlearn's on that class against the rest")
  func golden() throws {
    let golden = try Self.golden.get()
    let report = try Self.report(Self.rows(golden), Self.options(["sex", "age"]))
    #expect(report.classes.map(\.name) == ["high", "low", "middle", "rare"])
    #expect(report.attributes.map(\.name) == ["sex", "age", "sex × age"])
    for one in report.attributes[0].classes {
      try Self.expect(one, try #require(golden.classes[one.ofClass ?? ""]))
    }
    let high = try #require(report.attributes[2].classes.first { $0.ofClass == "high" })
    try Self.expect(high, golden.intersection)
    #expect(report.groupMetrics.attributes[0]["macroF1"] != nil)
  }

  @Test("Intervals hold for all classes together")
  func level() throws {
    let golden = try Self.golden.get()
    let report = try Self.report(Self.rows(golden), Self.options(["sex"]))
    let expected = 1 - 0.05 / 4
    for one in report.attributes[0].classes {
      let gap = try #require(one["demographicParityDifference"])
      #expect(abs(try #require(gap.estimate.interval).level - expected) < 1e-12)
    }
    for rate in report.classes[0].overall {
      if let interval = rate.estimate.interval { #expect(abs(interval.level - expected) < 1e-12) }
    }
  }

  @Test("The order of rows changes nothing, declared classes come first, and none without rows")
  func order() throws {
    let golden = try Self.golden.get()
    let options = Self.options(["sex"], classes: ["middle", "none", "high"])
    let first = try Self.report(Self.rows(golden), options)
    #expect(first.classes.map(\.name) == ["middle", "high", "low", "rare"])
    let second = try Self.report(
      Self.rows(golden) + " order by hash(sex || y || yhat || i)", options)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(try encoder.encode(first) == encoder.encode(second))
  }

  @Test("Two classes have the rates and disparities of the binary task")
  func two() throws {
    let sql = """
      select case when i % 3 = 0 then 'a' else 'b' end as sex, i % 5 < 2 as y, i % 7 < 3 as yhat
      from range(700) as t(i)
      """
    let report = try Self.report(sql, Self.options(["sex"]))
    var plan = ScanPlan()
    let ticket = plan.add(
      try FairnessFold(
        FairnessOptions(target: "y", prediction: "yhat", by: ["sex"], smallestGroup: 10)))
    let binary = try plan.run(try Table.stream(sql))[ticket].get().attributes[0]
    let positive = try #require(report.attributes[0].classes.first { $0.ofClass == "true" })
    for (left, right) in zip(positive.gaps, binary.gaps) {
      #expect(left.estimate.value == right.estimate.value, "\(left.disparity.key)")
    }
    for (left, right) in zip(positive.groups, binary.groups) {
      #expect(left.rates.map(\.estimate.value) == right.rates.map(\.estimate.value))
    }
  }

  @Test("More classes than are compared, and an unknown reference group, are refused")
  func refused() throws {
    let many = "select i % 2 as sex, i % 60 as y, i % 60 as yhat from range(600) as t(i)"
    #expect(throws: FairnessRefusal.metrics(.tooManyClasses(column: "y", limit: 50))) {
      try Self.report(many, Self.options(["sex"]))
    }
    var options = Self.options(["sex"])
    options.referenceGroup = "nobody"
    #expect(throws: FairnessRefusal.self) {
      try Self.report("select 'f' as sex, 'a' as y, 'b' as yhat", options)
    }
  }

  @Test("Groups that are too small, and rows without a label, enter no disparity")
  func small() throws {
    let report = try Self.report(
      """
      select case when i < 5 then 'x' when i % 2 = 0 then 'f' else 'm' end as sex,
        case when i % 9 = 8 then null else 'c' || (i % 3) end as y, 'c' || (i % 3) as yhat
      from range(300) as t(i)
      """, Self.options(["sex"]))
    let one = try #require(report.attributes[0].classes.first)
    #expect(one.groups.map(\.enters) == [true, true, false])
    #expect(one["demographicParityRatio"]?.estimate.note?.contains("too small: x") == true)
    #expect(report.groupMetrics.warnings.contains { $0.code == "missing-label" })
    #expect(!report.hasDisparity)
  }
}
