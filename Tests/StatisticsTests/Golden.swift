import Foundation
import Statistics
import Testing

/// The golden values that `Tests/Fixtures/statistics/generate.py` wrote.
struct Golden: Decodable {
  struct Call: Decodable, CustomTestStringConvertible {
    let function: String
    let arguments: [Number]
    let expected: Number
    var testDescription: String { "\(function)(\(arguments.map(\.value)))" }
  }
  struct CountDistances: Decodable {
    let reference: [Int]
    let current: [Int]
    let values: [String: Number]
  }
  /// Data that generator and test both compute.
  struct Recipe: Decodable {
    let count: Int
    let factor: Int
    let modulus: Int
    let divisor: Double
    let offset: Double
    var sample: [Double] {
      (1...count).map { Double($0 * factor % modulus) / divisor + offset }
    }
  }
  struct Ordered: Decodable {
    let first: Recipe
    let second: Recipe
    let statistic: Double
    let pValue: Double
    let wasserstein: Double
    let normalized: Number
  }
  /// Tests on pooled samples.
  struct Samples: Decodable {
    struct Pair: Decodable {
      let first: Recipe
      let second: Recipe
      let energy: Double
      let mannWhitney: Double
      let mannWhitneyP: Double
      let cramerVonMises: Double
      /// SciPy's; none with ties.
      let cramerVonMisesP: Double?
      let andersonDarling: Double
    }
    /// P-values from dealing the rows out anew.
    struct Deal: Decodable {
      let first: Recipe
      let second: Recipe
      let andersonDarlingP: Double
      let cramerVonMisesP: Double
      let energyP: Double
    }
    struct Sets: Decodable {
      let samples: [Recipe]
      let statistic: Double
      let pValue: Double
    }
    let pairs: [Pair]
    let deals: [Deal]
    let sets: [Sets]
  }
  struct Spending: Decodable {
    let function: String
    let alpha: Double
    let shares: [Double]
    let bounds: [Double]
  }
  struct Tables: Decodable {
    struct Limit: Decodable {
      let table: [[Int]]
      let statistic: Double
      let pValue: Double
      let degrees: Int
    }
    struct Exact: Decodable {
      let table: [[Int]]
      let pValue: Double
    }
    let limit: [Limit]
    let exact: [Exact]
  }
  struct McNemar: Decodable {
    let first: Int
    let second: Int
    let pValue: Double
  }
  struct DeLong: Decodable {
    let first: Recipe
    let second: Recipe
    let labels: [Bool]
    let areas: [Double]
    let covariance: [Double]
    let pValue: Double
  }
  struct Proportion: Decodable {
    let successes: Int
    let rows: Int
    let level: Double
    let wilson: [Double]
    let exact: [Double]
  }
  struct Mean: Decodable {
    let rows: Int
    let mean: Double
    let variance: Double
    let level: Double
    let low: Double
    let high: Double
  }
  struct Multiplicity: Decodable {
    let pValues: [Double]
    let bonferroni: [Double]
    let holm: [Double]
    let benjaminiHochberg: [Double]
    let benjaminiYekutieli: [Double]
  }
  /// A number whose infinities and not-a-number are written as words.
  struct Number: Decodable {
    let value: Double
    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let word = try? container.decode(String.self) {
        value = word == "inf" ? .infinity : word == "-inf" ? -.infinity : .nan
      } else {
        value = try container.decode(Double.self)
      }
    }
  }

  let distributions: [Call]
  let countDistances: [CountDistances]
  let ordered: [Ordered]
  let samples: Samples
  let spending: [Spending]
  let tables: Tables
  let mcNemar: [McNemar]
  let deLong: [DeLong]
  let proportions: [Proportion]
  let means: [Mean]
  let multiplicity: [Multiplicity]

  static let values: Golden = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/statistics/golden.json")
    do {
      return try JSONDecoder().decode(Golden.self, from: Data(contentsOf: file))
    } catch {
      preconditionFailure("golden values cannot be read: \(error)")
    }
  }()
}

/// Whether two numbers agree to a relative tolerance; equal infinities and two not-a-numbers do.
func agree(
  _ value: Double, _ expected: Double, relative: Double = 1e-9, absolute: Double = 1e-15
) -> Bool {
  if value.isNaN || expected.isNaN { return value.isNaN && expected.isNaN }
  if value == expected { return true }
  return (value - expected).magnitude <= max(absolute, relative * expected.magnitude)
}
