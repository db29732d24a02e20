/// The tables of all windows, filled window by window.
struct ScoreTally: Sendable {
  private(set) var windows: [ScoreWindow] = []
  /// All labelled scores, positives first; nil where they are not kept.
  private(set) var labels: CountedValues?
  private let capacity: Int
  private var waiting = WaitingRows()
  private var scratch = ScoreWindow.Scratch()
  private var labelScratch = ScoreScratch()

  init(isWindowed: Bool, keepsLabels: Bool) {
    capacity = isWindowed ? BinaryScoreTable.capacityPerGroup : BinaryScoreTable.capacityOverall
    labels = keepsLabels ? CountedValues(capacity: BinaryScoreTable.capacityOverall) : nil
  }

  /// Makes sure that there are tables for so many windows.
  mutating func reserve(_ count: Int) {
    while windows.count < count { windows.append(ScoreWindow(capacity: capacity)) }
  }

  /// Counts the rows of a batch; rows of no window are left out.
  ///
  /// - Parameters:
  ///   - codes: each row's window, or ``GroupIndex/none``.
  ///   - labels: each row's class, as ``LabelReader`` writes it; so are `calls`.
  mutating func add(rows: Int, codes: [UInt32], labels: [UInt8], scores: [Double], calls: [UInt8]) {
    for row in 0..<rows where codes[row] != GroupIndex.none {
      waiting.append(
        ScoredRow(score: scores[row], code: codes[row], label: labels[row], called: calls[row]))
    }
    if var table = self.labels {
      self.labels = nil
      labelScratch.add(scores: scores, labels: labels, rows: rows, into: &table)
      self.labels = table
    }
    if waiting.isFull { flush() }
  }

  /// Counts rows that are alike; rows of no window are of no table but that of all labelled scores.
  ///
  /// - Parameters:
  ///   - dropped: bits that were cut from the score.
  ///   - isAllToCome: whether the table of all labelled scores gets its own.
  mutating func add(_ row: ScoredRow, times: Int, dropped: Int = 0, isAllToCome: Bool = false) {
    if row.code != GroupIndex.none {
      windows[Int(row.code)].add(row, times: times, dropped: dropped)
    }
    if !isAllToCome { add(label: row.label, score: row.score, times: times, dropped: dropped) }
  }

  /// Counts a score among all labelled ones.
  mutating func add(label: UInt8, score: Double, times: Int, dropped: Int) {
    guard var table = labels, label != LabelReader.missing, score.isFinite else { return }
    labels = nil
    table.coarsen(to: dropped)
    table.add(score, isFirst: label == LabelReader.positive, times: times)
    labels = table
  }

  /// Counts the rows that wait; before a table is read.
  mutating func flush() {
    var scratch = ScoreWindow.Scratch()
    swap(&scratch, &self.scratch)
    unsafe waiting.count(into: &windows) { window, rows in
      unsafe window.add(rows, scratch: &scratch)
    }
    swap(&scratch, &self.scratch)
  }

  /// Adds the tables of other rows whose windows are numbered `numbers` here.
  mutating func merge(_ other: ScoreTally, numbers: [UInt32]) {
    flush()
    var other = other
    other.flush()
    for (window, number) in zip(other.windows, numbers) {
      reserve(Int(number) + 1)
      windows[Int(number)].merge(window)
    }
    if let more = other.labels { labels?.merge(more) }
  }
}
