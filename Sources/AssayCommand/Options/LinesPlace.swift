internal import ArgumentParser

/// Where JSON lines go: a file `….jsonl`, or `-` for standard output.
struct LinesPlace: PathArgument {
  /// What stands for standard output, and as `DATA` for standard input.
  static let standard = "-"

  let path: String

  init?(argument: String) {
    guard argument == Self.standard || argument.lowercased().hasSuffix(".jsonl") else { return nil }
    path = argument
  }

  var isStandardOutput: Bool { path == Self.standard }

  /// What a path is called where people read it.
  static func words(_ path: String) -> String { path == standard ? "standard output" : path }
}

/// An argument that names a place to write to.
protocol PathArgument: ExpressibleByArgument, Sendable {
  var path: String { get }
}

extension OutputFile: PathArgument {}
extension OutputPlace: PathArgument {}

/// Where rows go: JSON lines as they come, or what takes all of a batch at once.
enum RowsPlace<Batch: PathArgument>: PathArgument {
  case batch(Batch)
  case lines(LinesPlace)
  case table(TableArgument)

  init?(argument: String) {
    if let table = TableArgument(argument: argument) {
      self = .table(table)
    } else if let batch = Batch(argument: argument) {
      self = .batch(batch)
    } else if let lines = LinesPlace(argument: argument) {
      self = .lines(lines)
    } else {
      return nil
    }
  }

  var path: String {
    switch self {
    case .batch(let batch): batch.path
    case .lines(let lines): lines.path
    case .table(let table): table.path
    }
  }

  /// The table of a database, where it is one.
  var table: TableArgument? {
    if case .table(let table) = self { table } else { nil }
  }

  /// What takes a batch, where it does.
  var batch: Batch? {
    if case .batch(let batch) = self { batch } else { nil }
  }

  /// The lines, where it is those.
  var lines: LinesPlace? {
    if case .lines(let lines) = self { lines } else { nil }
  }
}
