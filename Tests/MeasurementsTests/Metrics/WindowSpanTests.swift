import Measurements
import Testing

@Suite("Windows")
struct WindowSpanTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let instant: Int64
    let length: WindowLength
    let key: String
    let start: String?
    let end: String?
    var testDescription: String { key }
  }

  /// Seconds of 2013-02-01T13:00Z, 2012-12-31T23:59:59Z, 1969-12-31T12:00Z and 2016-02-29T00:00Z.
  static let cases = [
    Case(
      instant: 1_359_723_600, length: .day, key: "2013-02-01", start: "2013-02-01T00:00:00Z",
      end: "2013-02-02T00:00:00Z"),
    Case(
      instant: 1_359_723_600, length: .week, key: "2013-W05", start: "2013-01-28T00:00:00Z",
      end: "2013-02-04T00:00:00Z"),
    Case(
      instant: 1_359_723_600, length: .month, key: "2013-02", start: "2013-02-01T00:00:00Z",
      end: "2013-03-01T00:00:00Z"),
    Case(
      instant: 1_359_723_600, length: .quarter, key: "2013-Q1", start: "2013-01-01T00:00:00Z",
      end: "2013-04-01T00:00:00Z"),
    Case(
      instant: 1_356_998_399, length: .week, key: "2013-W01", start: "2012-12-31T00:00:00Z",
      end: "2013-01-07T00:00:00Z"),
    Case(
      instant: -43_200, length: .year, key: "1969", start: "1969-01-01T00:00:00Z",
      end: "1970-01-01T00:00:00Z"),
    Case(
      instant: 1_456_704_000, length: .week, key: "2016-W09", start: "2016-02-29T00:00:00Z",
      end: "2016-03-07T00:00:00Z"),
    Case(
      instant: 1_483_228_800, length: .week, key: "2016-W52", start: "2016-12-26T00:00:00Z",
      end: "2017-01-02T00:00:00Z"),
  ]

  @Test("calendar windows have ISO names and UTC ends", arguments: cases)
  func calendar(_ example: Case) {
    let start = example.length.start(of: example.instant * 1_000_000)
    let span = WindowSpan(start: start, length: example.length)
    #expect(span.key == example.key)
    #expect(span.start == example.start)
    #expect(span.end == example.end)
  }

  @Test("windows of rows are named by their rows")
  func rows() {
    let span = WindowSpan(start: 5000, length: .rows(5000))
    #expect(span.key == "rows 5001–10000")
    #expect(span.start == nil)
  }
}
