import Foundation
import Measurements
import Statistics
import Testing

/// The golden values that `Tests/Fixtures/costs/generate.py` wrote.
private struct CostGolden: Decodable {
  struct Calls: Decodable, CustomTestStringConvertible {
    let name: String
    let labels: [Bool]
    let scores: [Double]
    let threshold: Double
    let costs: [Double]
    let today: [Double]
    let best: Double
    let bestCost: Double
    let asCheap: [Double]
    let overNone: [Double]
    let calibrated: Double
    var testDescription: String { name }

    var measurement: BinaryMeasurement {
      BinaryMeasurement(labels: labels, scores: scores, threshold: threshold)
    }

    var callCosts: CallCosts {
      CallCosts(
        falsePositive: costs[1], falseNegative: costs[2], truePositive: costs[0],
        trueNegative: costs[3])
    }
  }

  struct Errors: Decodable, CustomTestStringConvertible {
    let name: String
    let targets: [Double]
    let predictions: [Double]
    let over: Double
    let under: Double
    let today: [Double]
    let best: Double
    let bestCost: Double
    var testDescription: String { name }
  }

  let calls: [Calls]
  let errors: [Errors]

  static let shared = Result {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/costs/golden.json")
    return try JSONDecoder().decode(CostGolden.self, from: Data(contentsOf: file))
  }
}

@Suite("Costs equal those of every row tried one by one")
struct CostGoldenTests {
  /// Sums in another order differ in the last digits.
  private func agrees(_ found: [Double?], _ expected: [Double]) -> Bool {
    found.count == expected.count
      && zip(found, expected).allSatisfy { one, other in
        one.map { ($0 - other).magnitude <= 1e-9 * max(1, other.magnitude) } ?? false
      }
  }

  private func numbers(_ estimate: Estimate) -> [Double?] {
    [estimate.value, estimate.interval?.low, estimate.interval?.high]
  }

  @Test("calls", arguments: try CostGolden.shared.get().calls)
  fileprivate func calls(_ golden: CostGolden.Calls) throws {
    let measured = golden.measurement
    let curve = try ThresholdCosts(measured.scores, golden.callCosts)
    let today = try OutcomeCosts(measured.cells, golden.callCosts).mean(level: 0.95)
    #expect(agrees(numbers(today), golden.today), "\(today)")
    let place = curve.place(of: golden.threshold)
    #expect(curve.cells(place) == measured.cells)
    #expect(agrees([curve.cost(place)], [golden.today[0]]))
    let best = try curve.bestThreshold(level: 0.95)
    #expect(agrees(numbers(best), [golden.best] + golden.asCheap), "\(best)")
    #expect(agrees([curve.cost(curve.best)], [golden.bestCost]))
    let none = try curve.excess(place, over: curve.places.upperBound).mean(level: 0.95)
    #expect(agrees(numbers(none), golden.overNone), "\(none)")
    #expect(agrees([golden.callCosts.calibratedThreshold], [golden.calibrated]))
  }

  @Test("errors", arguments: try CostGolden.shared.get().errors)
  fileprivate func errors(_ golden: CostGolden.Errors) throws {
    let costs = try ErrorCosts(
      targets: golden.targets, predictions: golden.predictions, over: golden.over,
      under: golden.under)
    #expect(agrees(numbers(try costs.costs().mean(level: 0.95)), golden.today))
    #expect(agrees([costs.bestCorrection], [golden.best]))
    let best = try costs.costs(correction: costs.bestCorrection).mean(level: 0.95)
    #expect(agrees([best.value], [golden.bestCost]))
  }
}
