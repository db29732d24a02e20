extension RowColumn {
  /// A row's value as the name of a class: whole numbers without a fraction; nil where there is
  /// none.
  package func className(at row: Int) -> String? {
    switch values {
    case .numeric(let numbers):
      numbers[row].isNaN
        ? nil : Int64(exactly: numbers[row]).map { String($0) } ?? String(numbers[row])
    case .categorical(let codes, let categories):
      codes[row] == Self.missingCode ? nil : categories[Int(codes[row])]
    case .timestamp(let times): times[row] == Self.missingTime ? nil : String(times[row])
    }
  }
}
