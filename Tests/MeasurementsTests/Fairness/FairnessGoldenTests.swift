import Foundation
import Measurements
import Statistics
import Testing

@Suite("Fairness against Fairlearn")
struct FairnessGoldenTests {
  struct Golden: Decodable {
    let cases: [Case]
  }

  struct Case: Decodable, CustomTestStringConvertible {
    struct Group: Decodable {
      let value: String
      let cells: [Int]
    }

    let name: String
    let groups: [Group]
    let rates: [String: [String: Double?]]
    let overall: [String: Double?]
    let disparities: [String: Double?]
    let different: [String: String]
    var testDescription: String { name }

    var cells: [ConfusionCells] {
      groups.map {
        ConfusionCells(
          truePositives: $0.cells[0], falsePositives: $0.cells[1], falseNegatives: $0.cells[2],
          trueNegatives: $0.cells[3])
      }
    }
  }

  static let cases: [Case] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/fairness/golden.json")
    do {
      return try JSONDecoder().decode(Golden.self, from: Data(contentsOf: file)).cases
    } catch {
      Issue.record("golden.json: \(error)")
      return []
    }
  }()

  @Test("every rate of every group is Fairlearn's, and has no value without rows", arguments: cases)
  func rates(golden: Case) throws {
    for (group, cells) in zip(golden.groups, golden.cells) {
      for rate in GroupRate.allCases {
        let expected = try #require(golden.rates[group.value]?[rate.rawValue] ?? nil)
        if rate.counts(cells).rows == 0 {
          #expect(throws: Undefined.self) { try rate.measure(cells, level: 0.95) }
        } else {
          let value = try #require(try rate.measure(cells, level: 0.95).value)
          #expect((value - expected).magnitude < 1e-12, "\(rate) of \(group.value)")
        }
      }
    }
  }

  @Test("every disparity is Fairlearn's, unless a group lacks the rate", arguments: cases)
  func disparities(golden: Case) throws {
    let results = DisparityMeasurement(cells: golden.cells, level: 0.95, draws: 200).measure()
    var compared = 0
    for (disparity, result) in zip(Disparity.all, results) {
      let expected = try #require(golden.disparities[disparity.key])
      let value = result.estimate.value
      if golden.different[disparity.key] != nil {
        #expect(value != expected, "\(disparity.key)")
        continue
      }
      guard let expected, let value else {
        Issue.record("\(disparity.key): \(result.estimate.note ?? "")")
        continue
      }
      #expect((value - expected).magnitude < 1e-12, "\(disparity.key) \(value) \(expected)")
      let interval = try #require(result.estimate.interval)
      #expect(interval.low <= value && value <= interval.high, "\(disparity.key) \(interval)")
      #expect(interval.low >= 0 && interval.high <= 1)
      compared += 1
    }
    #expect(compared >= 16)
  }
}
