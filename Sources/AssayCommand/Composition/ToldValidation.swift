internal import Contracts
internal import Foundation
internal import Monitoring

/// What lineage is told of a validation: that it began, and how it ended.
struct ToldValidation {
  private let telling: OpenLineageTelling
  private let sink: OpenLineageSink
  private let upstream: [String]

  /// Nil when nobody is told.
  init?(_ command: ValidateCommand, _ contract: Contract, _ run: ValidationReport.Run) {
    let lineage = command.lineage
    // Events that wait are kept where `assay observe` keeps its own: the next run of either sends
    // them.
    guard let sink = OpenLineageSink(lineage.openlineage, store: ObservationStoreArguments.standard)
    else { return nil }
    self.sink = sink
    telling = lineage.telling(.validate, of: contract, stage: command.stage, runID: run.id)
    upstream = lineage.upstream(of: command.stage, contract)
  }

  /// The validation began.
  ///
  /// - Throws: what makes events impossible to write, before any data are read.
  func started() async throws {
    _ = try await sink.send([telling.started(at: Moment(Date.now))])
  }

  /// It ended without an answer; the error itself is what the person is told.
  func failed(because error: any Error) async {
    let event = telling.failed(at: Moment(Date.now), because: Outcome.sentence(of: error))
    do {
      _ = try await sink.send([event])
    } catch {
      Console.standard.warn([Self.warning(Outcome.sentence(of: error))])
    }
  }

  /// It ended with an answer, which stands whether events can be brought or not.
  ///
  /// - Returns: why some could not.
  func completed(_ data: ToldData) async -> [WarningDocument] {
    let ended = Moment(Date.now)
    let events =
      [telling.completed(data, at: ended)]
      + [telling.lineage(from: upstream, columns: data.columns, at: ended)].compactMap(\.self)
    do {
      return try await sink.send(events).map { [Self.warning($0)] } ?? []
    } catch {
      return [Self.warning(Outcome.sentence(of: error))]
    }
  }

  private static func warning(_ message: String) -> WarningDocument {
    WarningDocument(code: "openlineage-undelivered", message: message)
  }
}
