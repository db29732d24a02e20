/// The tables of all windows, filled window by window.
struct ScoreTally: Sendable {
  private(set) var windows: [ScoreWindow] = []
  /// All labelled scores, positives first; nil where they are not kept.
  private(set) var labels: CountedValues?
  private let capacity: Int
  private var pending: [ScoredRow] = []
  private var sorted: [ScoredRow] = []
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

  /// Rows that wait, so that of each lot many fall into one window and find its tables at hand.
  private static let pendingLimit = 1 << 16

  /// Counts the rows of a batch; rows of no window are left out.
  ///
  /// - Parameters:
  ///   - codes: each row's window, or ``GroupIndex/none``.
  ///   - labels: each row's class, as ``LabelReader`` writes it; so are `calls`.
  mutating func add(rows: Int, codes: [UInt32], labels: [UInt8], scores: [Double], calls: [UInt8]) {
    for row in 0..<rows where codes[row] != GroupIndex.none {
      pending.append(
        ScoredRow(score: scores[row], code: codes[row], label: labels[row], called: calls[row]))
    }
    if var table = self.labels {
      self.labels = nil
      labelScratch.add(scores: scores, labels: labels, rows: rows, into: &table)
      self.labels = table
    }
    if pending.count >= Self.pendingLimit { flush() }
  }

  /// Counts the rows that wait; before a table is read.
  mutating func flush() {
    guard let filler = pending.first else { return }
    // Sorted by window by counting: where each window's rows begin, then each row to its place.
    var places = [Int](repeating: 0, count: windows.count + 1)
    for row in pending { places[Int(row.code) + 1] += 1 }
    for window in windows.indices { places[window + 1] += places[window] }
    let starts = places
    if sorted.count < pending.count {
      sorted = [ScoredRow](repeating: filler, count: pending.count)
    }
    for row in pending {
      sorted[places[Int(row.code)]] = row
      places[Int(row.code)] += 1
    }
    unsafe sorted.withUnsafeBufferPointer { sorted in
      for window in windows.indices where starts[window] < starts[window + 1] {
        unsafe windows[window].add(
          UnsafeBufferPointer(rebasing: sorted[starts[window]..<starts[window + 1]]),
          scratch: &scratch)
      }
    }
    pending.removeAll(keepingCapacity: true)
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
