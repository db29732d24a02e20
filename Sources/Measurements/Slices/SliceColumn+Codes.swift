extension SliceColumn {
  /// The code of every row of a column in memory.
  func codes(of column: RowColumn) -> [UInt8] {
    switch column.values {
    case .numeric(let numbers): numbers.map(code)
    case .timestamp(let times):
      times.map { code($0 == RowColumn.missingTime ? .nan : Double($0)) }
    case .categorical(let codes, let categories):
      codes.map { [known = categories.map(code)] code in
        code == RowColumn.missingCode ? missingCode : known[Int(code)]
      }
    }
  }

  private func code(_ number: Double) -> UInt8 {
    guard !number.isNaN else { return missingCode }
    switch content {
    case .numbers(let known):
      return known.firstIndex(of: number).map { UInt8($0) } ?? rareCode
    case .edges(let edges, _): return UInt8(edges.count { number >= $0 })
    case .texts: return rareCode
    }
  }

  private func code(_ text: String) -> UInt8 {
    guard case .texts(let names) = content else { return rareCode }
    return names.firstIndex(of: text).map { UInt8($0) } ?? rareCode
  }
}
