import Engines
import Foundation
import Testing

/// A generator of the same numbers in every run.
private struct Dice {
  var state: UInt64
  mutating func roll(_ sides: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(sides))
  }
  mutating func pick<Value>(_ values: [Value]) -> Value { values[roll(values.count)] }
}

@Suite("Conservation of CSV records")
struct CSVConservationTests {
  private static let ends = ["\n", "\r\n", "\r"]

  @Test(
    "every record is a row or the file is refused, whatever ends its lines and breaks its values",
    arguments: 0..<12)
  func conserves(seed: Int) throws {
    let folder = try InputFolder()
    var dice = Dice(state: UInt64(seed))
    for number in 0..<20 {
      let width = 2 + dice.roll(2)
      let end = dice.pick(Self.ends)
      let isMixed = dice.roll(4) == 0
      var text = ""
      for _ in 0..<dice.roll(3) { text += isMixed ? dice.pick(Self.ends) : end }
      var expected: [[String?]] = []
      let records = 1 + dice.roll(6)
      for record in 0..<records {
        let values = (0..<width).map { place in
          switch dice.roll(8) {
          case 0, 1: "x\(dice.pick(Self.ends))y\(place)"
          case 2: "a,b\(place)"
          case 3: "q\"q\(place)"
          default: "w\(dice.roll(100))\(place)"
          }
        }
        text += values.map { value in
          value.contains { ",\"\n\r".contains($0) } || value.contains("\r\n")
            ? "\"\(value.replacing("\"", with: "\"\""))\"" : value
        }.joined(separator: ",")
        if record > 0 { expected.append(values) }
        if record < records - 1 || dice.roll(3) > 0 {
          text += isMixed ? dice.pick(Self.ends) : end
        }
      }
      let path = try folder.write("\(number).csv", text: text)
      do {
        let reading = try Reading(path)
        #expect(reading.rows == expected, "\(text.debugDescription)")
        #expect(reading.rowCount == expected.count)
      } catch let error as EngineError {
        #expect(error.exitCode == 3, "\(error)")
        #expect(isMixed, "\(text.debugDescription)")
      }
    }
  }
}
