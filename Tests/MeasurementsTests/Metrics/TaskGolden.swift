import Foundation
import Measurements
import Testing

/// The golden values that `Tests/Fixtures/metrics/generate_tasks.py` wrote.
struct TaskGolden: Decodable {
  struct Multiclass: Decodable, CustomTestStringConvertible {
    struct OfClass: Decodable {
      let `class`: String
      let rows: Int
      let precision: Double?
      let recall: Double?
      let f1: Double?
      let rocAUC: Double?
    }

    let name: String
    let k: Int
    let classes: [String]
    let truths: [String]
    let probabilities: [[Double]]
    let calls: [String]?
    let expected: [String: Double?]
    let different: [String: MetricGolden.Difference]
    let perClass: [OfClass]
    var testDescription: String { name }

    /// With the predicted classes where they are not the likeliest ones.
    var measurements: [MulticlassMeasurement] {
      let scored = MulticlassMeasurement(
        truths: truths, classes: classes, probabilities: probabilities, places: k)
      guard let calls else { return [scored, scored] }
      return [scored, MulticlassMeasurement(truths: truths, calls: calls)]
    }
  }

  struct Ranking: Decodable, CustomTestStringConvertible {
    struct Query: Decodable {
      let relevances: [Double]
      let scores: [Double]
    }

    let name: String
    let k: Int
    let queries: [Query]
    let counted: Int
    let expected: [String: Double]
    var testDescription: String { name }
  }

  struct Forecast: Decodable, CustomTestStringConvertible {
    let name: String
    let season: Int
    let targets: [Double]
    let predictions: [Double]
    let train: [Double]
    let expected: [String: Double]
    var testDescription: String { name }
  }

  let scikitLearn: String
  let multiclass: [Multiclass]
  let ranking: [Ranking]
  let forecast: [Forecast]

  static let shared = Result {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/metrics/golden-tasks.json")
    return try JSONDecoder().decode(TaskGolden.self, from: Data(contentsOf: file))
  }
}
