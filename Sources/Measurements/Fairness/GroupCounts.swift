internal import ADBC

/// The cells of truth and predicted class of each group of one attribute or combination.
struct GroupCounts: Sendable {
  /// A group: its value in each column, nil where missing, and its rows.
  struct Group: Sendable {
    var values: [String?]
    /// Rows with or without a label.
    var rows: Int
    var cells: ConfusionCells
  }

  private var index: GroupIndex
  private var codes: [UInt32] = []
  private var rows: [Int] = []
  private var cells: [ConfusionCells] = []

  /// Groups by so many columns; `limit` is the most groups to follow.
  init(columnCount: Int, limit: Int) {
    index = GroupIndex(window: nil, columnCount: columnCount, limit: limit)
  }

  /// Whether there are more groups than the limit.
  var isOverLimit: Bool { index.isOverLimit }

  /// Counts the rows of a batch; labels and classes are as ``LabelReader`` writes them.
  ///
  /// - Parameter times: how many rows each stands for; nil: each for itself.
  mutating func update(
    _ batch: ArrowBatch, firstRow: Int, columns: [Int], labels: [UInt8], classes: [UInt8],
    times: [Int]? = nil
  ) {
    let count = batch.rowCount
    if codes.count < count { codes = [UInt32](repeating: 0, count: count) }
    index.assign(batch, firstRow: firstRow, timestamp: nil, columns: columns, into: &codes)
    if isOverLimit { return }
    reserve(index.count)
    for row in 0..<count {
      let group = Int(codes[row])
      let count = times?[row] ?? 1
      rows[group] &+= count
      let label = labels[row]
      let called = classes[row]
      guard label != LabelReader.missing, called != LabelReader.missing else { continue }
      cells[group].add(
        isPositive: label == LabelReader.positive,
        calledPositive: called == LabelReader.positive, rows: count)
    }
  }

  private mutating func reserve(_ count: Int) {
    while rows.count < count {
      rows.append(0)
      cells.append(ConfusionCells())
    }
  }

  /// Adds the counts of other rows.
  mutating func merge(_ other: GroupCounts) {
    let numbers = index.merge(other.index)
    reserve(index.count)
    for (place, number) in numbers.enumerated() where place < other.rows.count {
      rows[Int(number)] += other.rows[place]
      cells[Int(number)].merge(other.cells[place])
    }
  }

  /// The groups of some of the columns, in the order of their values, missing ones last.
  func groups(of columns: [Int]) -> [Group] {
    var places: [[String?]: Int] = [:]
    var groups: [Group] = []
    for (number, key) in index.keys.enumerated() where number < rows.count {
      let values = columns.map { key.values[$0] }
      if let place = places[values] {
        groups[place].rows += rows[number]
        groups[place].cells.merge(cells[number])
      } else {
        places[values] = groups.count
        groups.append(Group(values: values, rows: rows[number], cells: cells[number]))
      }
    }
    return groups.sorted { GroupOrder.comesBefore($0.values, $1.values) }
  }
}
