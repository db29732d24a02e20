internal import Checklist
internal import Measurements
internal import Statistics

/// What the primary metric loses from train to test, on a scale that makes the loss comparable.
///
/// An area of 0.55 is 10 % less than 0.61, and nearly half of what lies above chance: so a metric
/// is measured from the value that needs no skill, each set's own, where it has one.
struct TrainingGap {
  /// What a loss is a part of.
  enum Scale {
    /// The training set's skill: its distance from what needs none, on each set.
    case skill(train: Double, test: Double, size: Double)
    /// The training value itself: the metric has no value without skill.
    case value(size: Double)
    /// The room of an error: its distance from none or, where smaller, from what needs no skill.
    case error(size: Double, isSkill: Bool)
    /// The metric's own unit: what is best at zero is near it on both sets.
    case unit

    /// Nil where the training rows do not surely show any skill: a share of nothing means nothing.
    init?(
      _ train: MetricsReport.Entry, _ test: MetricsReport.Entry, _ primary: PrimaryMetric
    ) {
      let value = train.estimate.value ?? 0
      switch primary.card.direction {
      case .zeroIsBest: self = .unit
      case .higherIsBetter, .neutral:
        guard let chance = train.withoutSkill, let other = test.withoutSkill else {
          guard value > 0 else { return nil }
          self = .value(size: value)
          return
        }
        guard train.estimate.interval?.low ?? value > chance else { return nil }
        self = .skill(train: chance, test: other, size: value - chance)
      case .lowerIsBetter:
        guard let chance = train.withoutSkill else {
          self = value > 0 ? .error(size: value, isSkill: false) : .unit
          return
        }
        guard train.estimate.interval?.high ?? value < chance else { return nil }
        let isSkill = value <= 0 || chance - value < value
        self = .error(size: isSkill ? chance - value : value, isSkill: isSkill)
      }
    }

    /// How the loss is measured, to follow "measured as".
    var words: String {
      switch self {
      case .skill: "a share of the training set's skill, what it has above chance"
      case .value: "a share of the training value"
      case .error(_, isSkill: true):
        "a share of the training set's skill, its distance from an error that needs none"
      case .error(_, isSkill: false): "a share of the training error"
      case .unit: "a difference in the metric's unit"
      }
    }
  }

  let loss: Estimate
  let limit: Double
  private let scale: Scale
  private let rows: (train: Int, test: Int)

  init(
    _ train: MetricsReport.Entry, _ test: MetricsReport.Entry, _ primary: PrimaryMetric,
    _ scale: Scale
  ) throws(Undefined) {
    var (learned, new) = (train.estimate, test.estimate)
    let size: Double
    switch scale {
    case .skill(let onTrain, let onTest, let skill):
      (learned, new, size) = (learned.moved(by: -onTrain), new.moved(by: -onTest), skill)
      limit = TestKeepsTrainingPerformance.skillLimit
    case .value(let value): (size, limit) = (value, TestKeepsTrainingPerformance.skillLimit)
    case .error(let room, let isSkill):
      size = room
      limit =
        isSkill
        ? TestKeepsTrainingPerformance.skillLimit : TestKeepsTrainingPerformance.errorLimit
    case .unit: (size, limit) = (1, primary.tolerance)
    }
    let absolute = try primary.loss(of: new, against: learned)
    self.scale = scale
    rows = (train.rows, test.rows)
    loss = Estimate(
      (absolute.value ?? 0) / size,
      interval: absolute.interval.map {
        Interval(low: $0.low / size, high: $0.high / size, level: $0.level, method: $0.method)
      })
  }

  /// Whether the training rows show that the model has no skill that would matter, rather than
  /// leave it open.
  static func surelyLacksSkill(_ train: MetricsReport.Entry, _ primary: PrimaryMetric) -> Bool {
    guard let chance = train.withoutSkill, let interval = train.estimate.interval else {
      return false
    }
    let most =
      primary.card.direction == .lowerIsBetter ? chance - interval.low : interval.high - chance
    return most < primary.tolerance
  }

  /// Whether the loss is a share of something, or in the metric's unit.
  var isShare: Bool {
    if case .unit = scale { false } else { true }
  }

  /// The loss against the limit; the rows needed are rows of test, train staying as it is.
  func judgement(_ primary: PrimaryMetric) -> Judgement {
    let judgement = Judgement(loss, atMost: limit, rows: nil)
    guard judgement.isUndecided, let value = loss.value, let interval = loss.interval else {
      return judgement
    }
    let gap = OpenGap(value, interval, atMost: limit)
    return .undecided(
      moreRows: RowsNeeded(
        distance: gap.distance, halfWidth: gap.halfWidth, current: rows.test, reference: rows.train
      ).more)
  }

  /// `12 % of its skill is lost`.
  func words(_ text: MetricText) -> String {
    let value = loss.value ?? 0
    let change = value >= 0 ? "worse" : "better"
    switch scale {
    case .skill, .error(_, isSkill: true):
      let share = NumberText.percent(value.magnitude)
      return value >= 0 ? "worse by \(share) of its skill" : "better by \(share) of its skill"
    case .value, .error(_, isSkill: false):
      return "\(NumberText.percent(value.magnitude)) \(change)"
    case .unit: return "\(text.words(value.magnitude)) \(change)"
    }
  }

  func limitWords(_ text: MetricText) -> String {
    isShare ? NumberText.percent(limit) : text.limit(limit)
  }
}

extension Estimate {
  /// The estimate and its interval, moved.
  fileprivate func moved(by offset: Double) -> Estimate {
    var moved = self
    moved.value = value.map { $0 + offset }
    moved.interval = interval.map {
      Interval(
        low: $0.low + offset, high: $0.high + offset, level: $0.level, method: $0.method)
    }
    return moved
  }
}
