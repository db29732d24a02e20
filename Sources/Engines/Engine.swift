package import ADBC

/// What is known of a source before its rows are read.
package struct SourceDescription: Sendable {
  /// Names and types of the columns that a scan yields.
  package let fields: [ArrowField]
  /// Rows, where they are known without reading them again.
  package let rowCount: Int?
  /// Doubts about the input, in order of file and column.
  package let warnings: [InputWarning]
  /// The files that a scan reads, in order; none for a query.
  package let files: [String]
  /// Whether the values are text whose types were told from it, as in CSV files.
  package let isText: Bool

  /// Makes a description.
  package init(
    fields: [ArrowField], rowCount: Int?, warnings: [InputWarning], files: [String],
    isText: Bool = false
  ) {
    self.isText = isText
    self.fields = fields
    self.rowCount = rowCount
    self.warnings = warnings
    self.files = files
  }
}

/// Which part of a source to read.
package struct ScanRequest: Sendable, Hashable {
  /// Names of the columns in the order in which they shall arrive; nil for all.
  package var columns: [String]?
  /// Most rows to read; nil for all.
  package var limit: Int?
  /// Only rows whose column, as text, equals the value.
  package var whereEqual: Condition?

  /// A column and the text that its value must equal.
  package struct Condition: Sendable, Hashable {
    package let column: String
    package let value: String

    package init(column: String, value: String) {
      self.column = column
      self.value = value
    }
  }

  /// Makes a request; without arguments, for everything.
  package init(columns: [String]? = nil, limit: Int? = nil, whereEqual: Condition? = nil) {
    self.columns = columns
    self.limit = limit
    self.whereEqual = whereEqual
  }
}

/// Text that a person wrote for the engine to understand.
package enum PersonalExpression: Sendable, Hashable {
  /// A regular expression.
  case pattern(String)
  /// An expression over the columns of a row.
  case expression(String)
  /// The same, known to be well formed, over the columns of a query: it must be true or false.
  case predicate(String, over: String)
  /// The same, of any type: a new value of a column.
  case value(String, over: String)
  /// An aggregate over the columns of a query: it must be a number.
  case aggregate(String, over: String)
}

/// The formats of files that an engine writes.
package enum FileFormat: String, Sendable, Hashable, CaseIterable {
  case csv
  case parquet
}

/// Rows that an engine keeps until this value goes.
package final class KeptRows: Sendable {
  /// Where they are, in SQL.
  package let relation: String
  private let drop: @Sendable () -> Void

  init(relation: String, drop: @escaping @Sendable () -> Void) {
    self.relation = relation
    self.drop = drop
  }

  deinit { drop() }
}

/// Reads sources of data as batches.
package protocol Engine: Sendable {
  /// What a person's `DATA` argument means here.
  ///
  /// - Throws: ``EngineError`` of kind `usage`.
  func source(_ argument: String) throws(EngineError) -> DataSource

  /// Columns, rows where known, and doubts about the input.
  ///
  /// - Throws: ``EngineError``, one clear sentence.
  func describe(_ source: DataSource) throws(EngineError) -> SourceDescription

  /// The rows of a source, in its order.
  ///
  /// The stream throws ``ADBCError``; ``EngineError/init(_:reading:)`` makes the sentence of it.
  ///
  /// - Throws: ``EngineError``, one clear sentence.
  func scan(_ source: DataSource, _ request: ScanRequest) throws(EngineError) -> any BatchStream

  /// A session in which several questions are asked of one source, where it is.
  ///
  /// - Throws: ``EngineError``, one clear sentence.
  func session(_ source: DataSource) throws(EngineError) -> TableSession

  /// The rows of a source as a query in this engine's SQL, for a question over several sources.
  ///
  /// - Throws: ``EngineError``, one clear sentence.
  func query(_ source: DataSource, columns: [String]?) throws(EngineError) -> String

  /// The same with two more columns at its end: the file of each row, missing for a query, and the
  /// row's number in it, from 1.
  ///
  /// - Throws: ``EngineError``, one clear sentence.
  func locatedQuery(_ source: DataSource) throws(EngineError) -> String

  /// The first row that a question in this engine's SQL answers, as text; empty without one.
  ///
  /// The question is the program's own: a person's query is a source, which is looked at before.
  ///
  /// - Parameter source: what it is about, for the error.
  /// - Throws: ``EngineError`` when the question fails.
  func firstRow(
    of question: String, reading source: DataSource
  ) throws(EngineError) -> [String?]

  /// Keeps the rows of a query for questions that follow: in memory and, beyond the engine's bound,
  /// in its folder for temporary files.
  ///
  /// - Throws: ``EngineError`` when the query fails.
  func keep(_ query: String) throws(EngineError) -> KeptRows

  /// Writes all rows of a source, in their order, to a file.
  ///
  /// - Returns: how many rows were written.
  /// - Throws: ``EngineError`` when the source cannot be read or the target not be written.
  @discardableResult
  func write(_ source: DataSource, to target: String, format: FileFormat) throws(EngineError)
    -> Int

  /// Writes the rows of a source that carry a mark, in their order, to a file.
  ///
  /// - Parameters:
  ///   - marks: a file with one digit a line: the mark of each row, in the order of the source.
  ///   - mark: the mark of the rows to write.
  /// - Returns: how many rows were written.
  /// - Throws: ``EngineError`` when the source cannot be read or the target not be written.
  func write(
    _ source: DataSource, marks: String, mark: Int, to target: String, format: FileFormat
  ) throws(EngineError) -> Int

  /// A session that writes rows of this engine's queries to tables of a target's database, all of
  /// them or none.
  ///
  /// - Parameter existing: what becomes of a table that is there; nil refuses it now, before a row
  ///   is read.
  /// - Throws: ``EngineError`` when the database cannot be opened.
  func writer(to target: TableTarget, existing: ExistingTable?) throws(EngineError) -> TableWriter

  /// What is wrong with a person's text of SQL or a regular expression, in the engine's words; nil
  /// when it is understood. No data is read.
  ///
  /// - Throws: ``EngineError`` when the engine fails.
  func flaw(in expression: PersonalExpression) throws(EngineError) -> String?

  /// Writes the rows of a CSV file, made by this program, as a Parquet file.
  ///
  /// - Parameter fields: the file's columns in their order, with the types that they shall have.
  /// - Throws: ``EngineError`` when the target cannot be written or a value is not of its type.
  func writeParquet(fromCSV path: String, fields: [ArrowField], to target: String)
    throws(EngineError)

  /// Stops all that runs, from any thread: streams and questions throw, and later ones are refused.
  func stop()
}

extension Engine {
  package func source(_ argument: String) throws(EngineError) -> DataSource {
    try DataSource(argument: argument)
  }

  /// All rows and columns of a source.
  package func scan(_ source: DataSource) throws(EngineError) -> any BatchStream {
    try scan(source, ScanRequest())
  }

  /// Names and types of the columns.
  package func schema(of source: DataSource) throws(EngineError) -> [ArrowField] {
    try describe(source).fields
  }

  /// Rows of a source, where they are known without reading them.
  package func rowCount(of source: DataSource) throws(EngineError) -> Int? {
    try describe(source).rowCount
  }
}
