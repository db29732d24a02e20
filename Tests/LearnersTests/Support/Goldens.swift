import Foundation
import Learners
import Measurements
import Testing

/// What the generator beside `learners.json` wrote.
struct Goldens: Decodable {
  let logistic: [Logistic]
  let logisticWithCategory: LogisticWithCategory
  let linear: [Linear]
  let trees: [Trees]
  let dummyClassifier: [DummyClassifier]
  let dummyRegressor: [DummyRegressor]

  struct Logistic: Decodable, CustomTestStringConvertible {
    let name: String
    let columns: [[Double]]
    let labels: [Bool]
    let inversePenalty: Double
    let coefficients: [Double]
    let probabilities: [Double]
    var testDescription: String { name }
  }

  struct LogisticWithCategory: Decodable {
    let column: [Double]
    let codes: [Int32]
    let labels: [Bool]
    let probabilities: [Double]
  }

  struct Linear: Decodable, CustomTestStringConvertible {
    let name: String
    let columns: [[Double]]
    let target: [Double]
    let coefficients: [Double]
    let predictions: [Double]
    var testDescription: String { name }
  }

  struct Trees: Decodable, CustomTestStringConvertible {
    let name: String
    let objective: String
    let categorical: [Int]
    let rounds: Int
    let columns: [[Double?]]
    let labels: [Double]
    let predictions: [Double]
    let gains: [Double]
    var testDescription: String { name }
  }

  struct DummyClassifier: Decodable {
    let labels: [Bool]
    let probability: Double
    let prediction: Bool
  }

  struct DummyRegressor: Decodable {
    let values: [Double]
    let mean: Double
    let median: Double
  }

  static func read() throws -> Goldens {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/learners/learners.json").standardized
    return try JSONDecoder().decode(Goldens.self, from: Data(contentsOf: file))
  }
}

/// Tables written by hand.
enum Tables {
  static func numeric(_ columns: [[Double]]) -> RowTable {
    RowTable(
      columns: columns.enumerated().map {
        RowColumn(name: "x\($0)", values: .numeric($1))
      })
  }

  static func names(_ count: Int) -> [String] { (0..<count).map { "x\($0)" } }

  static func categorical(_ name: String, _ values: [String?]) -> RowColumn {
    var categories: [String] = []
    let codes = values.map { value -> Int32 in
      guard let value else { return RowColumn.missingCode }
      if let known = categories.firstIndex(of: value) { return Int32(known) }
      categories.append(value)
      return Int32(categories.count - 1)
    }
    return RowColumn(name: name, values: .categorical(codes: codes, categories: categories))
  }

  /// Midnight of days after 1970-01-01.
  static func days(_ name: String, _ days: [Int]) -> RowColumn {
    RowColumn(name: name, values: .timestamp(days.map { Int64($0) * 86_400_000_000 }))
  }
}

/// The largest difference between two lists of numbers.
func distance(_ one: [Double], _ other: [Double]) -> Double {
  guard one.count == other.count else { return .infinity }
  return zip(one, other).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
}
