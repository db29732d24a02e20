internal import Contracts
internal import Engines
internal import Reports

/// Where the rows of a validation go: files and tables of databases, whole or not at all.
struct ValidationOutputs {
  /// A table and the session that writes it; two tables of one database have one.
  private struct Table {
    let target: TableTarget
    let writer: TableWriter
    let path: String
  }

  private let passedFile: OutputFile?
  private let heldFile: OutputFile?
  private let passedTable: Table?
  private let heldTable: Table?
  private let existing: ExistingTable?
  private let source: DataSource
  private let columns: [String]

  /// Opens the databases, so that what cannot be written is told before a row is read.
  init(_ command: ValidateCommand, of open: OpenData) throws {
    let engine = open.engine
    let existing = command.existing?.existing
    self.existing = existing
    source = open.source
    columns = open.names
    let isThere = command.counting.count == .there
    passedFile = command.passed?.batch
    heldFile = command.quarantine?.batch?.file
    heldTable = try command.quarantine?.table.map {
      let target = try $0.target()
      return Table(
        target: target, writer: try engine.writer(to: target, existing: existing),
        path: $0.path)
    }
    let held = heldTable
    passedTable = try command.passed?.table.map {
      let target = try $0.target(isWrittenThere: isThere)
      guard let held, held.target.address == target.address else {
        return Table(
          target: target, writer: try engine.writer(to: target, existing: existing),
          path: $0.path)
      }
      guard held.target != target else {
        throw UsageError("--passed and --quarantine name one table: give two.")
      }
      if existing == nil { try held.writer.refuseExisting(target) }
      return Table(target: target, writer: held.writer, path: $0.path)
    }
    for table in [heldTable, passedTable].compactMap(\.self)
    where table.target.isSame(as: open.source) {
      throw UsageError(
        "\(table.path.shownOnOneLine) is the table that is read, as far as "
          + "its name says: name another, or the schemas of both.")
    }
  }

  /// Writes the rows that are held, then those that go on, which others act upon.
  ///
  /// Tables are committed when all is written: the held rows before a file appears, those that go
  /// on after it.
  func write(_ validation: ContractValidation) throws -> DataValidation.Outputs {
    let report = validation.report
    let passedFile = validation.isBlocked ? nil : self.passedFile
    let passedTable = validation.isBlocked ? nil : self.passedTable
    let files = [heldFile, passedFile].compactMap(\.self)
    try ReportWriter().place(files.map(\.path)) { partial in
      var partial = partial.makeIterator()
      if let heldFile, let path = partial.next() {
        try Self.conserve(
          try validation.writeQuarantined(to: path, format: heldFile.format),
          report.quarantined, in: heldFile.path)
      }
      try write(validation.quarantined, to: heldTable, report.quarantined)
      if let passedFile, let path = partial.next() {
        try Self.conserve(
          try validation.writePassed(to: path, format: passedFile.format), report.passed,
          in: passedFile.path)
      }
      try writePassed(validation, to: passedTable, report.passed)
      try heldTable?.writer.commit()
    }
    try passedTable?.writer.commit()
    return DataValidation.Outputs(
      passed: passedFile?.path ?? passedTable?.path, quarantine: heldFile?.path ?? heldTable?.path)
  }

  private func write(_ query: String, to table: Table?, _ counted: Int) throws {
    guard let table else { return }
    try Self.conserve(
      try table.writer.write(query, to: table.target, existing: existing), counted,
      in: table.path)
  }

  /// Writes the rows that go on; those of a table of the same database never leave it.
  private func writePassed(
    _ validation: ContractValidation, to table: Table?, _ counted: Int
  ) throws {
    guard let table else { return }
    guard let query = validation.passedThere, case .table(let address, _) = source,
      address == table.target.address
    else { return try write(try validation.passed(), to: table, counted) }
    try Self.conserve(
      try table.writer.write(
        there: query, columns: columns, to: table.target, existing: existing), counted,
      in: table.path)
  }

  /// Every row that was counted is written, and no other.
  private static func conserve(_ written: Int, _ counted: Int, in path: String) throws {
    guard written != counted else { return }
    throw EngineError(
      .unreadable, "\(written) rows would be written where \(counted) were counted",
      remedy: "the data changed while they were read: validate a copy that nobody writes to",
      file: path)
  }
}
