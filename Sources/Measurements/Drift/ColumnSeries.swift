internal import Statistics

/// What is followed from window to window of a column: values that are averages over the window's
/// rows, so that their variances are known.
///
/// Numbers, by their midranks in the reference: *location* (how much more often a number exceeds a
/// reference number than falls below, −1 to 1), *spread* (how much further out than the reference's
/// they lie, −1 to 1) and the share without a number. Categories: the shares of the four most
/// frequent, of all others, and of missing values. Texts of which nearly every row has its own:
/// *length* and *words*, like the location of numbers. Averages over fixed scores, unlike
/// distances, scatter about their value in both directions, which is what change points are about.
struct ColumnSeries {
  /// What is followed: `location`, `spread`, `length`, `words`, `missing`, `other` or a category.
  let name: String
  /// The value in each window.
  let values: [Double]
  /// Its sampling variance.
  let variances: [Double]
  /// Whether the value is an average of scores from −1 to 1, and not a share of the rows.
  var isScore = false

  /// Categories followed by themselves.
  private static let categories = 4

  /// The series of a column over windows that all have rows.
  ///
  /// - Throws: ``Undefined`` when a window lacks the column, types differ or none is measured.
  static func all(
    _ reference: ColumnProfile, in windows: [ProfileWindow]
  ) throws(Undefined) -> [ColumnSeries] {
    let parts = windows.compactMap { $0.profile[reference.name] }
    guard parts.count == windows.count else {
      throw Undefined("not every window has this column")
    }
    guard let series = all(reference, parts) else {
      throw Undefined("the column's type differs between windows or is not measured")
    }
    return series
  }

  private static func all(_ reference: ColumnProfile, _ windows: [ColumnProfile]) -> [ColumnSeries]?
  {
    let series: [ColumnSeries]?
    switch reference.content {
    case .numbers(let numbers): series = of(numbers, windows)
    case .categories, .truths:
      series = ofTexts(reference, windows) ?? ofCategories(reference, windows)
    case .unmeasured: series = nil
    }
    // What never varies, such as missing values that there are none of, cannot change.
    return series?.filter { one in one.values.contains { $0 != one.values[0] } }
  }

  private static func of(_ reference: NumberProfile, _ windows: [ColumnProfile]) -> [ColumnSeries]?
  {
    var location = Followed()
    var spread = Followed()
    var absent = Followed()
    for window in windows {
      guard case .numbers(let numbers) = window.content else { return nil }
      absent.append(share: window.rows - numbers.count, of: window.rows)
      guard reference.count > 0, numbers.count > 0 else {
        location.appendNothing()
        spread.appendNothing()
        continue
      }
      let aligned = NumberAlignment(reference, numbers)
      let total = Double(reference.count)
      var below = 0.0
      var (first, second) = (ScoreSum(), ScoreSum())
      for cell in aligned.positions.indices {
        let own = Double(aligned.reference[cell])
        let rank = 2 * (below + own / 2) / total - 1
        first.add(rank, aligned.current[cell])
        second.add(2 * rank.magnitude - 1, aligned.current[cell])
        below += own
      }
      location.append(first)
      spread.append(second)
    }
    return [
      location.scores("location"), spread.scores("spread"), absent.series("missing"),
    ]
  }

  /// Nil for columns that are no texts, or not known in full.
  private static func ofTexts(_ reference: ColumnProfile, _ windows: [ColumnProfile])
    -> [ColumnSeries]?
  {
    guard reference.type == .text, let first = CategoryComparison.Sample(reference), first.isExact
    else { return nil }
    let length = TextRanks(first) { $0.length }
    let words = TextRanks(first) { $0.words }
    var (lengths, numbers, absent) = (Followed(), Followed(), Followed())
    for window in windows {
      guard let sample = CategoryComparison.Sample(window), sample.isExact else { return nil }
      absent.append(share: sample.missing, of: sample.rows)
      guard sample.rows > sample.missing else {
        lengths.appendNothing()
        numbers.appendNothing()
        continue
      }
      var (left, right) = (ScoreSum(), ScoreSum())
      var scratch: [UInt64] = []
      for (text, rows) in sample.counts {
        let features = TextFeatures(text, words: &scratch)
        left.add(length.rank(of: features.length), rows)
        right.add(words.rank(of: features.words), rows)
      }
      lengths.append(left)
      numbers.append(right)
    }
    return [lengths.scores("length"), numbers.scores("words"), absent.series("missing")]
  }

