internal import Checklist
internal import Foundation
internal import Monitoring
internal import Storage

/// Where OpenLineage events go: lines of a file, or a collector.
struct OpenLineageSink {
  private let target: String
  private let delivery: OpenLineageDelivery?

  /// Nil when no events are wanted.
  ///
  /// - Parameter store: the file of recorded runs; events that wait are kept beside it.
  init?(_ target: String?, store: String) {
    guard let target else { return nil }
    self.target = target
    delivery =
      Self.isAddress(target)
      ? OpenLineageDelivery(
        url: target, token: ProcessInfo.processInfo.environment["OPENLINEAGE_API_KEY"],
        spool: store + ".openlineage.jsonl") : nil
  }

  /// Whether events are sent there, not written.
  static func isAddress(_ target: String) -> Bool {
    target.hasPrefix("http://") || target.hasPrefix("https://")
  }

  /// Sends events in their order.
  ///
  /// - Returns: why some could not be brought; nil when all were.
  func send(_ events: [OpenLineageEvent]) async throws -> String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let lines = try events.map { try encoder.encode($0) }
    if let delivery { return try await delivery.send(lines) }
    try append(lines)
    return nil
  }

  /// Adds lines to the file in one write, so that two runs never mix theirs.
  private func append(_ lines: [Data]) throws {
    let url = URL(fileURLWithPath: target)
    try refuseOther(url)
    let descriptor = unsafe open(url.path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var bytes = Data()
    for line in lines { bytes += line + [UInt8(ascii: "\n")] }
    do {
      try handle.write(contentsOf: bytes)
      try handle.synchronize()
    } catch {
      throw failure
    }
  }

  /// Refuses a file that holds something else, such as the data: events would be added to it.
  private func refuseOther(_ url: URL) throws {
    guard let handle = FileHandle(forReadingAtPath: url.path) else { return }
    let start: Data
    do {
      start = try handle.read(upToCount: 1 << 16) ?? Data()
    } catch {
      throw failure
    }
    guard !start.isEmpty else { return }
    let line = start.prefix { $0 != UInt8(ascii: "\n") }
    guard !String(decoding: line, as: UTF8.self).contains("openlineage.io/spec/") else { return }
    throw UsageError("\(target.visible) holds no events: name another file with --openlineage.")
  }

  private var failure: StorageError {
    StorageError(
      .broken, file: target.visible, "the events could not be written",
      remedy: "check the folder, its rights and the free space")
  }
}
