import ADBC
import Engines
import Foundation
import Measurements

@testable import Learners

/// Models of Tests/Fixtures/models, and rows for them.
enum ModelFixture {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Fixtures/models").standardized

  static func path(_ name: String) -> String { folder.appending(path: name).path }

  /// What generate.py wrote.
  struct Golden: Decodable {
    struct Rows: Decodable {
      let distance, hour, wind: [Double]
      let carrier: [String]
    }
    let rows: Rows
    let matrix, maps, columns, regression: [Double]
  }

  static func golden() throws -> Golden {
    try JSONDecoder().decode(
      Golden.self, from: Data(contentsOf: folder.appending(path: "golden.json")))
  }

  private static let fields = [
    ArrowField(name: "distance", type: .float64), ArrowField(name: "hour", type: .int64),
    ArrowField(name: "wind", type: .float64), ArrowField(name: "carrier", type: .utf8),
  ]

  /// The rows that the golden values are of.
  static func rows(_ columns: [String] = ["distance", "hour", "wind"]) throws -> ModelRows {
    let rows = try golden().rows
    let carriers = Array(Set(rows.carrier)).sorted()
    return try ModelRows(
      RowTable(columns: [
        RowColumn(name: "distance", values: .numeric(rows.distance)),
        RowColumn(name: "hour", values: .numeric(rows.hour)),
        RowColumn(name: "wind", values: .numeric(rows.wind)),
        RowColumn(
          name: "carrier",
          values: .categorical(
            codes: rows.carrier.map { Int32(carriers.firstIndex(of: $0) ?? 0) },
            categories: carriers)),
      ]), columns: columns, fields: fields)
  }

  /// Rows of one numeric column.
  static func rows(_ name: String, _ values: [Double], type: ArrowType = .float64) throws
    -> ModelRows
  {
    try ModelRows(
      RowTable(columns: [RowColumn(name: name, values: .numeric(values))]), columns: [name],
      fields: [ArrowField(name: name, type: type)])
  }

  static func open(_ place: PredictorDeclaration.Place) throws(PredictorError) -> any Predictor {
    try PredictorDeclaration(place).open(libraries: libraries, environment: [:])
  }

  static let libraries = DriverLocation.standard().directories

  /// The probability of model.py.
  static func probability(_ distance: Double, _ hour: Double, _ wind: Double) -> Double {
    1 / (1 + exp(-(0.001 * distance + 0.1 * hour - 2 + 0.05 * wind)))
  }

  /// The probabilities of model.py for the golden rows.
  static func probabilities() throws -> [Double] {
    let rows = try golden().rows
    return rows.distance.indices.map {
      probability(rows.distance[$0], rows.hour[$0], rows.wind[$0])
    }
  }
}

/// A server of server.py that runs as long as this value lives.
final class ModelServer {
  let address: String
  private let process = Process()

  init(_ options: [String] = []) throws {
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", ModelFixture.path("server.py")] + options
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    var line = Data()
    while line.last != UInt8(ascii: "\n") {
      guard let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty else {
        break
      }
      line += byte
    }
    let port = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    address = "http://127.0.0.1:\(port)"
  }

  deinit { process.terminate() }
}
