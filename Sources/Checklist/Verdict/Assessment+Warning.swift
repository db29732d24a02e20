extension Assessment {
  /// Something odd about an input or a decision: nothing doubtful is counted silently.
  package struct Warning: Sendable, Hashable {
    /// A stable name of the kind of warning, such as `ragged-rows`.
    package var code: String
    /// One sentence.
    package var message: String
    /// The file that it is about.
    package var file: String?
    /// The first line concerned, from 1.
    package var line: Int?
    /// The column's name.
    package var column: String?

    /// Makes a warning.
    package init(
      code: String, message: String, file: String? = nil, line: Int? = nil, column: String? = nil
    ) {
      self.code = code
      self.message = message
      self.file = file
      self.line = line
      self.column = column
    }

    /// `late.csv, line 7, column "fare": 3 rows have fewer values than the header`.
    package var sentence: String {
      let place = [file, line.map { "line \($0)" }, column.map { "column \"\($0)\"" }]
        .compactMap(\.self)
      return (place.isEmpty ? "" : place.joined(separator: ", ") + ": ") + message
    }
  }
}
