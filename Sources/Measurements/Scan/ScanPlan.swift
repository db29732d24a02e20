package import ADBC

/// Everything that is to be measured on one data set, so that it is read once.
///
/// ```swift
/// var plan = ScanPlan()
/// let profile = plan.add(ProfileFold())
/// let scores = plan.add(scoreTable)
/// let results = try plan.run(stream)
/// results[profile].rows
/// ```
package struct ScanPlan: Sendable {
  private(set) var folds: [any Fold] = []

  /// A plan that measures nothing but the rows.
  package init() {}

  /// A plan of some measurements of another.
  init(_ folds: [any Fold]) { self.folds = folds }

  /// Adds a measurement; the ticket fetches its result.
  package mutating func add<Measured: Fold>(_ fold: Measured) -> ScanTicket<Measured.Result> {
    folds.append(fold)
    return ScanTicket(index: folds.count - 1)
  }

  /// The columns that any measurement reads, nil for all: what a query has to select.
  package var columns: Set<String>? {
    var union: Set<String> = []
    for fold in folds {
      guard let columns = fold.columns else { return nil }
      union.formUnion(columns)
    }
    return union
  }

  /// Reads all batches once and measures them.
  ///
  /// This thread pulls while others count, so that neither waits for the other. Results do not
  /// depend on the number of workers: work is cut by columns, and every part sees all batches in
  /// their order.
  ///
  /// - Parameters:
  ///   - workers: counting threads. The default is half of the cores, 1 to 8: the scan itself keeps
  ///     the other half busy.
  ///   - progress: called on this thread with the rows pulled so far.
  /// - Throws: ``ADBCError``; `.cancelled` when the task was cancelled.
  package func run(
    _ stream: any BatchStream, workers: Int = ScanPlan.defaultWorkers,
    progress: ((Int) -> Void)? = nil
  ) throws(ADBCError) -> ScanResults {
    let fields = stream.fields
    let first = try stream.next()
    var started = folds
    for index in started.indices { started[index].start(fields, first: first) }
    let shards = started.map { $0.erasedShards(max(workers, 1)) }
    let crew = ScanCrew(shards: shards, workers: max(workers, 1))
    crew.begin()
    var rows = 0
    do throws(ADBCError) {
      var next = first
      while let batch = next {
        crew.put(batch, firstRow: rows)
        rows += batch.rowCount
        progress?(rows)
        if Task.isCancelled {
          stream.cancellation?.cancel()
          throw .cancelled
        }
        next = try stream.next()
      }
    } catch {
      crew.abandon()
      throw error
    }
    return ScanResults(fields: fields, rows: rows, values: crew.finish())
  }

  /// Half of the processors, 1 to 8.
  package static let defaultWorkers = max(1, min(8, ProcessorCount.online / 2))
}

/// Fetches one measurement from a scan's results.
package struct ScanTicket<Result: Sendable>: Sendable, Hashable {
  fileprivate let index: Int
}

/// What a scan measured.
package struct ScanResults: Sendable {
  /// Names and types of the columns that were read.
  package let fields: [ArrowField]
  /// Rows read.
  package let rows: Int
  let values: [any Sendable]

  init(fields: [ArrowField], rows: Int, values: [any Sendable]) {
    self.fields = fields
    self.rows = rows
    self.values = values
  }

  /// The result of the measurement that the ticket was given for, by the plan that was run.
  package subscript<Result: Sendable>(_ ticket: ScanTicket<Result>) -> Result {
    guard ticket.index < values.count, let value = values[ticket.index] as? Result else {
      preconditionFailure("ticket \(ticket.index) belongs to another plan")
    }
    return value
  }
}

extension Fold {
  func erasedShards(_ count: Int) -> [any Fold] { shards(count) }

  mutating func joinErased(_ shard: any Fold) {
    guard let shard = shard as? Self else {
      preconditionFailure("a shard of \(type(of: shard)) came back to \(Self.self)")
    }
    join(shard)
  }

  mutating func erasedResult() -> any Sendable { finish() }
}
