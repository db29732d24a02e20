/// A profile's file is checked from its leaves up; each part here checks what its own parts allow.

extension DatasetProfile {
  private enum Key: String, CodingKey { case rows, columns, exactValues }

  /// Reads the columns; each must hold the file's rows.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let rows = try container.decode(Int.self, forKey: .rows)
    let columns = try container.decode([ColumnProfile].self, forKey: .columns)
    let exactValues = try container.decode(Int.self, forKey: .exactValues)
    try StoredCounts.check([rows], positive: false, "the count", at: container.codingPath)
    for column in columns where column.rows != rows {
      throw StoredCounts.contradiction(
        "column \(column.name) has \(column.rows) rows where the profile has \(rows)",
        at: container.codingPath)
    }
    guard exactValues >= 0 else {
      throw StoredCounts.contradiction(
        "\(exactValues) values cannot be kept", at: container.codingPath)
    }
    self.init(rows: rows, columns: columns, exactValues: exactValues)
  }
}

extension ColumnProfile {
  private enum Key: String, CodingKey { case name, missing, unreadable, content }

  /// Reads a column; its rows must be a number that sums can hold.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init(
      name: try container.decode(String.self, forKey: .name),
      missing: try container.decode(Int.self, forKey: .missing),
      unreadable: try container.decode(Int.self, forKey: .unreadable),
      content: try container.decode(Content.self, forKey: .content))
    let parts =
      switch content {
      case .numbers(let numbers): [numbers.count, numbers.specials.total]
      case .categories(let categories): [categories.total]
      case .truths(let truths): [truths.trues, truths.falses]
      case .unmeasured: [0]
      }
    try StoredCounts.check(
      parts + [missing, unreadable], positive: false, "the count", at: container.codingPath)
  }
}

extension CategoryProfile {
  private enum Key: String, CodingKey {
    case limits, counts, total, errorBound, sketch, empty, invalid, length
  }

  /// Reads the texts; their counts must fit the total.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init(
      limits: try container.decode(CategoryLimits.self, forKey: .limits),
      counts: try container.decode([String: Int].self, forKey: .counts),
      total: try container.decode(Int.self, forKey: .total),
      errorBound: try container.decode(Int.self, forKey: .errorBound),
      sketch: try container.decodeIfPresent(DistinctSketch.self, forKey: .sketch),
      empty: try container.decode(Int.self, forKey: .empty),
      invalid: try container.decode(Int.self, forKey: .invalid),
      length: try container.decodeIfPresent(TextLength.self, forKey: .length))
    let path = container.codingPath
    try StoredCounts.check(Array(counts.values), positive: true, "the count", at: path)
    try StoredCounts.check([total], positive: false, "the count", at: path)
    let kept = counts.values.reduce(0, +)
    let fits =
      kept <= total && (sketch != nil || (kept == total && errorBound == 0))
      && [errorBound, empty, invalid].allSatisfy { (0...total).contains($0) }
    guard fits else {
      throw StoredCounts.contradiction("the counts of a column contradict each other", at: path)
    }
    let isLimited = limits.exact > 0 && limits.retained > 0 && limits.bytes > 0
    let isLong = length.map {
      $0.smallest >= 0 && $0.smallest <= $0.largest && $0.largest <= $0.sum
        && $0.sum <= StoredCounts.largest
    }
    guard isLimited, isLong ?? true else {
      throw StoredCounts.contradiction("a limit or a length cannot be one", at: path)
    }
  }
}
