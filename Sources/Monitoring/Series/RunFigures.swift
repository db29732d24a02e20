internal import Measurements
internal import Statistics

/// The figures of one batch, measured against the pool of past runs.
struct RunFigures {
  /// A text and its rows.
  typealias Category = (value: String, count: Int)

  /// Categories that no past run had, by column, the most frequent first.
  private(set) var unseen: [String: [Category]] = [:]
  /// Categories of past runs that this one lacks, by column, the most frequent first.
  private(set) var vanished: [String: [Category]] = [:]
  /// The share of rows far outside all that past runs held, by column.
  ///
  /// Evidence, not a figure: it is nought in most runs and large in a few, and would widen the
  /// limits of all.
  private(set) var outside: [String: Double] = [:]
  /// How each column's distribution differs from the past, by column.
  private(set) var shifts: [String: DriftEffect] = [:]
  private(set) var figures: [ObservedFigure] = []

  /// Measures.
  ///
  /// - Parameters:
  ///   - profile: what the batch holds.
  ///   - past: what past runs hold together, by column.
  ///   - level: confidence of each column's interval.
  init(
    _ run: ObservedRun, profile: DatasetProfile, past: [String: ColumnProfile],
    smallestShift: Double, level: Double
  ) {
    figures.append(ObservedFigure(SeriesName(.rows), Double(run.rows)))
    guard run.rows > 0 else { return }
    if let newest = run.newest {
      figures.append(ObservedFigure(SeriesName(.delay), run.at.hours(since: newest)))
    }
    var options = DriftOptions()
    options.threshold = smallestShift
    options.measuresEffectsOnly = true
    for column in profile.columns where column.rows > 0 && column.name != run.timestamp {
      figures.append(
        ObservedFigure(
          SeriesName(.missing, of: column.name), Double(column.missing) / Double(column.rows)))
      guard let earlier = past[column.name], earlier.rows > 0 else { continue }
      compareCategories(column, earlier)
      compareRanges(column, earlier)
      // Times move on by themselves: their shift says nothing.
      guard column.type != .timestamp else { continue }
      let drift = ColumnDrift(reference: earlier, current: column, options: options, level: level)
      guard case .compared(let comparison) = drift.outcome,
        let value = comparison.effect.estimate.value
      else { continue }
      shifts[column.name] = comparison.effect
      figures.append(ObservedFigure(SeriesName(.shift, of: column.name), value))
    }
  }

  /// Rows farther outside the past range than it is wide, or below zero where nothing was.
  ///
  /// A storm or a fog lies outside what two weeks held; a sign, a scale or another column lies far
  /// outside.
  private mutating func compareRanges(_ column: ColumnProfile, _ past: ColumnProfile) {
    guard case .numbers(let new) = column.content, case .numbers(let old) = past.content,
      new.kind != .instant, new.count > 0, let low = old.minimum, let high = old.maximum
    else { return }
    let width = high - low
    let floor = low >= 0 ? max(low - width, 0) : low - width
    let segments = NumberSegments(new)
    let outside = segments.counts.indices.reduce(0) { rows, index in
      let middle = segments.lows[index] + (segments.highs[index] - segments.lows[index]) / 2
      return rows + (middle < floor || middle > high + width ? segments.counts[index] : 0)
    }
    self.outside[column.name] = Double(outside) / Double(segments.total)
  }

  private mutating func compareCategories(_ column: ColumnProfile, _ past: ColumnProfile) {
    guard case .categories(let new) = column.content, case .categories(let old) = past.content,
      new.isExact, old.isExact, new.total > 0, old.total > 0
    else { return }
    let unseen = Self.difference(new.counts, old.counts)
    let vanished = Self.difference(old.counts, new.counts)
    self.unseen[column.name] = unseen
    self.vanished[column.name] = vanished
    let share = { (counts: [Category], total: Int) in
      Double(counts.reduce(0) { $0 + $1.count }) / Double(total)
    }
    figures.append(
      ObservedFigure(SeriesName(.unseen, of: column.name), share(unseen, new.total)))
    figures.append(
      ObservedFigure(SeriesName(.vanished, of: column.name), share(vanished, old.total)))
  }

  private static func difference(_ counts: [String: Int], _ other: [String: Int]) -> [Category] {
    counts.filter { other[$0.key] == nil }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { (value: $0.key, count: $0.value) }
  }
}
