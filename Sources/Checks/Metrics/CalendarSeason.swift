internal import Checklist
internal import Measurements
internal import Statistics

/// The pattern that comes round with the calendar.
struct CalendarSeason {
  /// What comes round for windows of a length.
  enum Cycle {
    case week, year(phases: Int)

    init?(_ length: WindowLength) {
      switch length {
      case .day: self = .week
      case .week, .quarter: self = .year(phases: 4)
      case .month: self = .year(phases: 12)
      case .year, .rows: return nil
      }
    }

    var phases: Int {
      switch self {
      case .week: 7
      case .year(let phases): phases
      }
    }

    /// The days of two rounds: one round cannot tell a season from a trend.
    var daysNeeded: Double {
      switch self {
      case .week: 14
      case .year: 730
      }
    }

    var name: String {
      switch self {
      case .week: "weekday"
      case .year(phases: 12): "month of the year"
      case .year: "quarter of the year"
      }
    }

    func phase(of span: WindowSpan) -> Int? {
      guard let start = span.start else { return nil }
      switch self {
      case .week:
        // 1970-01-01 was a Thursday.
        let day = Int((Double(span.position) / WindowPattern.Point.day).rounded(.down))
        return ((day + 3) % 7 + 7) % 7
      case .year(let phases):
        // `2013-02-01T00:00:00Z`, from the right: a year may have more than four digits.
        guard let month = Int(start.dropLast(13).suffix(2)) else { return nil }
        return (month - 1) * phases / 12
      }
    }

    func word(_ phase: Int) -> String {
      switch self {
      case .week:
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][phase]
      case .year(phases: 12): "month \(phase + 1)"
      case .year: "quarter \(phase + 1)"
      }
    }
  }

  private let cycle: Cycle?
  private let difference: PhaseDifference?
  /// The mean value of the metric in each phase.
  private let means: [Double]
  private let reason: String

  init(_ points: [WindowPattern.Point], _ growth: ErrorGrowth, _ length: WindowLength) {
    let cycle = Cycle(length)
    self.cycle = cycle
    guard let cycle else {
      (difference, means) = (nil, [])
      reason =
        length.isCalendar
        ? "Windows of a year show no season." : "Windows of rows show no season of the calendar."
      return
    }
    let days = (points.last?.x ?? 0) - (points.first?.x ?? 0)
    guard days * 1.05 >= cycle.daysNeeded * (1 - 1 / Double(max(points.count, 1))),
      let line = growth.line
    else {
      (difference, means) = (nil, [])
      reason = """
        A pattern by \(cycle.name) cannot be told: that takes \
        \(Int(cycle.daysNeeded).of("day")) of test rows.
        """
      return
    }
    do throws(Undefined) {
      difference = try PhaseDifference(
        zip(points, line.residuals).compactMap { point, residual in
          point.phase.map { (residual, point.variance, $0) }
        }, phases: cycle.phases)
      means = (0..<cycle.phases).map { phase in
        let own = points.filter { $0.phase == phase }
        let weight = own.reduce(0) { $0 + 1 / $1.variance }
        return own.reduce(0) { $0 + $1.value / $1.variance } / weight
      }
      reason = ""
    } catch {
      (difference, means) = (nil, [])
      reason = "A pattern by \(cycle.name) cannot be told: \(error.reason)."
    }
  }

  func sentence(_ text: MetricText) -> String {
    guard let cycle, let difference, let (worst, best) = extremes else { return reason }
    guard difference.pValue < WindowPattern.significance else {
      return "It shows no pattern by \(cycle.name)."
    }
    return """
      It has a pattern by \(cycle.name), from \(text.words(means[best])) (\(cycle.word(best))) to \
      \(text.words(means[worst])) (\(cycle.word(worst))).
      """
  }

  func measurements(_ primary: PrimaryMetric) -> [Measurement] {
    guard let cycle, let difference, let (worst, best) = extremes else { return [] }
    return [
      Measurement(
        name: "\(cycle.name), worst less best", value: (means[worst] - means[best]),
        unit: primary.card.unit, note: "p = \(NumberText.plain(difference.pValue, significant: 2))")
    ]
  }

  /// The phases in which the metric is worst and best.
  private var extremes: (worst: Int, best: Int)? {
    guard let difference else { return nil }
    let order = difference.means.indices.sorted { difference.means[$0] > difference.means[$1] }
    guard let worst = order.first, let best = order.last else { return nil }
    return (worst, best)
  }
}
