package import Statistics

/// Personal data found in the columns of some rows.
package struct PersonalDataSearch: Sendable {
  /// One kind in one column.
  package struct Finding: Sendable, Hashable {
    /// The column.
    package let column: String
    /// The kind.
    package let kind: PersonalDataCard
    /// Rows with a value.
    package let rows: Int
    /// Of these, rows that hold data which pass the kind's check.
    package let found: Int
    /// Different values with data of the kind's shape.
    package let candidates: Int
    /// Different values with data that pass its check.
    package let passing: Int
    /// The shape of one of them, `xxx@xxxx.xx`: letters and digits are replaced.
    package let shape: String
    /// Whether they are whole numbers without the separators that the kind is written with.
    package let isBare: Bool

    /// The share of rows, with Wilson's interval.
    package func share(level: Double) throws(Undefined) -> Estimate {
      try WilsonInterval.estimate(successes: found, rows: rows, level: level)
    }

    /// Whether there is more of it than texts of the same shape give by accident.
    ///
    /// A kind with a check digit must surely pass it in more than twice the share that chance
    /// passes; one without is taken at its shape, and a stray one in a thousand rows is still
    /// undecided.
    ///
    /// Bare numbers are undecided where nearly all of the column's long numbers may be of the kind.
    package func judgement(level: Double) throws(Undefined) -> Judgement {
      guard !isBare else {
        return Judgement(try share(level: level), atLeast: Self.nearlyAll, rows: rows) == .pass
          ? .undecided(moreRows: nil) : .pass
      }
      guard let chance = kind.chance else {
        return Judgement(try share(level: level), atMost: Self.stray, rows: rows) == .fail
          ? .fail : .undecided(moreRows: nil)
      }
      let passes = try WilsonInterval.estimate(
        successes: passing, rows: candidates, level: level)
      return Judgement(passes, atMost: 2 * chance, rows: candidates)
    }

    private static let stray = 0.001
    /// Of random nine digits a tenth is no social security number, of random ten digits a third no
    /// telephone number.
    private static let nearlyAll = 0.95
  }

  /// What was found, in the columns' order.
  package let findings: [Finding]
  /// Columns of texts and of long whole numbers, which were searched.
  package let searched: [String]

  /// Searches every column of texts, and whole numbers of nine digits and more.
  ///
  /// - Complexity: O(bytes of the different values) for each kind.
  package init(_ table: RowTable) {
    var findings: [Finding] = []
    var searched: [String] = []
    for column in table.columns {
      let values = Self.values(column)
      guard !values.isEmpty else { continue }
      searched.append(column.name)
      let texts = values.map { (bytes: SearchedText($0.text), rows: $0.rows) }
      let rows = values.reduce(0) { $0 + $1.rows }
      for kind in PersonalDataKinds.all {
        if let finding = Self.finding(kind, column.name, texts, rows) { findings.append(finding) }
        if case .numeric = column.values,
          let finding = Self.bareFinding(kind, column.name, texts, rows)
        {
          findings.append(finding)
        }
      }
    }
    self.findings = findings
    self.searched = searched
  }

  private static func finding(
    _ kind: any PersonalDataKind.Type, _ column: String,
    _ texts: [(bytes: SearchedText, rows: Int)], _ rows: Int
  ) -> Finding? {
    var (found, candidates, passing) = (0, 0, 0)
    var shape = ""
    for text in texts {
      let places = kind.candidates(in: text.bytes)
      guard !places.isEmpty else { continue }
      candidates += 1
      guard let first = places.first(where: \.passes) else { continue }
      passing += 1
      found += text.rows
      if shape.isEmpty { shape = text.bytes.shape(first.range) }
    }
    guard passing > 0 else { return nil }
    return Finding(
      column: column, kind: kind.card, rows: rows, found: found, candidates: candidates,
      passing: passing, shape: shape, isBare: false)
  }

  /// Whole numbers that may be of a kind which is written with separators.
  private static func bareFinding(
    _ kind: any PersonalDataKind.Type, _ column: String,
    _ texts: [(bytes: SearchedText, rows: Int)], _ rows: Int
  ) -> Finding? {
    let bare = texts.filter { text in
      kind.mayBe(text.bytes.bytes.map { Int($0) - Int(UInt8(ascii: "0")) })
    }
    guard let first = bare.first else { return nil }
    return Finding(
      column: column, kind: kind.card, rows: rows, found: bare.reduce(0) { $0 + $1.rows },
      candidates: bare.count, passing: bare.count, shape: first.bytes.shape(0..<first.bytes.count),
      isBare: true)
  }

  /// The smallest number that is searched: nine digits.
  private static let smallest = 1e8

  /// The different values as text, with their rows.
  private static func values(_ column: RowColumn) -> [(text: String, rows: Int)] {
    switch column.values {
    case .categorical(let codes, let categories):
      var rows = [Int](repeating: 0, count: categories.count)
      for code in codes where code != RowColumn.missingCode { rows[Int(code)] += 1 }
      return categories.indices.filter { rows[$0] > 0 }.map { (categories[$0], rows[$0]) }
    case .numeric(let numbers):
      var rows: [Int64: Int] = [:]
      for number in numbers where number >= smallest {
        if let whole = Int64(exactly: number) { rows[whole, default: 0] += 1 }
      }
      return rows.sorted { $0.key < $1.key }.map { (String($0.key), $0.value) }
    case .timestamp: return []
    }
  }
}
