internal import ADBC

extension DuckDBEngine {
  package func flaw(in expression: PersonalExpression) throws(EngineError) -> String? {
    let session = DuckDBSession(connection: try connect(.query("")), running: running)
    switch expression {
    case .pattern(let pattern):
      return session.refusal("select regexp_matches('', \(SQLText.literal(pattern)))")
    case .expression(let text):
      // Alone and in brackets: what closes a bracket that it did not open is no expression.
      for statement in ["select \(text)\n", "select (\(text)\n)"] {
        if let flaw = try session.syntaxFlaw(statement) { return flaw }
      }
      return nil
    case .predicate(let text, let query):
      // Nothing is read: the statement is only described.
      return session.typeFlaw(
        "select (\(text)\n) as v from (\(query)) as named", words: "true or false",
        isWanted: { $0 == "BOOLEAN" },
        wrapped: "select count(case when (\(text)\n) then 1 end) from (\(query)) as named")
    case .value(let text, let query):
      return session.typeFlaw(
        "select (\(text)\n) as v from (\(query)) as named", words: "a value",
        isWanted: { _ in true },
        wrapped: "select case when true then (\(text)\n) end from (\(query)) as named where true")
    case .aggregate(let text, let query):
      return session.typeFlaw(
        "select (\(text)\n) as v from (\(query)) as named", words: "a number",
        isWanted: DuckDBSession.isNumeric,
        wrapped: "select count(*), (\(text)\n) from (\(query)) as named")
    }
  }
}

extension DuckDBSession {
  /// What the engine says against a statement, without the statement itself; nil when it runs.
  fileprivate func refusal(_ statement: String) -> String? {
    do throws(ADBCFailure) {
      _ = try answer(statement)
      return nil
    } catch {
      return Self.reason(in: error.message)
    }
  }

  /// What the engine's parser says against a statement, which is not run.
  fileprivate func syntaxFlaw(_ statement: String) throws(EngineError) -> String? {
    let row = try texts(
      "select json_extract_string(j, '$.error'), json_extract_string(j, '$.error_message'), "
        + "json_array_length(j, '$.statements'), json_array_length(j, '$.statements[0].node.select_list'), "
        + "json_extract_string(j, '$.statements[0].node.from_table.type') "
        + "from (select json_serialize_sql(\(SQLText.literal(statement))) as j)",
      reading: "the contract")
    guard row.count == 5 else { return "the engine does not answer" }
    if row[0] == "true" {
      guard let message = row[1] else { return "it is not SQL" }
      // The parser takes questions only, one or several.
      return message.hasPrefix("Only SELECT")
        ? "there is another statement in it" : Self.reason(in: message)
    }
    guard row[2] == "1", row[3] == "1", row[4] == "EMPTY" else {
      return "it is more than one expression"
    }
    return nil
  }

  /// What is wrong with an expression over columns that are there.
  fileprivate func typeFlaw(
    _ statement: String, words: String, isWanted: (String) -> Bool, wrapped: String
  ) -> String? {
    do throws(ADBCFailure) {
      let rows = try answer("describe \(statement)")
      _ = try answer("describe \(wrapped)")
      guard let type = rows.first?.dropFirst().first.flatMap({ $0 }) else {
        return "it has no type"
      }
      return isWanted(type) ? nil : "it is \(type.lowercased()), not \(words)"
    } catch {
      return Self.reason(in: error.message)
    }
  }

  fileprivate static func isNumeric(_ type: String) -> Bool {
    type.hasSuffix("INT") || type.hasSuffix("INTEGER") || type == "DOUBLE" || type == "FLOAT"
      || type.hasPrefix("DECIMAL")
  }

  /// The first line of a message, without the class of the error.
  private static func reason(in message: String) -> String {
    let line = message.split(separator: "\n").first.map(String.init) ?? message
    guard let colon = line.firstRange(of: "Error: ") else { return line }
    return String(line[colon.upperBound...])
  }
}
