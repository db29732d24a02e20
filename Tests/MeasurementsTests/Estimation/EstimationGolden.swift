import Foundation
import Testing

/// The golden values that `Tests/Fixtures/estimation/generate.py` wrote.
struct EstimationGolden: Decodable {
  struct Expectation: Decodable, CustomTestStringConvertible {
    let name: String
    let scores: [Double]
    let probabilities: [Double]
    let called: [Int]
    let expected: [String: Double]
    var testDescription: String { name }
  }

  struct Estimator: Decodable, CustomTestStringConvertible {
    let name: String
    let window: Int
    let reference: [String: [Double]]
    let current: [String: [Double]]
    let needsCalibration: Bool
    let windows: [[String: Double]]
    let apTied: [Double]
    let nannymlThresholds: [String: [Double]]
    var testDescription: String { name }
  }

  let expectations: [Expectation]
  let estimators: [Estimator]
  let values: [Double]

  static let shared = Result {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let data = try Data(contentsOf: folder.appending(path: "Fixtures/estimation/golden.json"))
    return try JSONDecoder().decode(EstimationGolden.self, from: data)
  }
}
