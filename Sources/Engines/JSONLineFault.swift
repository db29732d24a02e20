/// The first line of JSON lines that is no object which can be read, found by looking at each line
/// by itself.
///
/// The engine names lines as it counts them in the part of the files that it happened to read, and
/// of several files none.
struct JSONLineFault {
  let file: String
  let line: Int
  /// As ``EngineError`` knows it.
  let reason: String

  private static let malformed = "Malformed JSON"
  private static let notAnObject = "non-record JSON"
  private static let keyTwice = "has duplicate key"

  /// Looks through files; nil when they are no JSON lines, or all lines can be read.
  static func first(in files: [DataFile], _ session: DuckDBSession) -> JSONLineFault? {
    for file in files {
      if let fault = first(in: file, session) { return fault }
    }
    return nil
  }

  private static func first(in file: DataFile, _ session: DuckDBSession) -> JSONLineFault? {
    let object = "case when v and json_type(case when v then line end) = 'OBJECT' then line end"
    let reason = """
      case when not v then \(SQLText.literal(malformed)) \
      when object is null then \(SQLText.literal(notAnObject)) \
      when len(list_distinct(json_keys(object))) < len(json_keys(object)) \
      then \(SQLText.literal(keyTwice)) end
      """
    do throws(EngineError) {
      let answer = try session.texts(
        """
        select count(*), count(case when v then 1 end), min(case when reason is not null then r end), \
        arg_min(reason, case when reason is not null then r end) \
        from (select r, v, object, \(reason) as reason \
        from (select r, line, v, \(object) as object \
        from (select row_number() over () as r, line, json_valid(line) as v \
        from \(session.lines(of: file))) where trim(line) <> ''))
        """, reading: file.path)
      let numbers = answer.prefix(3).map { $0.flatMap { Int($0) } }
      // Objects that are spread over lines are not told by their lines.
      guard numbers.count == 3, let lines = numbers[0], let whole = numbers[1],
        2 * whole >= lines, let line = numbers[2], let found = answer.last ?? nil
      else { return nil }
      return JSONLineFault(file: file.path, line: line, reason: found)
    } catch {
      guard error.problem == EngineError.notUTF8, let line = error.line else { return nil }
      return JSONLineFault(file: file.path, line: line, reason: EngineError.notUTF8Words)
    }
  }
}

extension EngineError {
  /// The sentence for a line of JSON.
  init?(_ fault: JSONLineFault) {
    self.init(known: fault.reason, file: fault.file, line: fault.line)
  }
}
