import Contracts
import Engines
import Foundation
import Testing

/// Figures of no rows, no values, infinities, great whole numbers, decimals and dates are those of
/// pandas.
@Suite struct EdgeGoldenTests {
  struct Golden: Decodable {
    let columns: [String: Column]
    let figures: [Figure]

    struct Column: Decodable {
      let type: String
      let values: [String?]

      /// The rows as a query.
      var query: String {
        let rows = values.map { "(\($0.map { "'\($0)'" } ?? "null"))" } + ["(null)"]
        return "select cast(x as \(type)) as x from "
          + "(values \(rows.joined(separator: ", "))) as t(x) limit \(values.count)"
      }
    }

    struct Figure: Decodable {
      let column: String
      let figure: String
      let value: String?
      let greatExpectations: Bool?
      let greatExpectationsDiffers: String?
    }
  }

  static let golden: Result<Golden, any Error> = Result {
    let path = ContractGoldenTests.folder.appending(path: "golden-edges.json")
    return try JSONDecoder().decode(Golden.self, from: try Data(contentsOf: path))
  }

  static let count = (try? golden.get().figures.count) ?? 0

  @Test("The goldens are there")
  func present() throws { #expect(try Self.golden.get().figures.count > 120) }

  @Test("A figure at the edges of data is that of pandas", arguments: 0..<count)
  func figure(index: Int) throws {
    let golden = try Self.golden.get()
    let figure = golden.figures[index]
    let column = try #require(golden.columns[figure.column])
    let what = "\(figure.figure) of \(figure.column)"
    func result(_ ends: String) throws -> (ok: Bool, found: String?, note: String?) {
      let held = try Held("columns: {x: {\(figure.figure): {\(ends)}}}", .query(column.query))
      let result = try #require(held.report.constraints.first)
      return (result.ok, result.found, result.note)
    }
    let isOfTimes = column.type == "date" || column.type == "timestamp"
    guard let value = figure.value else {
      let end = isOfTimes && ["minimum", "maximum"].contains(figure.figure) ? "0001-01-01" : "0"
      let none = try result("min: \(end)")
      #expect(!none.ok && none.found == nil, "\(what)")
      #expect(none.note == "there is no value to measure", "\(what)")
      return
    }
    guard let number = Double(value) else {
      let time = try result("min: '\(value)', max: '\(value)'")
      #expect(time.ok && time.found == value, "\(what): \(time.found ?? "nothing")")
      return
    }
    guard number.isFinite else {
      let none = try result("min: 0, max: 1")
      #expect(!none.ok, "\(what)")
      #expect(none.found.flatMap { Double($0) }.map { $0.isNaN == number.isNaN } == true, "\(what)")
      return
    }
    if column.type == "bigint", ["minimum", "maximum"].contains(figure.figure) {
      // Whole numbers are held against whole ends exactly.
      let whole = try #require(Int64(value))
      #expect(try result("min: \(whole), max: \(whole)").found == value, "\(what)")
      #expect(try result("min: \(whole), max: \(whole)").ok, "\(what)")
      #expect(try !result("above: \(whole)").ok && !result("below: \(whole)").ok, "\(what)")
      return
    }
    // Sums in another order differ in their last digits, beside the greatest of what is added.
    let greatest =
      column.values.compactMap { $0.flatMap { Double($0) }?.magnitude }
      .filter(\.isFinite).max() ?? 0
    let isOfCounts = figure.figure.hasPrefix("distinct") || figure.figure == "null-share"
    let room = isOfCounts ? 0 : 1e-12 * max(number.magnitude, greatest)
    let found = try result("min: \(number - room), max: \(number + room)")
    #expect(found.ok, "\(what): \(found.found ?? "nothing") and not \(value)")
    let isKept = figure.greatExpectations ?? true
    #expect(isKept == (figure.greatExpectationsDiffers == nil), "\(what)")
  }
}
