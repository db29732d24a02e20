import Foundation

/// Made-up customers with a model's predictions, as CSV: the same rows for the same seed.
struct SampleData {
  var rows: Int
  var seed: UInt64
  /// Added to every income, in thousands: 0 is no drift.
  var incomeShift = 0.0
  /// Whether the label column is written.
  var hasLabel = true
  /// First day of the rows' timestamps, days after 2024-01-01.
  var firstDay = 0

  /// The rows as CSV text with a heading.
  func csv() -> String {
    var generator = Mixer(state: seed)
    var lines = ["customer,at,age,income,city,sex,\(hasLabel ? "late," : "")p_late,predicted"]
    let cities = ["Zürich", "São Paulo", "Lagos", "Osaka", "Lima"]
    for row in 0..<rows {
      let age = 18 + Int(generator.uniform() * 60)
      let income = 30 + 12 * generator.normal() + incomeShift
      let city = cities[min(4, Int(generator.uniform() * generator.uniform() * 5))]
      let sex = generator.uniform() < 0.5 ? "f" : "m"
      let signal = 0.9 * (30 - income) / 12 + (city == "Lagos" ? 0.6 : 0) - 0.4
      let probability = 1 / (1 + exp(-signal))
      let late = generator.uniform() < probability ? 1 : 0
      let guess = 1 / (1 + exp(-(signal + 0.3 * generator.normal())))
      let day = firstDay + row * 90 / max(rows, 1)
      var fields = [
        "c\(seed)-\(row)", Self.date(day), "\(age)", String(format: "%.3f", income), city, sex,
      ]
      if hasLabel { fields.append("\(late)") }
      fields += [String(format: "%.6f", guess), guess >= 0.5 ? "1" : "0"]
      lines.append(fields.joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func date(_ day: Int) -> String {
    let seconds = 1_704_067_200 + Double(day) * 86_400
    return Date(timeIntervalSince1970: seconds).formatted(.iso8601)
  }
}

/// SplitMix64, so that sample data are the same everywhere.
struct Mixer {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  mutating func uniform() -> Double {
    Double(next() >> 11) / Double(1 << 53)
  }

  mutating func normal() -> Double {
    (-2 * log(1 - uniform())).squareRoot() * cos(2 * .pi * uniform())
  }
}
