package import ADBC

extension EngineError {
  /// The sentence for a driver's error while `source` was read.
  package init(_ error: ADBCError, reading source: String) {
    switch error {
    case .cancelled:
      self.init(.cancelled, "reading was stopped", remedy: "", file: source)
    case .driverNotFound(let name, let searched):
      self.init(
        .broken, "the library \(name) was not found in \(searched.joined(separator: ", "))",
        remedy: "run scripts/bootstrap, or set ASSAY_DRIVER_PATH to the folder that holds it")
    case .driverUnusable(let path, let reason):
      self.init(
        .broken, "the library \(path) cannot be used: \(reason)",
        remedy: "run scripts/bootstrap, or set ASSAY_DRIVER_PATH to another")
    case .malformedBatch(let reason):
      self.init(
        .broken, "the engine sent data that contradicts its schema: \(reason)",
        remedy: "report this with the file, if you may share it", file: source)
    case .failed(let operation, _, let message, _, _):
      self.init(driverMessage: message, operation: operation, source: source)
    }
  }

  /// The same for a stream of a source.
  package init(_ error: ADBCError, reading source: DataSource) {
    switch source {
    case .table(let address, let relation):
      self.init(error, reading: relation, of: address)
    case .path, .typed, .query: self.init(error, reading: source.shown)
    }
  }

  private init(driverMessage message: String, operation: String, source: String) {
    let line = message.number(after: "CSV Error on Line: ")
    if line != nil || message.contains("CSV ") {
      self.init(csvMessage: message, file: source, line: line)
      return
    }
    for (text, kind, problem, remedy) in Self.known where message.contains(text) {
      self.init(
        kind, problem, remedy: remedy, file: source,
        line: message.number(after: "in line ") ?? message.number(after: "line "))
      return
    }
    let first = message.split(whereSeparator: \.isNewline).first.map(String.init) ?? message
    for (prefix, problem) in Self.statementFaults where message.contains(prefix) {
      let said = first.replacing(prefix, with: "").trimmingPrefix(while: { $0 == " " || $0 == ":" })
      self.init(
        .usage, "\(problem): \(String(said).shownOnOneLine)", remedy: "correct the query",
        file: source)
      return
    }
    self.init(
      .broken, "the engine could not \(operation): \(Redaction.redact(first).shownOnOneLine)",
      remedy: "check the file, the disk and the memory", file: source)
  }

  /// The sentence for what the engine says of a CSV row.
  ///
  /// Its words end with the options of the reading, which name quotes too: what is not about quotes
  /// is told apart first.
  init(csvMessage message: String, file: String, line: Int?) {
    let (problem, remedy): (String, String) =
      if message.contains("unicode") || message.contains("utf-8") {
        (
          Self.notUTF8,
          "convert the file, for example with: iconv -f WINDOWS-1252 -t UTF-8"
        )
      } else if message.contains("Maximum line size") {
        ("the record is longer than 8 MiB", "split it, or store the data as Parquet")
      } else if message.contains("quote") {
        (
          "a quoted value does not end, text follows its closing quote, or it is longer than 8 MiB",
          "write a quote inside a quoted value as two, or store the data as Parquet"
        )
      } else if message.contains("does not support a full read") {
        (
          "a record is longer than 8 MiB, or a quoted value does not end",
          "split the record, or store the data as Parquet"
        )
      } else if message.contains("Expected Number of Columns") {
        ("the row has not as many values as the header", "correct the row")
      } else if message.contains("Could not convert") || message.contains("Conversion") {
        ("a value changed its type while the file was read", "read it when its writer has finished")
      } else {
        (
          "the CSV text cannot be read",
          "check the quotes and the line ends, or store the data as Parquet"
        )
      }
    self.init(.unreadable, problem, remedy: remedy, file: file, line: line)
  }

  static let notUTF8 = "the text is not valid UTF-8"
  /// The driver's words for it.
  static let notUTF8Words = "invalid UTF"

  /// The sentence for words of the driver; nil when they are not known.
  init?(known words: String, file: String, line: Int) {
    guard let (_, kind, problem, remedy) = Self.known.first(where: { $0.0 == words }) else {
      return nil
    }
    self.init(kind, problem, remedy: remedy, file: file, line: line)
  }

  /// The driver's words, and the sentence that a person can act on.
  private static let known: [(String, Kind, String, String)] = [
    (
      "requires the extension", .usage, "it needs a part of the engine that is not installed",
      "name local files: Assay opens no connection by itself"
    ),
    (
      "Missing Extension", .usage, "it needs a part of the engine that is not installed",
      "name local files: Assay opens no connection by itself"
    ),
    (
      "Extension Autoloading", .usage, "it needs a part of the engine that is not installed",
      "name local files: Assay opens no connection by itself"
    ),
    (
      "Malformed JSON", .unreadable, "the JSON is malformed",
      "correct the line, or write one whole object a line"
    ),
    (
      "non-record JSON", .unreadable, "the JSON holds values that are no objects",
      "write one object a line: its keys are the columns"
    ),
    (
      "has duplicate key", .unreadable, "an object of the JSON has one key twice",
      "write each key once"
    ),
    (
      "JSON transform error", .unreadable, "the JSON does not have one shape",
      "write one object a line with the same keys"
    ),
    (
      "maximum_object_size", .unreadable, "an object of the JSON is larger than 16 MiB",
      "split it, or store the data as Parquet"
    ),
    (
      notUTF8Words, .unreadable, notUTF8, "convert the file to UTF-8"
    ),
    (
      "Invalid unicode", .unreadable, notUTF8, "convert the file to UTF-8"
    ),
    (
      "No magic bytes", .unreadable, "the Parquet file is cut off or damaged",
      "copy or write it again"
    ),
    (
      "Failed to read file", .unreadable, "the file is damaged", "copy or write it again"
    ),
    ("Decompression", .unreadable, "the compressed data is damaged", "copy or write it again"),
    ("ZSTD", .unreadable, "the compressed data is damaged", "copy or write it again"),
    ("Failed to decode gzip", .unreadable, "the compressed data is damaged", "write it again"),
    ("inflate", .unreadable, "the compressed data is damaged", "copy or write it again"),
    ("TProtocolException", .unreadable, "the Parquet file is damaged", "copy or write it again"),
    ("parquet", .unreadable, "the Parquet file is damaged", "copy or write it again"),
    (
      "No files found", .unreadable, "a file that it names is not there",
      "check the spelling and the folder"
    ),
    ("Permission denied", .unreadable, "the file may not be read", "give read permission to it"),
    (
      "maximum total string size", .unreadable,
      "2,048 rows in a row hold more than 2 GiB of text",
      "store long texts apart, or name the other columns with --columns"
    ),
    (
      "Out of Memory", .broken, "the engine ran out of its memory",
      "select fewer columns, or simplify the query"
    ),
    (
      "No space left", .broken, "the disk is full", "free space in the folder for temporary files"
    ),
  ]

  /// Beginnings of messages about a person's query.
  private static let statementFaults: [(String, String)] = [
    ("Parser Error", "the query is not SQL that the engine understands"),
    ("Catalog Error", "the query names something that does not exist"),
    ("Binder Error", "the query does not fit the data"),
    ("Conversion Error", "the query converts a value that does not fit"),
    ("Permission Error", "the query does what is switched off"),
  ]
}

extension String {
  /// The number that directly follows the first occurrence of `text`.
  func number(after text: String) -> Int? {
    guard let range = firstRange(of: text) else { return nil }
    return Int(self[range.upperBound...].prefix { $0.isASCII && $0.isNumber })
  }
}
