import Checklist
import Statistics
import Testing

@testable import Reports

@Suite("Numbers for people")
struct NumberTextTests {
  @Test(
    "Counts have their thousands separated",
    arguments: [
      (0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "−1,234,567"),
      (Int.min, "−9,223,372,036,854,775,808"),
    ])
  func counts(value: Int, text: String) {
    #expect(NumberText.count(value) == text)
  }

  @Test(
    "A number without an interval shows about four digits",
    arguments: [
      (0.0, "0"), (0.821349, "0.8213"), (0.5, "0.5"), (-12.3456, "−12.35"), (46_020, "46,020"),
      (1_234.5678, "1,235"), (1e15, "1.00 × 10¹⁵"), (-3.21e-7, "−3.21 × 10⁻⁷"),
      (.infinity, "∞"), (-.infinity, "−∞"), (.nan, "not a number"), (1e308, "1.00 × 10³⁰⁸"),
    ] as [(Double, String)])
  func plain(value: Double, text: String) {
    #expect(NumberText.plain(value) == text)
  }

  @Test("The interval decides how many digits a value shows")
  func digitsFollowInterval() {
    func text(_ value: Double, _ half: Double, _ unit: String = "") -> MeasurementText {
      MeasurementText(
        value, Interval(low: value - half, high: value + half, level: 0.95, method: "m"), unit: unit
      )
    }
    #expect(text(0.82134, 0.0051).value == "0.8213")
    #expect(text(0.82134, 0.051).value == "0.821")
    #expect(text(0.82134, 0.051).interval == "0.770 to 0.872")
    #expect(text(0.82134, 0.0051, "share").value == "82.13 %")
    #expect(text(183_512.4, 2_500, "dollars").value == "183,512 dollars")
    #expect(MeasurementText(nil, nil, unit: "share").value == "–")
    #expect(text(.infinity, 1).value == "∞")
    #expect(text(1, 0).value == "1")
  }

  @Test("An axis has round ticks inside it, whatever it holds")
  func ticks() {
    let extremes: [[Double]] = [
      [], [0], [5, 5], [1e15, 1e15 + 0.5], [-1e308, 1e308], [.nan, .infinity],
      [0, .leastNonzeroMagnitude],
      [1e-300, 2e-300], [-3, -2.9999999], [0.1, 0.12], [0, 1_000_000],
    ]
    for values in extremes {
      let scale = Scale(holding: values, from: 0, to: 100)
      let ticks = scale.ticks(about: 5)
      #expect(ticks.count < 20)
      #expect(Set(ticks.map(\.label)).count == ticks.count, "\(values) \(ticks)")
      for value in values + ticks.map(\.value) {
        let position = scale.position(value)
        #expect(position >= 0 && position <= 100, "\(values)")
      }
    }
    #expect(
      Scale(holding: [0.1, 0.9], within: 0...1, from: 0, to: 1).ticks(about: 4).map(\.label)
        == ["0", "0.25", "0.50", "0.75", "1.00"])
  }
}
