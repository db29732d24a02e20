internal import Quarantine
internal import Reports

/// What `assay quarantine show` found.
struct QuarantineShowing: Encodable {
  let batch: Int
  /// Rows that fit, of which ``rows`` are the first.
  let count: Int
  let rows: [HeldRow]
  /// The file that was written.
  let out: String?
  let warnings: [WarningDocument]

  init(_ command: QuarantineShowCommand) throws {
    let store = try command.store.open(OpenData.standardEngine())
    let chosen = try store.batch(command.store.batch)
    let selection = command.rows.selection
    let shelf = command.discarded ? QuarantineStore.Shelf.discarded : .held
    batch = chosen.number
    (count, rows) = try store.show(selection, of: chosen, on: shelf, limit: command.limit)
    if let out = command.out {
      try store.refuse(output: out.path)
      try ReportWriter().place(out.path) { partial in
        _ = try store.export(selection, of: chosen, on: shelf, to: partial, format: out.format)
      }
    }
    out = command.out?.path
    warnings = store.warnings
  }
}
