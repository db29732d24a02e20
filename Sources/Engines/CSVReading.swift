/// How one CSV file is read: layout, options and typed columns, decided from the whole file.
///
/// The engine's options are fixed and never drop a row: no detection, every value first as text;
/// an empty field, quoted or not, is missing; invalid UTF-8 and broken quotes are refused with
/// their line; rows that are too short are padded and rows that are too long are cut, both with a
/// warning. A record may have 8 MiB.
struct CSVReading: Sendable {
  let file: DataFile
  let layout: CSVLayout
  private(set) var columns: [CSVColumn]
  private(set) var rowCount = 0
  private(set) var warnings: [InputWarning]
  /// Values beyond the header's in the longest row.
  private var surplus = 0
  private var isRagged = false
  /// How the engine is told to take line ends.
  private var lineEnds = LineEnds.guessed
  /// The file's records, counted apart from the engine; nil when it is compressed.
  private let records: CSVRecords?

  /// What the engine is told of line ends.
  private enum LineEnds: Sendable, Hashable {
    /// Nothing: it takes the first break of the file, even one inside quotes, for a record's end.
    case guessed
    case uniform(CSVRecords.End)
    /// LF and CR LF, whichever comes; with an end, that one begins the body.
    case mixed(CSVRecords.End?)
  }

  /// Rows of the beginning that decide which forms are counted in the whole file.
  private static let sampledRows = 2_000
  /// Files up to this size are counted in all forms at once.
  private static let smallFile = 4 << 20
  /// Ragged rows whose lines are kept; more are counted as "at least".
  private static let keptRejects = 1_000
  /// Columns whose forms are counted side by side: the planning of more takes longer than counting.
  private static let columnsAtOnce = 100

  /// Decides how a file is read.
  ///
  /// - Parameter types: what the columns of these names shall be.
  init(
    _ file: DataFile, types: [String: StatedType], session: DuckDBSession
  ) throws(EngineError) {
    self.file = file
    let isWhole = file.compression == .none && file.head.count == file.byteCount
    let head: String =
      if file.compression == .none {
        String(decoding: file.head, as: UTF8.self)
      } else {
        try session.firstLines(of: file)
      }
    layout = try CSVLayout(head: head, isWhole: isWhole, file: file.path)
    warnings = layout.warnings
    columns = layout.names.enumerated().map {
      CSVColumn(name: $1, alias: "c\($0)", stated: types[$1])
    }
    records = try TextBytes.records(file, delimiter: layout.delimiter)
    // Behind a quote that does not end everything is one record: that is for the engine to tell.
    if let records, let line = records.overlong, !records.isInQuotes {
      throw EngineError(csvMessage: "Maximum line size", file: file.path, line: line)
    }
    if records?.holdsNUL == true {
      warnings.append(
        InputWarning(.nulBytes, "the text holds NUL bytes; they were kept", file: file.path))
    }
    try settleShape(session)
    try count(session)
    try locateDoubts(session)
    try checkEnd(session)
    if rowCount == 0 {
      warnings.append(InputWarning(.noRows, "the file has a header and no rows", file: file.path))
    }
  }

  /// The table function with its options, all values as text.
  func relation(storingRejects: Bool = false) -> String {
    var types = columns.map { "'\($0.alias)': 'varchar'" }
    for extra in 0..<surplus { types.append("'x\(extra)': 'varchar'") }
    var options = [
      "columns = {\(types.joined(separator: ", "))}", "auto_detect = false", "header = true",
      "skip = \(layout.skippedLines)", "delim = \(SQLText.literal(String(layout.delimiter)))",
      "quote = '\"'", "escape = '\"'", "nullstr = ''", "allow_quoted_nulls = true",
      "max_line_size = \(CSVRecords.longest)", "buffer_size = 16777216",
      "compression = '\(file.compression.rawValue)'",
    ]
    if isRagged { options += ["null_padding = true", "parallel = false"] }
    switch lineEnds {
    case .guessed, .mixed(nil): break
    case .uniform(let end), .mixed(let end?): options.append("new_line = '\(end.option)'")
    }
    if case .mixed = lineEnds { options.append("strict_mode = false") }
    if storingRejects {
      options += ["store_rejects = true", "rejects_limit = \(Self.keptRejects)"]
    }
    return "read_csv(\(SQLText.path(file.path)), \(options.joined(separator: ", ")))"
  }

  /// Reads the whole file once as text under each way to take its line ends, until one yields all
  /// records.
  private mutating func settleShape(_ session: DuckDBSession) throws(EngineError) {
    let warned = warnings
    var refusal: EngineError?
    for way in try waysToEndLines() {
      lineEnds = way
      warnings = warned
      (surplus, isRagged) = (0, false)
      do throws(EngineError) {
        guard try settleRows(session) else { continue }
        guard let lost = lostRecords else {
          warnMixedEnds()
          return
        }
        refusal = refusal ?? lost
      } catch {
        // Only where ends are mixed may an error of one way be none of another.
        guard case .mixed = way, error.kind == .unreadable else { throw error }
        refusal = refusal ?? error
      }
    }
    throw refusal ?? Self.lost(file, "none", of: "the records")
  }

