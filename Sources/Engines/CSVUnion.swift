/// One or several CSV files as one relation with one type a column.
struct CSVUnion {
  let columns: [(name: String, expression: String)]
  let relation: String
  /// The relation with each row's file and number, of several files.
  let locatedRelation: String?
  private(set) var warnings: [InputWarning] = []

  init(_ readings: [CSVReading]) {
    if readings.count == 1, let only = readings.first {
      columns = only.columns.map { ($0.name, $0.expression(as: $0.type)) }
      relation = only.relation()
      locatedRelation = nil
      return
    }
    var names: [String] = []
    var seen: Set<String> = []
    for name in readings.flatMap({ $0.columns.map(\.name) }) where seen.insert(name).inserted {
      names.append(name)
    }
    let lookups = readings.map { reading in
      Dictionary(reading.columns.map { ($0.name, $0) }) { first, _ in first }
    }
    var types: [CSVType] = []
    for name in names {
      let present = lookups.compactMap { $0[name] }
      let (type, isMixed) = Self.commonType(present)
      types.append(type)
      let file = readings.first?.file.path
      if present.count < readings.count {
        warnings.append(
          InputWarning(
            .absentColumn,
            "only \(present.count) of \(readings.count) files have the column; in the others it "
              + "was read as missing", file: file, column: name))
      }
      if isMixed {
        warnings.append(
          InputWarning(
            .mixedTypes, "the files give the column different types, so it was read as text",
            file: file, column: name))
      }
    }
    columns = names.indices.map { (names[$0], "u\($0)") }
    let lists = zip(readings, lookups).map { reading, lookup in
      let list = zip(names, types).enumerated().map { index, column in
        let expression =
          lookup[column.0]?.expression(as: column.1) ?? "cast(null as \(column.1.rawValue))"
        return "\(expression) as u\(index)"
      }
      return list.joined(separator: ", ")
    }
    func union(_ place: (CSVReading) -> String) -> String {
      let parts = zip(readings, lists).map {
        "select \($1)\(place($0)) from \($0.relation())"
      }
      return "(\(parts.joined(separator: " union all ")))"
    }
    relation = union { _ in "" }
    locatedRelation = union {
      ", \(SQLText.literal($0.file.path)) as ufile, row_number() over () as urow"
    }
  }

  /// The type that holds the values of all files; text where they have none in common.
  private static func commonType(_ columns: [CSVColumn]) -> (type: CSVType, isMixed: Bool) {
    let filled = columns.filter { $0.tally[.present] > $0.tally[.missing] }
    let types = Set(filled.map(\.type))
    guard let first = types.first else { return (.text, false) }
    if types.count == 1 { return (first, false) }
    if types == [.integer, .number] { return (.number, false) }
    if types.isSubset(of: [.date, .timestamp]) { return (.timestamp, false) }
    if types.isSubset(of: [.date, .timestamp, .zonedTimestamp]) { return (.zonedTimestamp, false) }
    return (.text, true)
  }
}
