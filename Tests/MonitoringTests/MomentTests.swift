import Testing

@testable import Monitoring

@Suite struct MomentTests {
  @Test(
    "Dates and times are read in UTC and told as they were",
    arguments: [
      ("2026-03-31", "2026-03-31T00:00:00Z"), ("2026-03-31T12:30:00", "2026-03-31T12:30:00Z"),
      ("2024-02-29 23:59:59Z", "2024-02-29T23:59:59Z"), ("1969-12-31", "1969-12-31T00:00:00Z"),
      ("2026-03-31T12:00:00.25", "2026-03-31T12:00:00.250000Z"),
      ("1969-12-31T23:59:59.000001Z", "1969-12-31T23:59:59.000001Z"),
    ])
  func read(text: String, told: String) {
    #expect(Moment(text)?.text == told)
  }

  @Test(
    "What is no moment is none", arguments: ["", "soon", "12", "2026-02-30", "2026-03-31T25:00"])
  func refused(text: String) {
    #expect(Moment(text) == nil)
  }
}
