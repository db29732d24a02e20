/// One side rounds or cuts numbers to fewer digits, or instants to a coarser unit.
enum RoundedValue: SkewCause {
  static let card = SkewCauseCard(
    id: "rounded-value", title: "values are rounded on one side",
    remedy: "Round on neither side or on both, and look at whole-number types on the way.")

  /// Units of numbers, the coarsest first.
  private static let units = [1_000, 100, 10, 1, 0.1, 0.01, 0.001, 1e-4, 1e-5, 1e-6]
  /// Units of instants in microseconds, the coarsest first.
  private static let spans: [(length: Double, name: String)] = [
    (86_400e6, "days"), (3_600e6, "hours"), (60e6, "minutes"), (1e6, "seconds"),
  ]

  static func explain(_ sample: SkewSample) -> SkewExplanation? {
    let numbers = sample.numbers
    var best: SkewExplanation?
    func consider(_ unit: Double, _ name: String) {
      for side in ["online", "offline"] {
        let explained = numbers.filter { one in
          let (whole, cut) =
            side == "online" ? (one.offline, one.online) : (one.online, one.offline)
          return isRounded(whole, cut, unit)
        }
        // One value for all is a constant, not a rounding.
        guard Set(explained.map { side == "online" ? $0.online : $0.offline }).count > 1,
          explained.count > (best?.places.count ?? 0)
        else { continue }
        best = SkewExplanation(
          card, "\(side) is rounded or cut to \(name)", places: explained.map(\.place))
      }
    }
    if sample.isInstant {
      for span in spans { consider(span.length, "whole \(span.name)") }
    } else {
      for unit in units {
        consider(unit, unit == 1 ? "whole numbers" : "multiples of \(NumberRun.shown(unit))")
      }
    }
    return best
  }

  private static func isRounded(_ whole: Double, _ cut: Double, _ unit: Double) -> Bool {
    let steps = whole / unit
    guard steps.magnitude < 0x1p53 else { return false }
    return [steps.rounded(), steps.rounded(.down), steps.rounded(.towardZero)].contains {
      ($0 * unit - cut).magnitude <= 1e-9 * max(cut.magnitude, unit)
    }
  }
}
