import Foundation
import Statistics
import Testing

@testable import Measurements

@Suite("The disparity table against Aequitas")
struct AequitasTests {
  struct Fixture: Decodable {
    let cases: [Case]
  }

  struct Case: Decodable {
    struct Group: Decodable {
      let value: String
      let cells: [Int]
      let disparities: [String: Double]
      let parities: [String: Bool]
    }

    let name: String
    let reference: String
    let groups: [Group]
  }

  private static let rates: [String: GroupRate] = [
    "pprev": .selectionRate, "precision": .precision, "fdr": .falseDiscoveryRate,
    "for": .falseOmissionRate, "fpr": .falsePositiveRate, "fnr": .falseNegativeRate,
    "tpr": .truePositiveRate, "tnr": .trueNegativeRate, "npv": .negativePredictiveValue,
  ]

  private static func cases() throws -> [Case] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/fairness/aequitas.json")
    return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: file)).cases
  }

  private static func report(_ sample: Case) throws -> FairnessReport {
    let rows = sample.groups.flatMap { group in
      zip(group.cells, [(1, 1), (0, 1), (1, 0), (0, 0)]).map { count, row in
        "select '\(group.value)' as g, \(row.0) as y, \(row.1) as c from range(\(count))"
      }
    }
    var plan = ScanPlan()
    let ticket = plan.add(
      try FairnessFold(
        FairnessOptions(
          target: "y", prediction: "c", by: ["g"], referenceGroup: sample.reference)))
    return try plan.run(try Table.stream(rows.joined(separator: " union all ")))[ticket].get()
  }

  @Test("Disparities are Aequitas', and where an interval decides, so are the parities")
  func golden() throws {
    var decided = 0
    for sample in try Self.cases() {
      let attribute = try #require(try Self.report(sample).attributes.first)
      for golden in sample.groups where golden.value != sample.reference {
        let group = try #require(attribute.groups.first { $0.name == golden.value })
        for (key, expected) in golden.disparities {
          let ratio =
            key == "ppr"
            ? group.predictedPositives?.value
            : group.comparisons.first { $0.rate == Self.rates[key] }?.ratio.value
          #expect(abs(try #require(ratio, "\(key)") - expected) < 1e-9, "\(key)")
        }
        for (key, expected) in golden.parities {
          let parity = try #require(AequitasParity(rawValue: key))
          let verdict = group.parities[parity] ?? nil
          switch verdict {
          case .pass: #expect(expected, "\(key) of \(golden.value)")
          case .fail: #expect(!expected, "\(key) of \(golden.value)")
          case .undecided(let more): #expect(more != 0, "\(key) of \(golden.value)")
          case nil: Issue.record("\(key) of \(golden.value) is not defined")
          }
          if verdict == .pass || verdict == .fail { decided += 1 }
        }
      }
    }
    #expect(decided > 15)
  }

  @Test("The ratio of calls holds the truth as often as it says")
  func coverage() throws {
    var generator = SeededGenerator(seed: 9)
    var held = 0
    for _ in 0..<1_000 {
      let (a, b) = (
        BinomialSampler.draw(trials: 200, probability: 0.3, using: &generator),
        BinomialSampler.draw(trials: 500, probability: 0.4, using: &generator)
      )
      let interval = try #require(
        try AequitasParity.predictedPositives(
          ConfusionCells(truePositives: a, trueNegatives: 200 - a),
          to: ConfusionCells(truePositives: b, trueNegatives: 500 - b), level: 0.95
        ).interval)
      if interval.low <= 0.3, 0.3 <= interval.high { held += 1 }
    }
    #expect(held >= 925)
  }
}
