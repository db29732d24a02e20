internal import Engines
internal import Foundation
internal import Measurements
internal import Monitoring

/// Tells OpenLineage of a command's run, where that is wanted.
///
/// A collector that does not answer changes nothing of the run: its events wait in a file, and a
/// warning says so.
struct CommandLineage {
  private let sink: OpenLineageSink?
  private let telling: CommandTelling

  /// Prepares to tell.
  ///
  /// - Parameters:
  ///   - options: where to.
  ///   - job: what is done again and again.
  ///   - folder: where events wait that cannot be brought.
  init(_ options: LineageOptions, job: String, folder: String) {
    sink = OpenLineageSink(
      options.openlineage, store: (folder.isEmpty ? "." : folder) + "/assay-\(job)")
    telling = CommandTelling(
      namespace: ProcessInfo.processInfo.environment["OPENLINEAGE_NAMESPACE"] ?? "assay",
      version: Version.current, job: job, runID: UUID().uuidString.lowercased())
  }

  /// Runs a command between its events.
  ///
  /// - Parameters:
  ///   - inputs: what it reads, as far as that is known beforehand.
  ///   - body: the command, and what it read and wrote.
  func run<Answer>(
    _ inputs: [CommandTelling.Dataset],
    _ body: () throws -> (
      answer: Answer, inputs: [CommandTelling.Dataset], outputs: [CommandTelling.Dataset]
    )
  ) async throws -> Answer {
    guard let sink else { return try body().answer }
    _ = try await sink.send([telling.started(inputs, at: Moment(Date.now))])
    do {
      let done = try body()
      warn(
        try await sink.send([
          telling.completed(done.inputs, outputs: done.outputs, at: Moment(Date.now))
        ]))
      return done.answer
    } catch {
      warn(
        try await sink.send([
          telling.failed(inputs, because: Outcome.sentence(of: error), at: Moment(Date.now))
        ]))
      throw error
    }
  }

  private func warn(_ undelivered: String?) {
    guard let undelivered else { return }
    Console.standard.warn([WarningDocument(code: "openlineage-undelivered", message: undelivered)])
  }
}

extension CommandTelling.Dataset {
  /// A `DATA`: the path of one file, or what was typed without what is secret in it.
  init(data argument: String, columns: [CommandTelling.Column] = []) {
    do throws(EngineError) {
      guard case .path(let path) = try DataSource(argument: argument) else {
        self.init(name: DataSource.open(argument), isFile: false, columns: columns)
        return
      }
      self.init(file: path, columns: columns)
    } catch {
      self.init(name: DataSource.open(argument), isFile: false, columns: columns)
    }
  }

  /// A file.
  init(file path: String, columns: [CommandTelling.Column] = []) {
    self.init(
      name: URL(filePath: path).standardizedFileURL.path, isFile: true, columns: columns)
  }
}

extension DatasetProfile {
  /// Its columns as events tell them.
  var told: [CommandTelling.Column] {
    columns.map { CommandTelling.Column(name: $0.name, type: $0.type.rawValue) }
  }
}
