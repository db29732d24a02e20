import Foundation
import Measurements
import Statistics
import Testing

@testable import Learners

@Suite("Single rows unlike the others")
struct UnusualRowsTests {
  static func table(_ rows: Int, _ generator: inout SeededGenerator) -> RowTable {
    RowTable(columns: [
      RowColumn(name: "x", values: .numeric((0..<rows).map { _ in generator.normal() })),
      RowColumn(name: "y", values: .numeric((0..<rows).map { _ in exp(generator.normal()) })),
      RowColumn(
        name: "c",
        values: .categorical(
          codes: (0..<rows).map { _ in generator.uniform() < 0.9 ? 0 : 1 }, categories: ["a", "b"])),
    ])
  }

  static func find(_ reference: RowTable, _ current: RowTable) throws -> UnusualRows {
    try UnusualRows(
      reference: reference, current: current, columns: ["x", "y", "c"], falseDiscoveryRate: 0.05,
      seed: 1)
  }

  @Test("where nothing is unusual, at most one set in twenty is said to have such a row")
  func keepsItsRate() throws {
    let runs = 400
    var alarms = 0
    for seed in 0..<runs {
      var generator = SeededGenerator(seed: UInt64(seed))
      let reference = Self.table(600, &generator)
      let current = Self.table(10, &generator)
      if try !Self.find(reference, current).rows.isEmpty { alarms += 1 }
    }
    // Three standard errors of a share of 5 % in 400.
    #expect(Double(alarms) / Double(runs) < 0.05 + 0.033)
    #expect(alarms > 0)
  }

  @Test("a row far out is told with the column that makes it so")
  func findsRow() throws {
    var generator = SeededGenerator(seed: 5)
    let reference = Self.table(4_000, &generator)
    var current = Self.table(50, &generator)
    guard case .numeric(var numbers) = current.columns[0].values else { return }
    numbers[17] = 40
    current = RowTable(
      columns: [RowColumn(name: "x", values: .numeric(numbers))] + current.columns.dropFirst())
    let found = try Self.find(reference, current)
    #expect(found.rows.first?.number == 17)
    #expect(found.rows.first?.columns.first == "x")
    #expect(found.farthest == found.rows.first)
    #expect(found.looked == 50)
  }

  @Test("a surprise is the logarithm of the share of rows that lie as far out")
  func surprises() {
    let reference = RowTable(columns: [
      RowColumn(name: "x", values: .numeric([1, 2, 3, 4, 5, 6, 7, 8, .nan])),
      RowColumn(
        name: "c",
        values: .categorical(codes: [0, 0, 0, 0, 0, 0, 1, 1, 2], categories: ["a", "b", "c"])),
    ])
    let current = RowTable(columns: [
      RowColumn(name: "x", values: .numeric([1, 4, 9, .nan, -.infinity])),
      RowColumn(
        name: "c",
        values: .categorical(codes: [0, 1, 2, 3, -1], categories: ["a", "b", "c", "new"])),
    ])
    let found = TailSurprise(reference, columns: ["x", "c"]).surprises(current)
    // Of ten, with one more than is there: 2 · 1 of x, 2 · 4, none, one missing, none; 9 is a sixth
    // of 7 − 1 beyond 8.
    #expect(close(found[0].map { $0 == found[0][2] ? $0 - 1.0 / 6 : $0 }, [3, 9, 1, 2]))
    #expect(found[0][4] == .infinity)
    // No more frequent than a: all nine; b: three; c: one; none; none missing.
    #expect(close(found[1], [10, 4, 2, 1, 1]))
  }

  private func close(_ surprises: [Double], _ tenths: [Double]) -> Bool {
    zip(surprises, tenths).allSatisfy { abs($0 + log($1 / 10)) < 1e-12 }
  }

  @Test("few rows that are far out are told among many, and how few can be is said")
  func fewRows() throws {
    var generator = SeededGenerator(seed: 11)
    let reference = Self.table(4_000, &generator)
    var current = Self.table(1_800, &generator)
    guard case .numeric(var numbers) = current.columns[0].values else { return }
    for row in 0..<60 { numbers[row * 30] = 30 + Double(row) }
    current = RowTable(
      columns: [RowColumn(name: "x", values: .numeric(numbers))] + current.columns.dropFirst())
    let found = try Self.find(reference, current)
    #expect(found.rows.count { $0.number % 30 == 0 } == 60)
    #expect(found.rows.count <= 70)
    #expect((2...25).contains(found.fewestTold))
  }

  @Test("the order of the rows changes nothing")
  func permutes() throws {
    var generator = SeededGenerator(seed: 7)
    let reference = Self.table(1_000, &generator)
    let current = Self.table(40, &generator)
    let turned = current.selecting(Array((0..<40).reversed()))
    #expect(try Self.find(reference, current).farthest == Self.find(reference, turned).farthest)
  }

  @Test("too few reference rows and no shared column are undefined")
  func refuses() {
    var generator = SeededGenerator(seed: 9)
    let few = Self.table(199, &generator)
    let many = Self.table(200, &generator)
    #expect(throws: Undefined.self) { try Self.find(few, many) }
    #expect(throws: Undefined.self) {
      try UnusualRows(
        reference: many, current: few, columns: ["gone"], falseDiscoveryRate: 0.05, seed: 1)
    }
    #expect(throws: Never.self) { try Self.find(many, many.selecting([])) }
  }
}