  /// Where a whole number stands among those of the reference's texts, −1 to 1.
  private struct TextRanks {
    private var ends: [(value: Int, below: Int, upTo: Int)] = []
    private var total = 0

    init(_ sample: CategoryComparison.Sample, _ value: (TextFeatures) -> Int) {
      var rows: [Int: Int] = [:]
      var scratch: [UInt64] = []
      for (text, count) in sample.counts {
        rows[value(TextFeatures(text, words: &scratch)), default: 0] += count
      }
      for (value, count) in rows.sorted(by: { $0.key < $1.key }) {
        ends.append((value, total, total + count))
        total += count
      }
    }

    func rank(of value: Int) -> Double {
      var (low, high) = (0, ends.count)
      while low < high {
        let middle = (low + high) / 2
        if ends[middle].value < value { low = middle + 1 } else { high = middle }
      }
      guard total > 0 else { return 0 }
      guard low < ends.count else { return 1 }
      let here = ends[low]
      let below = here.value == value ? Double(here.below + here.upTo) / 2 : Double(here.below)
      return 2 * below / Double(total) - 1
    }
  }

  private static func ofCategories(_ reference: ColumnProfile, _ windows: [ColumnProfile])
    -> [ColumnSeries]?
  {
    guard let first = CategoryComparison.Sample(reference) else { return nil }
    var samples: [CategoryComparison.Sample] = []
    var totals = first.counts
    for window in windows {
      guard let sample = CategoryComparison.Sample(window) else { return nil }
      samples.append(sample)
      totals.merge(sample.counts) { $0 + $1 }
    }
    let followed = totals.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .prefix(categories).map(\.key)
    var series = followed.map { name in
      var own = Followed()
      for sample in samples { own.append(share: sample.counts[name] ?? 0, of: sample.rows) }
      return own.series(name)
    }
    var others = Followed()
    var missing = Followed()
    for sample in samples {
      let known = followed.reduce(0) { $0 + (sample.counts[$1] ?? 0) }
      others.append(share: sample.rows - sample.missing - known, of: sample.rows)
      missing.append(share: sample.missing, of: sample.rows)
    }
    series += [others.series("other"), missing.series("missing")]
    return series
  }

  /// Scores of a window's rows.
  private struct ScoreSum {
    var rows = 0.0
    var sum = 0.0
    var squares = 0.0

    mutating func add(_ score: Double, _ count: Int) {
      rows += Double(count)
      sum += score * Double(count)
      squares += score * score * Double(count)
    }
  }

  private struct Followed {
    var values: [Double] = []
    var variances: [Double] = []

    mutating func append(_ scores: ScoreSum) {
      let mean = scores.sum / scores.rows
      // A row's worth of the reference's own variance, 1/3, keeps a window of few rows from
      // looking certain.
      let variance = (max(0, scores.squares - scores.rows * mean * mean) + 1 / 3.0) / scores.rows
      values.append(mean)
      variances.append(variance / scores.rows)
    }

    mutating func append(share count: Int, of rows: Int) {
      let n = Double(max(rows, 1))
      let smoothed = (Double(count) + 0.5) / (n + 1)
      values.append(Double(count) / n)
      variances.append(smoothed * (1 - smoothed) / n)
    }

    /// A window without a number says nothing: any value, no certainty.
    mutating func appendNothing() {
      values.append(values.last ?? 0)
      variances.append(1)
    }

    func scores(_ name: String) -> ColumnSeries {
      ColumnSeries(name: name, values: values, variances: variances, isScore: true)
    }

    func series(_ name: String) -> ColumnSeries {
      ColumnSeries(name: name, values: values, variances: variances)
    }
  }
}
