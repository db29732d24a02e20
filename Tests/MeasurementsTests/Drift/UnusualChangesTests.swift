import Statistics
import Testing

@testable import Measurements

@Suite("Changes of columns beside those of the past")
struct UnusualChangesTests {
  @Test("Weeks of real flights are rarely said to have changed against the other weeks")
  func weeks() throws {
    let flights = try FlightDays.read()
    let days = flights.rowsPerDay.count
    var alarms: [Int: [String]] = [:]
    var independent = 0
    let starts = Array(stride(from: 0, through: days - 7, by: 7))
    for start in starts {
      let week = start..<(start + 7)
      let changed = try flights.changes(of: week).changed
      if !changed.isEmpty { alarms[start] = changed }
      let reference = flights.profile([0..<start, (start + 7)..<days])
      let current = flights.windows([week])
      let plain = WindowedChanges(
        reference: reference, current: current,
        drift: WindowedDrift(reference: reference, current: current))
      independent +=
        plain.columns.values.contains { if case .changed = $0 { true } else { false } }
        ? 1 : 0
    }
    // One in twenty is promised: one of seventeen.
    #expect(alarms.count <= 1, "\(alarms)")
    // That the weeks do differ by more than the chance of their rows is why.
    #expect(independent > starts.count / 2, "\(independent) of \(starts.count)")
  }

  @Test("Whatever weekday they begin on, and however many they are", arguments: [7, 10, 14, 21])
  func stretches(_ length: Int) throws {
    let flights = try FlightDays.read()
    let starts = Array(stride(from: 1, through: flights.rowsPerDay.count - length, by: 9))
    let alarms = try starts.filter {
      try !flights.changes(of: $0..<($0 + length)).changed.isEmpty
    }
    #expect(Double(alarms.count) <= 0.05 * Double(starts.count), "\(alarms) of \(starts.count)")
  }

  @Test("The weekday follows from the time alone and is not followed")
  func calendar() throws {
    let flights = try FlightDays.read()
    let changes = try flights.changes(of: 49..<63)
    #expect(changes.ofCalendar == ["weekday"])
    #expect(changes.usualWindows == flights.rowsPerDay.count - 14)
    // A weekday that is no longer the day's is a change.
    let broken = flights.changing(from: 56) { $0.categories["weekday"]?[$1] = "Mon" }
    let found = try flights.changes(of: 49..<63, changed: broken)
    #expect(found.ofCalendar.isEmpty && found.changed == ["weekday"], "\(found.changed)")
  }

  /// What happens to a row, by the column in which it must show.
  static let faults: [(String, @Sendable (inout FlightDays, Int) -> Void)] = [
    ("distance", { days, row in days.replace("distance", row) { $0 * 1.609 } }),
    ("pressure", { days, row in days.replace("pressure", row) { _ in nil } }),
    ("temp", { days, row in days.replace("temp", row) { row % 2 == 0 ? nil : $0 } }),
    (
      "carrier",
      { days, row in
        if days.categories["carrier"]?[row] == "UA" { days.categories["carrier"]?[row] = "ZZ" }
      }
    ),
    ("origin", { days, row in days.categories["origin"]?[row] = "JFK" }),
    ("hour", { days, row in days.replace("hour", row) { $0 + 5 } }),
  ]

  @Test(
    "A unit, lost values, a category and a shift that begin within a week are found all the same",
    arguments: faults)
  func findsFaults(
    _ column: String, _ change: @escaping @Sendable (inout FlightDays, Int) -> Void
  ) throws {
    let flights = try FlightDays.read()
    for start in [14, 49, 84] {
      let broken = flights.changing(from: start + 4, change)
      let found = try flights.changes(of: start..<(start + 7), changed: broken)
      #expect(found.changed.contains(column), "\(start): \(found.changed)")
    }
  }

  @Test("Sizes say whether they are shares or on a scale, and how clear a change is")
  func sizes() throws {
    let flights = try FlightDays.read()
    let broken = flights.changing(from: 53) {
      $0.numbers["distance"]?[$1] = 9_999
      $0.categories["origin"]?[$1] = "JFK"
    }
    let found = try flights.changes(of: 49..<63, changed: broken)
    guard case .changed(let distance) = try #require(found.columns["distance"]),
      case .changed(let origin) = try #require(found.columns["origin"])
    else {
      Issue.record("\(found.changed)")
      return
    }
    #expect(distance.isScore && !origin.isScore)
    #expect(try #require(distance.timesUsual) > 1)
    #expect(distance.finding.type == .abrupt)
    #expect(distance.finding.date == Double(flights.firstDay + 53) * 86_400_000_000)
  }

  @Test("A past that is too short, and too few windows, say so")
  func tooFew() throws {
    let flights = try FlightDays.read()
    func changes(_ past: Range<Int>, _ days: Range<Int>) throws -> UnusualChanges {
      try UnusualChanges(
        reference: flights.profile([past]), current: flights.windows([days]),
        usual: flights.windows([past]))
    }
    #expect(throws: Undefined.self) { try changes(0..<50, 60..<70) }
    #expect(throws: Undefined.self) { try changes(0..<80, 90..<95) }
    #expect(throws: Undefined.self) { try changes(0..<80, 90..<90) }
    #expect(throws: Never.self) { try changes(0..<56, 63..<70) }
  }

  @Test("A first or last window that the data cut short is left out")
  func cutShort() throws {
    var windows = try FlightDays.read().windows([0..<10])
    windows.windows[9].profile = DatasetProfile(
      rows: 3, columns: windows.windows[9].profile.columns, exactValues: 16_384)
    #expect(UnusualChanges.whole(windows).count == 9)
    windows.windows = []
    #expect(UnusualChanges.whole(windows).isEmpty)
  }
}
