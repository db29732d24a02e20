package import Statistics

/// Compares two samples of texts, of which nearly every row has its own.
///
/// As categories they would have nothing in common. Compared are, with rows as units and missing
/// values as a value: length in characters, words, the shares of letters, digits, white space,
/// punctuation and characters beyond ASCII (largest gap of the distribution functions), and the
/// words themselves: of each row one, drawn by the text's own hash, in 64 cells (total variation).
/// The largest shift decides, at a level that allows for all of them.
///
/// Texts beyond 256 bytes are known by their beginning: their length and characters are those of
/// it.
enum TextComparison {
  /// Cells of words: few enough that two hundred rows fill them.
  private static let wordCells = 64
  /// Steps of a share of characters: whole percents.
  private static let steps = 100.0

  /// - Parameter level: confidence of the effect's interval, already adjusted for the family.
  static func compare(
    _ reference: CategoryComparison.Sample, _ current: CategoryComparison.Sample,
    options: DriftOptions, level: Double
  ) throws(Undefined) -> ColumnDrift.Comparison {
    let first = Side(reference, countsWords: !options.measuresEffectsOnly)
    let second = Side(current, countsWords: !options.measuresEffectsOnly)
    let own = 1 - (1 - level) / Double(3 + TextFeatures.classes.count)
    var found: [TextShift.Part] = []
    func compare(_ name: String, _ value: (TextFeatures) -> Double) throws(Undefined) {
      let (left, right) = first.cells(second, value)
      let places = left.indices.map { Double($0) }
      let estimate = KolmogorovSmirnovEffect.estimate(
        try OrderedCounts(values: places, counts: left),
        try OrderedCounts(values: places, counts: right), level: own)
      found.append(
        TextShift.Part(name: name, method: KolmogorovSmirnovEffect.card.id, estimate: estimate))
    }
    try compare("length") { Double($0.length) }
    try compare("words") { Double($0.words) }
    for (index, name) in TextFeatures.classes.enumerated() {
      try compare(name) { ($0.shares[index] * steps).rounded() }
    }
    let words = (first.words(cells: wordCells), second.words(cells: wordCells))
    let pair = try CountPair(reference: words.0, current: words.1)
    found.append(
      TextShift.Part(
        name: "vocabulary", method: TotalVariationEffect.card.id,
        estimate: try TotalVariationEffect.estimate(
          reference: words.0, current: words.1, level: own)))
    let effect = largest(
      found, level, options, referenceRows: reference.rows, currentRows: current.rows)
    if options.measuresEffectsOnly {
      return ColumnDrift.Comparison(
        effect: effect, tests: DriftTests(), unseen: [], unseenShare: 0)
    }
    var tests = DriftTests()
    tests.addDistances(pair, method: "wordCells", hidden: 0)
    tests.chiSquare = AdjustedTest(
      outcome: try ChiSquareTest.test(reference: words.0, current: words.1))
    return ColumnDrift.Comparison(
      effect: effect, tests: tests, unseen: [], unseenShare: 0,
      text: TextShift(
        parts: found, unknownWords: second.unknownShare(first),
        expectedUnknownWords: first.expectedUnknownShare))
  }

  /// The largest shift; the true one is at least the largest low end, at most the largest high end.
  private static func largest(
    _ parts: [TextShift.Part], _ level: Double, _ options: DriftOptions, referenceRows: Int,
    currentRows: Int
  ) -> DriftEffect {
    let clearest =
      parts.max {
        ($0.estimate.interval?.low ?? 0, $0.estimate.value ?? 0)
          < ($1.estimate.interval?.low ?? 0, $1.estimate.value ?? 0)
      } ?? parts[0]
    var estimate = clearest.estimate
    estimate.interval = estimate.interval.map {
      Interval(
        low: $0.low, high: parts.reduce($0.high) { max($0, $1.estimate.interval?.high ?? 0) },
        level: level, method: $0.method)
    }
    return DriftEffect(
      method: clearest.method, estimate: estimate, threshold: options.threshold,
      referenceRows: referenceRows, currentRows: currentRows)
  }

  /// The texts of one sample, each read once.
  private struct Side {
    private var texts: [(features: TextFeatures, rows: Int)] = []
    private let missing: Int
    /// How often each word comes; empty where words are not counted.
    private var timesOfWord: [UInt64: Int] = [:]
    private var allWords = 0

    init(_ sample: CategoryComparison.Sample, countsWords: Bool) {
      missing = sample.missing
      var words: [UInt64] = []
      for (text, rows) in sample.counts {
        texts.append((TextFeatures(text, words: &words), rows))
        guard countsWords else { continue }
        for word in words { timesOfWord[word, default: 0] += rows }
        allWords += words.count * rows
      }
    }

    /// Rows by a value of theirs, ascending, of both sides over the same cells; missing ones first.
    func cells(_ other: Side, _ value: (TextFeatures) -> Double) -> ([Int], [Int]) {
      var rows: [Double: (Int, Int)] = [:]
      for text in texts { rows[value(text.features), default: (0, 0)].0 += text.rows }
      for text in other.texts { rows[value(text.features), default: (0, 0)].1 += text.rows }
      let ordered = rows.sorted { $0.key < $1.key }
      return ([missing] + ordered.map(\.value.0), [other.missing] + ordered.map(\.value.1))
    }

    /// Rows by the cell of their word; then those without a word, and missing ones.
    func words(cells: Int) -> [Int] {
      var rows = [Int](repeating: 0, count: cells + 2)
      for text in texts {
        let cell = text.features.drawnWord.map { Int($0 % UInt64(cells)) } ?? cells
        rows[cell] += text.rows
      }
      rows[cells + 1] = missing
      return rows
    }

    /// The share of words that the other side does not have; nil without words.
    func unknownShare(_ other: Side) -> Double? {
      guard allWords > 0 else { return nil }
      let unknown = timesOfWord.reduce(0) { $0 + (other.timesOfWord[$1.key] == nil ? $1.value : 0) }
      return Double(unknown) / Double(allWords)
    }

    /// The share of words that more rows of the same source would bring anew: words seen once.
    ///
    /// - Source: Good, *The Population Frequencies of Species*, Biometrika 40, 1953.
    var expectedUnknownShare: Double? {
      guard allWords > 0 else { return nil }
      return Double(timesOfWord.values.count { $0 == 1 }) / Double(allWords)
    }
  }
}

/// How texts shifted, part by part.
package struct TextShift: Sendable, Hashable {
  /// Length, words, each class of characters, vocabulary.
  package let parts: [Part]
  /// Share of the current set's words that the reference does not have; nil without words.
  package let unknownWords: Double?
  /// The share to expect from more rows of the reference's own source.
  package let expectedUnknownWords: Double?

  /// One part's shift.
  package struct Part: Sendable, Hashable {
    /// What it is: `length`, `words`, `letters`, …, `vocabulary`.
    package let name: String
    /// Id of the effect's card.
    package let method: String
    /// As a share of rows.
    package let estimate: Estimate
  }
}
