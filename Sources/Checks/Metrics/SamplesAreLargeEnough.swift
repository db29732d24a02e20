package import Checklist
internal import Learners
internal import Measurements
internal import Statistics

/// Whether train and test have rows enough for their figures to hold on new data.
package enum SamplesAreLargeEnough: Check {
  package static let card = CheckCard(
    id: "metrics.small", aspect: .metrics,
    title: "Train and test are large enough for their figures to hold",
    summary: """
      How wide the interval of the primary metric is on train and on test, and, of small training data, \
      how far a linear learner's metric moves when they are split again and again.
      """,
    reference: "Kohavi 1995, repeated cross-validation; the metric's own interval",
    needs: ["data.test"],
    settings: ["metrics", "baseline"])

  /// Training rows above which a split's chance is small beside what the test set's interval tells,
  /// and beyond which fits in their number would take long.
  static let mostRows = 2_000

  package static func needs(_ project: Project) -> Needs {
    let isLearned = project.model.task == .binary || project.model.task == .regression
    return Needs(metrics: [.train, .test], rows: isLearned ? [.train] : [])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    if let missing = missingMetrics([.test], in: facts) { return missing }
    guard let report = try facts[.test]?.metrics?.get() else {
      return notApplicable("No metrics were measured.")
    }
    let primary = try facts.primary()
    let text = MetricText(primary.card)
    let whole = try report.whole(primary)
    guard let interval = whole.entry.estimate.interval else {
      let rows = whole.entry.rows
      return evidence(
        .undecided,
        """
        \(text.name.capitalizedFirst) of \(rows.of("test row")) is \(text.words(whole.value)), and nothing tells how \
        much it varies: \(whole.entry.estimate.note ?? "there is no interval").
        """,
        method: "Without an interval, whether there are rows enough is not known.",
        remedy: "Judge on more test rows.")
    }
    let half = (interval.high - interval.low) / 2
    let tolerance = primary.tolerance
    let isWide = half > tolerance
    let splits = repeated(facts)
    let moved: RepeatedSplits? = if case .success(let found) = splits { found } else { nil }
    let isMoved = moved.map { $0.range > tolerance } ?? false
    let needed = needed(whole.entry.rows, half: half, tolerance: tolerance)
    var draft = FindingDraft()
    draft.add(
      isWide ? .attention : .pass,
      """
      On \(whole.entry.rows.of("test row")) \(text.name) is known to ±\(text.words(half)); \
      \(text.limit(tolerance)) matters\
      \(isWide ? needed.map { ", which takes about \($0.of("test row"))" } ?? ", which no practical number of rows would show" : "").
      """)
    switch splits {
    case .success(let splits):
      draft.add(
        isMoved ? .attention : .pass,
        """
        Split \(splits.values.count) times into \(splits.values[0].count) parts, train gives a linear learner \
        \(text.words(splits.means.min() ?? splits.mean)) to \(text.words(splits.means.max() ?? splits.mean)) on \
        average, and its parts lie ±\(text.words(splits.deviation)) around that\
        \(isMoved ? ": a single split leaves more to chance than matters" : "").
        """)
    case .failure(let reason): draft.add(.pass, "Splits were not repeated: \(reason.reason).")
    }
    return evidence(
      draft.status, draft.text,
      measurements: [
        Measurement(
          name: "half-width of the interval on test", value: half, unit: primary.card.unit,
          threshold: tolerance),
        Measurement(
          name: "\(primary.key) on test", value: whole.value, interval: interval,
          unit: primary.card.unit, note: "\(NumberText.count(whole.entry.rows)) rows"),
        train(facts, primary),
        moved.map {
          Measurement(
            name: "range of a linear learner's means over splits", value: $0.range,
            unit: primary.card.unit, threshold: tolerance)
        },
        moved.map {
          Measurement(
            name: "standard deviation of parts within a split", value: $0.deviation,
            unit: primary.card.unit)
        },
      ].compactMap(\.self),
      method: """
        Half of the primary metric's interval on test against the change that matters, \
        \(primary.toleranceOrigin). Up to \(NumberText.count(mostRows)) training rows: a linear learner, \
        fitted on four fifths and measured on the fifth, five times over in five random splits; parts of one \
        split share training rows, so that their spread is no standard error.
        """,
      remedy: isWide || isMoved
        ? """
        Gather \(isWide ? "test" : "training") rows, judge by cross-validation rather than by one split, or \
        accept that only larger differences are seen (metrics.smallest-drop).
        """ : nil,
      weight: 0.5)
  }

  /// The metric on train; nil where it was not measured.
  private static func train(_ facts: Facts, _ primary: PrimaryMetric) -> Measurement? {
    guard case .success(let report)? = facts[.train]?.metrics, let entry = report.entry(primary.key)
    else { return nil }
    return Measurement(
      name: "\(primary.key) on train", value: entry.estimate.value,
      interval: entry.estimate.interval, unit: primary.card.unit,
      note: "\(NumberText.count(entry.rows)) rows; the model learned from them")
  }

  /// Rows with which the interval is as narrow as matters; nil beyond any practical number.
  private static func needed(_ rows: Int, half: Double, tolerance: Double) -> Int? {
    guard tolerance > 0 else { return nil }
    let needed = Double(rows) * (half / tolerance) * (half / tolerance)
    return needed < 1e9 ? Int(needed.rounded(.up)) : nil
  }

  /// The linear learner over splits, or why it was not split again.
  private static func repeated(_ facts: Facts) -> Result<RepeatedSplits, Undefined> {
    let task = facts.project.model.task
    guard task == .binary || task == .regression else {
      return .failure(
        Undefined(
          "of rows that hang together or have several classes that is not built yet"))
    }
    guard let train = facts[.train], let rows = train.rows else {
      return .failure(Undefined("no train data are named"))
    }
    guard train.profile.rows <= mostRows else {
      return .failure(
        Undefined(
          "train has \(train.profile.rows.of("row")), more than \(NumberText.count(mostRows))"))
    }
    do {
      let study = try BaselineStudy(
        facts.project, features: facts.project.features(in: train.profile))
      let table = try rows.get()
      return .success(
        task == .binary ? try study.repeatedClasses(table) : try study.repeatedValues(table))
    } catch {
      return .failure(Undefined(ErrorText(error).clause))
    }
  }
}
