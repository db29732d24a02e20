internal import Checklist
internal import Measurements
internal import Statistics

/// How far apart the groups of one attribute are in one measure.
struct GroupGap {
  let measure: FairnessMeasure
  /// `gender`, `gender × age`.
  let attribute: String
  let estimate: Estimate
  /// Rows of the groups that were compared.
  let rows: Int
  /// Groups that are too small, `gender = x`.
  let leftOut: [String]
  /// What the groups have, lowest first.
  private let groups: [Group]
  private let title: String
  private let unit: String
  /// Of several classes the one that counts as positive, as it may be shown.
  private let ofClass: String?

  /// One group of an attribute.
  private struct Group {
    /// `f × 30–39`.
    let name: String
    /// `gender = f and age = 30–39`.
    let words: String
    let estimate: Estimate
    let rows: Int

    init(
      _ values: [(column: String, value: String?)], _ estimate: Estimate, _ rows: Int?,
      _ shown: ShownValues
    ) {
      name = shown.name(values)
      words = values.map { shown.group($0.value, of: $0.column) }.joined(separator: " and ")
      self.estimate = estimate
      self.rows = rows ?? 0
    }
  }

  /// The judged measures of a classifier's groups.
  static func all(_ attribute: FairnessReport.Attribute, _ facts: Facts) -> [GroupGap] {
    let shown = facts.shown
    return FairnessMeasure.judged(facts.project).compactMap { measure in
      let key =
        measure == .selectionRatio ? "demographicParityRatio" : "equalizedOddsDifference"
      guard let gap = attribute[key] else { return nil }
      let rate = measure == .selectionRatio ? .selectionRate : widest(attribute)
      return GroupGap(
        measure: measure, attribute: attribute.name,
        estimate: told(gap.estimate, attribute.groups.map(\.values), facts),
        groups: attribute.groups.filter(\.enters).compactMap { group in
          group[rate].map { Group(group.values, $0, group.rows, shown) }
        },
        leftOut: attribute.groups.filter { !$0.enters }.map { shown.name($0.values) },
        title: rate.title, unit: "share",
        ofClass: attribute.ofClass.map { shown.text($0, of: facts.project.columns.target).visible })
    }
  }

  /// The judged measures of a regression's groups.
  static func all(_ attribute: GroupMetricsReport.Attribute, _ facts: Facts) -> [GroupGap] {
    let shown = facts.shown
    guard let metric = attribute[MeanAbsoluteError.card.key] else { return [] }
    return [
      GroupGap(
        measure: .errorRatio, attribute: attribute.name,
        estimate: told(metric.gaps.ratio, attribute.groups.map(\.values), facts),
        groups: zip(attribute.groups, metric.groups).filter(\.0.enters).map {
          Group($0.values, $1, $0.rows, shown)
        },
        leftOut: attribute.groups.filter { !$0.enters }.map { shown.name($0.values) },
        title: metric.card.title,
        unit: metric.card.unit)
    ]
  }

  /// The estimate without its note, which names groups by their values, where these are not to be
  /// shown.
  private static func told(
    _ estimate: Estimate, _ groups: [[(column: String, value: String?)]], _ facts: Facts
  ) -> Estimate {
    let shown = facts.shown
    guard groups.contains(where: { $0.contains { shown.hides($0.column) } }), estimate.note != nil
    else { return estimate }
    var estimate = estimate
    estimate.note = "left out: groups that are too small, or without a rate"
    return estimate
  }

  /// Which of the two rates of equalized odds the groups differ in most.
  private static func widest(_ attribute: FairnessReport.Attribute) -> GroupRate {
    func width(_ rate: GroupRate) -> Double {
      let values = attribute.groups.filter(\.enters).compactMap { $0[rate]?.value }
      return (values.max() ?? 0) - (values.min() ?? 0)
    }
    return width(.truePositiveRate) >= width(.falsePositiveRate)
      ? .truePositiveRate : .falsePositiveRate
  }

  private init(
    measure: FairnessMeasure, attribute: String, estimate: Estimate,
    groups: [Group], leftOut: [String], title: String,
    unit: String, ofClass: String? = nil
  ) {
    self.ofClass = ofClass
    self.measure = measure
    self.attribute = attribute
    self.estimate = estimate
    self.groups = groups.filter { $0.estimate.value != nil }
      .sorted { ($0.estimate.value ?? 0, $0.name) < ($1.estimate.value ?? 0, $1.name) }
    self.leftOut = leftOut.map { "\(attribute) = \($0)".visible }
    self.title = title
    self.unit = unit
    rows = groups.reduce(0) { $0 + $1.rows }
  }

  var name: String { attribute.visible }

  /// Larger is worse.
  var badness: Double {
    let value = estimate.value ?? 0
    return measure.isDifference ? value : 1 - value
  }

  /// `0.71 (0.66 to 0.76)`.
  var told: String {
    // The sentence says that it is one group's by another's: a ratio needs no unit.
    let text = MeasurementText(
      estimate.value, estimate.interval, unit: measure.isDifference ? measure.unit : "")
    return text.interval.map { "\(text.value) (\($0))" } ?? text.value
  }

  /// How much of what is acceptable it uses up: above 1 it is beyond the limit.
  func strain(_ project: Project) -> Double {
    let limit = measure.limit(project)
    let room = measure.isDifference ? limit : 1 - limit
    return room > 0 ? badness / room : badness > 0 ? .infinity : 0
  }

  /// `the lowest selection rate by the highest, by gender`.
  var subject: String { "\(measure.words(ofClass: ofClass)), by \(name)" }

  /// `: selection rate 30 % of gender = f, 42 % of gender = m`: the groups that decide.
  var ends: String {
    guard let low = groups.first, let high = groups.last, groups.count > 1 else { return "" }
    return """
      : \(title.asClause) \(value(low.estimate)) of \(low.words), \(value(high.estimate)) of \(high.words)
      """
  }

  func sentence(_ project: Project) -> String {
    """
    By \(name) \(measure.words(ofClass: ofClass))\(ofClass == nil ? "" : ",") is \(told), \
    \(measure.isDifference ? "above" : "below") \(measure.words(measure.limit(project)))\(ends).
    """
  }

  private func value(_ estimate: Estimate) -> String {
    MeasurementText(estimate.value, estimate.interval, unit: unit).value
  }

  func measurement(_ project: Project) -> Measurement {
    Measurement(
      name: "\(measure.words(ofClass: ofClass)), by \(attribute)", value: estimate.value,
      interval: estimate.interval, unit: measure.unit, threshold: measure.limit(project),
      note: estimate.note)
  }

  /// The groups beside each other, as many as a reader takes in.
  var figure: Figure {
    let shown = groups.prefix(24)
    return Figure(
      title: "\(title)\(ofClass.map { " of “\($0)”" } ?? "") by \(name)",
      summary: [shown.first, shown.last].compactMap { group in
        group.map { "\($0.name.visible): \(value($0.estimate))" }
      }.joined(separator: "; "),
      content: .intervals(
        Figure.IntervalRows(
          axis: "\(title) (\(unit))",
          rows: shown.map {
            Figure.IntervalRows.Row(
              label: $0.name.visible, value: $0.estimate.value, interval: $0.estimate.interval,
              count: $0.rows)
          })))
  }
}
