import Statistics
import Testing

@testable import Reports

@Suite("JSON values")
struct JSONValueTests {
  @Test("Keys keep their order and values their type")
  func keepsOrder() {
    let value: JSONValue = ["z": 1, "a": [true, nil, 0.1, "b"], "empty": [:], "none": []]
    #expect(value.text() == #"{"z":1,"a":[true,null,0.1,"b"],"empty":{},"none":[]}"#)
  }

  @Test(
    "A number is the shortest decimal that reads back as the same value",
    arguments: [
      0.1, 1.0 / 3, .leastNonzeroMagnitude, 1.7976931348623157e308, -0.0, 123_456_789_012_345_680,
      2.5e-7,
    ])
  func roundTrips(number: Double) throws {
    let text = JSONValue.number(number).text()
    #expect(try #require(Double(text)).bitPattern == number.bitPattern)
  }

  @Test(
    "Not-a-number and the infinities are null",
    arguments: [Double.nan, .infinity, -.infinity])
  func nonFinite(number: Double) {
    #expect(JSONValue.number(number).text() == "null")
    #expect(JSONValue(number) == .null)
    #expect(JSONValue(Estimate(number)).text().contains("\"note\""))
  }

  @Test("Quotes, backslashes, control and direction characters are escaped")
  func escapes() {
    let text = JSONValue.string("a\"\\/\n\t\u{0}\u{1B}[31m\u{7F}\u{9B}\u{202E}\u{E0001}é漢😀").text()
    #expect(
      text
        == #""a\"\\/\n\t\u0000\u001b[31m\u007f\u009b\u202e\udb40\udc01é漢😀""#)
  }

  @Test("Pretty text keeps short lists of plain values on one line")
  func pretty() {
    let value: JSONValue = [
      "interval": JSONValue(Interval(low: 0.5, high: 1, level: 0.95, method: "wilson")),
      "columns": [["name": "a"], ["name": "b"]],
      "none": [],
    ]
    #expect(
      value.text(.pretty) == """
        {
          "interval": {"low": 0.5, "high": 1.0, "level": 0.95, "method": "wilson"},
          "columns": [
            {"name": "a"},
            {"name": "b"}
          ],
          "none": []
        }
        """)
  }
}
