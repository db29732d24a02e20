internal import ADBC
internal import Engines

extension Engine {
  /// All rows of a small answer, as text.
  func rows(_ sql: String, reading source: String) throws(EngineError) -> [[String?]] {
    let stream = try scan(.query(sql))
    do throws(ADBCError) {
      return try stream.textRows()
    } catch {
      throw EngineError(error, reading: source)
    }
  }

  /// Rows of a relation that fit a condition.
  func count(
    of relation: String, where condition: String, reading source: String
  ) throws(EngineError) -> Int {
    let answer = try rows(
      "select count(*) from \(relation) where \(condition)", reading: source)
    return answer.first?.first?.flatMap { Int($0) } ?? 0
  }

  /// Names and the engine's types of a relation's columns.
  func columns(
    of relation: String, reading source: String
  ) throws(EngineError) -> [(name: String, type: String)] {
    try rows(
      "select column_name, column_type from (describe select * from \(relation))", reading: source
    ).map { ($0[0] ?? "", $0[1] ?? "varchar") }
  }
}
