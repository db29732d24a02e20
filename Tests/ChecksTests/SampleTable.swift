/// Rows of one data set as text, a column at a time; an empty text is a missing value.
struct SampleTable: Equatable, Sendable {
  private(set) var columns: [(name: String, values: [String])]

  init(columns: [(name: String, values: [String])]) {
    self.columns = columns
  }

  var rowCount: Int { columns.first?.values.count ?? 0 }

  /// A column's values; setting nil removes the column, setting a new one adds it.
  subscript(name: String) -> [String]? {
    get { columns.first { $0.name == name }?.values }
    set {
      guard let place = columns.firstIndex(where: { $0.name == name }) else {
        if let newValue { columns.append((name, newValue)) }
        return
      }
      if let newValue {
        columns[place].values = newValue
      } else {
        columns.remove(at: place)
      }
    }
  }

  /// Rewrites a column row by row.
  mutating func change(_ name: String, _ value: (Int, String) -> String) {
    guard let values = self[name] else { return }
    self[name] = values.enumerated().map { value($0.offset, $0.element) }
  }

  /// Replaces the first rows by rows of another table with the same columns.
  mutating func replaceFirst(_ count: Int, by other: SampleTable) {
    for place in columns.indices {
      guard let theirs = other[columns[place].name] else { continue }
      columns[place].values.replaceSubrange(0..<count, with: theirs.prefix(count))
    }
  }

  /// The rows that the condition keeps.
  func filtered(_ isKept: (Int) -> Bool) -> SampleTable {
    SampleTable(
      columns: columns.map { name, values in
        (name, values.indices.filter(isKept).map { values[$0] })
      })
  }

  static func == (one: SampleTable, other: SampleTable) -> Bool {
    one.columns.elementsEqual(other.columns) { $0.name == $1.name && $0.values == $1.values }
  }

  /// Reads what ``csv`` gives; no value holds a comma.
  init(csv: String) {
    let lines = csv.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let names = lines.first ?? []
    columns = names.enumerated().map { place, name in
      (name, lines.dropFirst().map { $0[place] })
    }
  }

  /// Comma-separated text with a header.
  var csv: String {
    var text = columns.map(\.name).joined(separator: ",") + "\n"
    for row in 0..<rowCount {
      text += columns.map { $0.values[row] }.joined(separator: ",") + "\n"
    }
    return text
  }
}
