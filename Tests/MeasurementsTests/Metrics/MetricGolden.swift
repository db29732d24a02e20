import Foundation
import Measurements
import Testing

/// The golden values that `Tests/Fixtures/metrics/generate.py` wrote.
struct MetricGolden: Decodable {
  /// What scikit-learn answers where this project answers otherwise, and why.
  struct Difference: Decodable {
    let scikitLearn: Double?
    let why: String
  }

  /// Data that generator and test both compute.
  struct Recipe: Decodable {
    let rows: Int
    let modulus: Int
    let offset: Double?
  }

  struct Binary: Decodable, CustomTestStringConvertible {
    let name: String
    let threshold: Double
    let labels: [Bool]?
    let scores: [Double]?
    let recipe: Recipe?
    let expected: [String: Double?]
    let different: [String: Difference]
    var testDescription: String { name }

    func measurement(calibrationBins: Int = 10) -> BinaryMeasurement {
      guard let recipe else {
        return BinaryMeasurement(
          labels: labels ?? [], scores: scores ?? [], threshold: threshold,
          calibrationBins: calibrationBins)
      }
      let places = (1...recipe.rows).map { $0 * 7919 % recipe.modulus }
      let labels = (1...recipe.rows).map { row in
        (row * 104_729 % 997) * recipe.modulus < 997 * places[row - 1]
      }
      return BinaryMeasurement(
        labels: labels, scores: places.map { Double($0) / Double(recipe.modulus) },
        threshold: threshold, calibrationBins: calibrationBins)
    }
  }

  struct Regression: Decodable, CustomTestStringConvertible {
    let name: String
    let quantile: Double?
    let targets: [Double]?
    let predictions: [Double]?
    let lower: [Double]?
    let upper: [Double]?
    let recipe: Recipe?
    let expected: [String: Double?]
    let different: [String: Difference]
    var testDescription: String { name }

    var measurement: RegressionMeasurement {
      guard let recipe else {
        return RegressionMeasurement(
          targets: targets ?? [], predictions: predictions ?? [], quantile: quantile,
          lower: lower ?? [], upper: upper ?? [])
      }
      let targets = (1...recipe.rows).map {
        Double($0 * 7919 % recipe.modulus) / 16 + (recipe.offset ?? 0)
      }
      let predictions = targets.enumerated().map { place, target in
        target + (Double((place + 1) * 104_729 % 997) - 480) / 32
      }
      return RegressionMeasurement(targets: targets, predictions: predictions)
    }
  }

  let scikitLearn: String
  let binary: [Binary]
  let regression: [Regression]

  static let shared = Result {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/metrics/golden.json")
    return try JSONDecoder().decode(MetricGolden.self, from: Data(contentsOf: file))
  }
}
