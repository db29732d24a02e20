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

  /// Rows of a classifier of several classes.
  struct ClassRows: Decodable {
    let scores: [[Double]]
    let labels: [String]
    let called: [String]
  }

  struct ClassWindow: Decodable {
    let rocAUC: Double
    let averagePrecision: Double
    let macroF1: Double
    let macroPrecision: Double
    let macroRecall: Double
    let accuracy: Double
    let weightedF1: Double
    let weightedPrecision: Double
    let weightedRecall: Double
    let weightedRocAUC: Double
    /// By class, then by predicted class.
    let cells: [[Double]]

    /// The values by the metrics' keys.
    var values: [String: Double] {
      [
        "rocAUC": rocAUC, "averagePrecision": averagePrecision, "macroF1": macroF1,
        "macroPrecision": macroPrecision, "macroRecall": macroRecall, "accuracy": accuracy,
        "weightedF1": weightedF1, "weightedPrecision": weightedPrecision,
        "weightedRecall": weightedRecall, "weightedRocAUC": weightedRocAUC,
        "microPrecision": accuracy, "microRecall": accuracy, "microF1": accuracy,
      ]
    }
  }

  struct Classes: Decodable, CustomTestStringConvertible {
    let name: String
    let window: Int
    let classes: [String]
    let reference: ClassRows
    let current: ClassRows
    let needsCalibration: [Bool]
    let windows: [ClassWindow]
    var testDescription: String { name }
  }

  let expectations: [Expectation]
  let classes: [Classes]
  let estimators: [Estimator]
  let values: [Double]

  static let shared = Result {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let data = try Data(contentsOf: folder.appending(path: "Fixtures/estimation/golden.json"))
    return try JSONDecoder().decode(EstimationGolden.self, from: data)
  }
}
