internal import Engines

/// Finds the values that occur several times of many columns at once, where there are few rows.
///
/// A statement over a thousand columns takes the engine longer to plan than a few rows to read; so
/// the columns are kept apart in parts of a hundred, and each value is looked for there.
struct RepetitionScreen {
  private let statement: ContractStatement

  /// Values up to which each is asked for by itself.
  private static let few = 8
  /// Rows beyond which planning takes no longer than reading, and one value after another leaves
  /// the engine more room.
  private static let mostRows = 50_000
  /// Values of one part: about 60 MB.
  private static let mostValues = 4_000_000
  /// Rows up to which each value is looked for in a list: a join for each of many columns takes the
  /// engine's memory.
  private static let mostListed = 5_000
  /// Repetitions of one part.
  private static let largestPart = 100

  init(_ statement: ContractStatement) {
    self.statement = statement
  }

  /// For each of ``ContractData/repetitions`` the values that occur several times, nil where there
  /// are none; nil where they are better looked for one after another.
  ///
  /// - Parameters:
  ///   - row: asks for the one row that a statement answers.
  ///   - keep: keeps the rows of a statement.
  func values(
    row: (String) throws(EngineError) -> [String?],
    keep: (String) throws(EngineError) -> KeptRows
  ) throws(EngineError) -> [RepeatedValues?]? {
    let repetitions = statement.plan.data.repetitions
    guard repetitions.count > Self.few else { return nil }
    let counted = try row(
      "\(statement.named)\nselect count(*) as n from (select 1 from data limit \(Self.mostRows + 1))"
    )
    guard let rows = counted.first?.flatMap({ Int($0) }), rows <= Self.mostRows else { return nil }
    var found = [RepeatedValues?](repeating: nil, count: repetitions.count)
    let size = min(max(Self.mostValues / max(rows, 1), 1), Self.largestPart)
    for start in stride(from: 0, to: repetitions.count, by: size) {
      let part = start..<min(start + size, repetitions.count)
      let columns = Set(repetitions[part].flatMap(\.aliases)).sorted()
      let kept = try keep(
        "\(statement.named)\nselect \(columns.joined(separator: ", ")) from data")
      let occurs = part.map { "\(repetitions[$0].occurs) as o\($0)" }
      let answers = try row("select \(occurs.joined(separator: ", ")) from \(kept.relation)")
      let repeated = zip(part, answers).filter { $1 == "true" }.map(\.0)
      for place in repeated {
        found[place] = RepeatedValues(try keep(repetitions[place].query(over: kept.relation)))
      }
      guard repeated.count > Self.few, rows <= Self.mostListed else { continue }
      let lists = repeated.map { place in
        "(select list(v) from \(found[place]?.kept.relation ?? "")) as l\(place)"
      }
      let listed = try keep("select \(lists.joined(separator: ", "))")
      for place in repeated { found[place] = RepeatedValues(listed, list: "l\(place)") }
    }
    return found
  }
}

/// Values that occur several times.
struct RepeatedValues {
  /// The rows with the values: one value a row, or of several columns a list each in one row.
  let kept: KeptRows
  /// The name of the list.
  private let list: String?

  init(_ kept: KeptRows, list: String? = nil) {
    self.kept = kept
    self.list = list
  }

  /// The row with the lists, where the values are in one.
  var lists: KeptRows? { list == nil ? nil : kept }

  /// The condition that a value is one of them; null where there is none.
  func condition(_ repetition: ContractData.Repetition) -> String {
    guard let list else { return "\(repetition.value) in (select v from \(kept.relation))" }
    return
      "case when \(repetition.isPresent) then list_contains(\(list), \(repetition.value)) end"
  }
}