  /// The ways to try, the surest first.
  private func waysToEndLines() throws(EngineError) -> [LineEnds] {
    guard let records else {
      return [
        .guessed, .mixed(nil), .uniform(.lineFeed), .uniform(.carriageReturnLineFeed),
      ]
    }
    let ends = records.ends
    guard ends.count > 1 else {
      return ends.first.map { [.uniform($0), .guessed] } ?? [.guessed]
    }
    guard !ends.contains(.carriageReturn) else {
      throw EngineError(
        .unreadable, "some lines end with CR alone and some with LF",
        remedy: "make all line ends one, for example with: tr '\\r' '\\n'", file: file.path)
    }
    guard !records.isInQuotes else {
      throw EngineError(csvMessage: "quote", file: file.path, line: nil)
    }
    return [.mixed(nil)] + ends.map { .mixed($0) }
  }

  private mutating func warnMixedEnds() {
    guard case .mixed = lineEnds else { return }
    warnings.append(
      InputWarning(
        .mixedLineEnds, "some lines end with CR LF and some with LF; both were taken as ends",
        file: file.path))
  }

  /// Why the rows that were read cannot be all of the file; nil when they are.
  private var lostRecords: EngineError? {
    guard let records else {
      return rowCount == 0 && layout.hasBody
        ? Self.lost(file, "no row", of: "the records below the header") : nil
    }
    // A blank record is a row where there is one column, and where short rows are filled up.
    let most = records.count - 1 - layout.skippedLines
    let least = records.count - 1 - records.blank
    let bound = columns.count == 1 || isRagged ? most : least
    return (least...max(least, bound)).contains(rowCount)
      ? nil : Self.lost(file, "\(rowCount) row(s)", of: "the \(least) below the header")
  }

  private static func lost(_ file: DataFile, _ read: String, of all: String) -> EngineError {
    EngineError(
      .unreadable, "the engine reads \(read) of \(all)",
      remedy: "check the quotes and the line ends, or store the data as Parquet", file: file.path)
  }

  /// Reads the whole file once as text, learns about every row that does not fit, and settles on
  /// the options under which all rows are read.
  ///
  /// - Returns: false when the engine cannot tell where lines end.
  private mutating func settleRows(_ session: DuckDBSession) throws(EngineError) -> Bool {
    do throws(ADBCFailure) {
      rowCount = try session.count(relation(storingRejects: true))
    } catch  where error.says("invalid state") {
      return false
    } catch {
      throw EngineError(error.cause, reading: file.path)
    }
    let rejects = try session.rejects(file: file.path)
    var short: Set<Int> = []
    var long: Set<Int> = []
    for reject in rejects {
      switch reject.kind {
      case "MISSING COLUMNS": short.insert(reject.line)
      case "TOO MANY COLUMNS":
        long.insert(reject.line)
        surplus = max(surplus, reject.found - columns.count)
      default: throw EngineError(csvMessage: reject.message, file: file.path, line: reject.line)
      }
    }
    guard !rejects.isEmpty else { return true }
    isRagged = true
    let bound = rejects.count >= Self.keptRejects ? "at least " : ""
    if let first = short.min() {
      warnings.append(
        InputWarning(
          .raggedRows,
          "\(bound)\(short.count) row(s) have fewer values than the header's \(columns.count); "
            + "the absent ones were read as missing", file: file.path, line: first))
    }
    if let first = long.min() {
      warnings.append(
        InputWarning(
          .surplusValues,
          "\(bound)\(long.count) row(s) have more values than the header's \(columns.count); "
            + "the surplus was left out: values that hold the delimiter need quotes",
          file: file.path, line: first))
    }
    try settleWidth(session)
    return true
  }

  /// Widens the relation until the longest row fits: rejected rows beyond the kept ones may be
  /// longer than those that were seen.
  private mutating func settleWidth(_ session: DuckDBSession) throws(EngineError) {
    while true {
      do throws(ADBCFailure) {
        rowCount = try session.count(relation())
        return
      } catch {
        guard let found = CSVReject.found(in: error.message), found > columns.count + surplus
        else { throw EngineError(error.cause, reading: file.path) }
        surplus = max(found, columns.count + 2 * surplus) - columns.count
      }
    }
  }

