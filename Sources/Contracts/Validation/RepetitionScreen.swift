internal import Engines

/// Finds the values that occur several times of many columns at once, where there are few rows.
///
/// A statement over a thousand columns takes the engine longer to plan than a few rows to read; so the columns are kept
/// apart in parts of a hundred, and each value is looked for there.
struct RepetitionScreen {
  private let statement: ContractStatement

  /// Values up to which each is asked for by itself.
  private static let few = 8
  /// Rows beyond which planning takes no longer than reading, and one value after another leaves the engine more room.
  private static let mostRows = 50_000
  /// Values of one part: about 60 MB.
  private static let mostValues = 4_000_000
  /// Repetitions of one part.
  private static let largestPart = 100

  init(_ statement: ContractStatement) {
    self.statement = statement
  }

  /// For each of ``ContractData/repetitions`` the values that occur several times, nil where there are none; nil where
  /// they are better looked for one after another.
  ///
  /// - Parameters:
  ///   - row: asks for the one row that a statement answers.
  ///   - keep: keeps the rows of a statement.
  func values(
    row: (String) throws(EngineError) -> [String?],
    keep: (String) throws(EngineError) -> KeptRows
  ) throws(EngineError) -> [KeptRows?]? {
    let repetitions = statement.plan.data.repetitions
    guard repetitions.count > Self.few else { return nil }
    let counted = try row(
      "\(statement.named)\nselect count(*) as n from (select 1 from data limit \(Self.mostRows + 1))"
    )
    guard let rows = counted.first?.flatMap({ Int($0) }), rows <= Self.mostRows else { return nil }
    var found = [KeptRows?](repeating: nil, count: repetitions.count)
    let size = min(max(Self.mostValues / max(rows, 1), 1), Self.largestPart)
    for start in stride(from: 0, to: repetitions.count, by: size) {
      let part = start..<min(start + size, repetitions.count)
      let columns = Set(repetitions[part].flatMap(\.aliases)).sorted()
      let kept = try keep(
        "\(statement.named)\nselect \(columns.joined(separator: ", ")) from data")
      let occurs = part.map { "\(repetitions[$0].occurs) as o\($0)" }
      let answers = try row("select \(occurs.joined(separator: ", ")) from \(kept.relation)")
      for (place, answer) in zip(part, answers) where answer == "true" {
        found[place] = try keep(repetitions[place].query(over: kept.relation))
      }
    }
    return found
  }
}
