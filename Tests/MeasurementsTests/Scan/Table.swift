import ADBC
import Engines
import Foundation
import Testing

@testable import Measurements

/// Small tables for the tests, made by queries of the embedded engine.
enum Table {
  static let database = Result {
    try Database(
      driver: try DriverLocation.standard().load(library: "duckdb", entry: "duckdb_adbc_init"),
      options: ["threads": "2"])
  }

  static func stream(_ sql: String) throws -> any BatchStream {
    let connection = try database.get().connect()
    try connection.run("set timezone = 'UTC'")
    return try connection.query(sql)
  }

  static func profile(
    _ sql: String, _ options: ProfileOptions = ProfileOptions(), workers: Int = 1
  ) throws -> DatasetProfile {
    var plan = ScanPlan()
    let ticket = plan.add(ProfileFold(options))
    return try plan.run(try stream(sql), workers: workers)[ticket]
  }

  /// The numbers of the first column of a query.
  static func numbers(_ sql: String, _ options: ProfileOptions = ProfileOptions()) throws
    -> NumberProfile
  {
    let column = try #require(try profile(sql, options).columns.first)
    guard case .numbers(let numbers) = column.content else {
      throw Undefined("\(column.name) is \(column.type)")
    }
    return numbers
  }

  /// The texts of the first column of a query.
  static func categories(_ sql: String, _ options: ProfileOptions = ProfileOptions()) throws
    -> CategoryProfile
  {
    let column = try #require(try profile(sql, options).columns.first)
    guard case .categories(let categories) = column.content else {
      throw Undefined("\(column.name) is \(column.type)")
    }
    return categories
  }

  struct Undefined: Error {
    let reason: String
    init(_ reason: String) { self.reason = reason }
  }
}

/// Values counted by the kernel without a driver.
enum Counted {
  static func numbers<Value: CountableOnGrid>(
    _ values: [Value], kind: NumberKind = .real, limit: Int = 16_384, origin: Double = 0
  ) -> NumberProfile {
    var counter = NumberCounter<Value>(
      kind: kind, limit: limit, grid: LogLinearGrid(origin: origin))
    unsafe values.withUnsafeBufferPointer { unsafe counter.count($0) }
    return counter.finish()
  }

  static func texts(_ values: [String], limits: CategoryLimits = CategoryLimits())
    -> CategoryProfile
  {
    var tally = TextTally(limits: limits)
    for value in values {
      var value = value
      value.withUTF8 { unsafe tally.count(UnsafeRawBufferPointer($0)) }
    }
    return tally.finish()
  }
}

/// Numbers that are the same in every run.
struct Lehmer: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state >> 22) ^ (state &* 0x9E37_79B9_7F4A_7C15)
  }
}

/// Golden values beside their generator.
enum Golden {
  static func read<Value: Decodable>(_ area: String, as _: Value.Type) throws -> Value {
    let url = URL(filePath: #filePath)
      .appending(path: "../../../Fixtures/\(area)/golden.json").standardized
    return try JSONDecoder().decode(Value.self, from: Data(contentsOf: url))
  }
}