  /// Counts the forms of every column: all forms in a small file; otherwise those that a sample
  /// leaves in question.
  private mutating func count(_ session: DuckDBSession) throws(EngineError) {
    let counted: [CSVTally]
    if columns.count > Self.columnsAtOnce {
      counted = try talliesBelowEachOther(session)
    } else {
      var forms = columns.map(\.forms)
      if file.compression != .none || file.byteCount > Self.smallFile {
        let sample = "(select * from \(relation()) limit \(Self.sampledRows))"
        forms = zip(columns, try tallies(forms, in: sample, session)).map {
          $0.stated == .text ? $0.forms : $1.formsToVerify
        }
      }
      var first = try tallies(forms, in: relation(), session)
      let open = first.indices.filter { first[$0].needsMissing }
      if !open.isEmpty {
        let second = try tallies(
          columns.indices.map { open.contains($0) ? [.missing] : [] }, in: relation(), session)
        for index in open { first[index].counts[.missing] = second[index][.missing] }
      }
      counted = first
    }
    for (index, tally) in zip(columns.indices, counted) { columns[index].tally = tally }
  }

  private func tallies(
    _ forms: [[CSVTally.Form]], in relation: String, _ session: DuckDBSession
  ) throws(EngineError) -> [CSVTally] {
    // `count(case …)`, not `count(*) filter (…)`: the engine reorders filters, which takes time
    // that grows with the square of their number.
    let sums = zip(columns, forms).flatMap { column, forms in
      forms.map {
        $0 == .present
          ? "count(\(column.alias))"
          : "count(case when \(CSVTally.condition($0, column.alias)) then 1 end)"
      }
    }
    let row = try session.integers(
      "select \(sums.joined(separator: ", ")) from \(relation)", reading: file.path)
    var values = row.makeIterator()
    return forms.map { forms in
      var tally = CSVTally()
      for form in forms { tally.counts[form] = values.next() ?? 0 }
      return tally
    }
  }

  /// The same for wide files: the values of all columns below each other, with their column's
  /// number, so that the statement does not grow with the columns.
  private func talliesBelowEachOther(_ session: DuckDBSession) throws(EngineError) -> [CSVTally] {
    let forms = CSVTally.Form.allCases
    let sums = forms.map { "count(case when \(CSVTally.condition($0, "v")) then 1 end)" }
    let list = columns.map(\.alias).joined(separator: ", ")
    let rows = try session.rows(
      "select i, \(sums.joined(separator: ", ")) from (select unnest([\(list)]) as v, "
        + "unnest(range(\(columns.count))) as i from \(relation())) group by i",
      reading: file.path)
    var tallies = columns.map { _ in CSVTally() }
    for row in rows {
      guard let index = row.first?.flatMap({ Int($0) }), tallies.indices.contains(index)
      else { continue }
      for (form, count) in zip(forms, row.dropFirst()) {
        tallies[index].counts[form] = count.flatMap { Int($0) } ?? 0
      }
    }
    return tallies
  }

  /// Finds the first doubtful value of every column that has one, in one more pass.
  private mutating func locateDoubts(_ session: DuckDBSession) throws(EngineError) {
    let doubts = columns.compactMap(CSVDoubt.init)
    for start in stride(from: 0, to: doubts.count, by: Self.columnsAtOnce) {
      let some = Array(doubts[start..<min(start + Self.columnsAtOnce, doubts.count)])
      let firsts = some.flatMap { doubt in
        let place = "case when \(doubt.condition) then r end"
        return ["min(\(place))", "arg_min(\(doubt.column.alias), \(place))"]
      }
      let sql =
        "select \(firsts.joined(separator: ", ")) from "
        + "(select row_number() over () as r, * from \(relation()))"
      let row = try session.texts(sql, reading: file.path)
      for (index, doubt) in some.enumerated() where row.count >= 2 * index + 2 {
        let line = row[2 * index].flatMap { Int($0) }.map { $0 + layout.skippedLines + 1 }
        warnings.append(doubt.warning(token: row[2 * index + 1] ?? "", file: file.path, line: line))
      }
    }
  }

  /// Compares what a compressed file says of its own length with what was read.
  ///
  /// The engine reads a cut-off stream up to the cut without a word. The last four bytes of a whole
  /// gzip file are its length modulo 2³²; those of a cut one are noise. Zstandard states each
  /// block's.
  private mutating func checkEnd(_ session: DuckDBSession) throws(EngineError) {
    if file.compression == .zstd, try !TextBytes.isWholeZstandard(file) {
      warnings.append(
        InputWarning(
          .truncatedFile,
          "the compressed file does not end as a whole one does: it seems cut off after "
            + "\(rowCount) rows", file: file.path))
    }
    guard file.compression == .gzip else { return }
    let stated = try TextBytes.lastLittleEndianWord(file)
    let (lines, bytes) = try session.lineLengths(of: file)
    let whole = UInt64(bytes + lines)
    // Line ends are one or two bytes and the last may be absent: only more than that is a cut.
    let slack = UInt64(lines) + 4
    let difference = (UInt64(stated) &- whole) & 0xFFFF_FFFF
    let distance = min(difference, (1 << 32) - difference)
    if distance > slack {
      warnings.append(
        InputWarning(
          .truncatedFile,
          "the compressed file does not end as a whole one does: it seems cut off after "
            + "\(rowCount) rows, or joined from several", file: file.path, line: lines))
    }
  }
}
