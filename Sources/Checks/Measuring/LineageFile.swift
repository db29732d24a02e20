internal import Engines
internal import Foundation

/// Reads what OpenLineage events say on how a data set came about.
package enum LineageFile {
  /// Bytes that such a file may have at most.
  private static let mostBytes = 64 << 20

  /// The origin of a data set, by the newest event that made it.
  ///
  /// The file holds one event a line, or a list of events. An event makes the data set when one of
  /// its outputs has the name of the source, or of its file; a file whose events have a single
  /// output in all is about that one.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - source: the `DATA` argument of the set.
  /// - Throws: ``LineageError``.
  package static func origin(_ path: String, of source: String) throws(LineageError)
    -> LineageOrigin
  {
    let bytes: Data
    do throws(PlainFileProblem) {
      bytes = try PlainFile.bytes(path, atMost: mostBytes)
    } catch {
      throw LineageError(file: path, problem: error.words)
    }
    let events = try events(bytes, path)
    let made = events.flatMap { event in (event.outputs ?? []).map { (event, $0) } }
    var ours = made.filter { names($0.1.name, source) }
    if ours.isEmpty, Set(made.map { "\($0.1.namespace)\u{0}\($0.1.name)" }).count == 1 {
      ours = made
    }
    guard let (event, output) = ours.max(by: { ($0.0.eventTime ?? "") < ($1.0.eventTime ?? "") })
    else {
      throw LineageError(
        file: path, problem: "none of its \(made.count) outputs is \(source)")
    }
    return LineageOrigin(
      job: event.job.map { "\($0.namespace).\($0.name)" }, time: event.eventTime,
      hasFailed: event.eventType == "FAIL" || event.eventType == "ABORT",
      inputs: (event.inputs ?? []).map(\.name),
      columns: output.facets?.schema?.fields.map { $0.map(\.name) },
      rows: output.outputFacets?.outputStatistics?.rowCount)
  }

  private static func events(_ bytes: Data, _ path: String) throws(LineageError) -> [Event] {
    let decoder = JSONDecoder()
    if let list = try? decoder.decode([Event].self, from: bytes) { return list }
    if let single = try? decoder.decode(Event.self, from: bytes) { return [single] }
    var events: [Event] = []
    for (number, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      do {
        events.append(try decoder.decode(Event.self, from: Data(line)))
      } catch {
        throw LineageError(
          file: path, problem: "line \(number + 1) is no event of OpenLineage")
      }
    }
    return events
  }

  /// Whether a data set's name is that of a source: all of it, or its last part.
  private static func names(_ name: String, _ source: String) -> Bool {
    func last(_ path: String) -> Substring? { path.split(separator: "/").last }
    return name == source || last(name) == last(source)
  }

  private struct Event: Decodable {
    let eventTime: String?
    let eventType: String?
    let job: Job?
    let inputs: [Dataset]?
    let outputs: [Dataset]?
  }

  private struct Job: Decodable {
    let namespace: String
    let name: String
  }

  private struct Dataset: Decodable {
    let namespace: String
    let name: String
    let facets: Facets?
    let outputFacets: OutputFacets?
  }

  private struct Facets: Decodable {
    let schema: Schema?
  }

  private struct Schema: Decodable {
    let fields: [Field]?
  }

  private struct Field: Decodable {
    let name: String
  }

  private struct OutputFacets: Decodable {
    let outputStatistics: Statistics?
  }

  private struct Statistics: Decodable {
    let rowCount: Int?
  }
}

/// How a data set came about, as an event says.
package struct LineageOrigin: Sendable, Hashable {
  /// `namespace.name` of the job.
  package let job: String?
  /// When.
  package let time: String?
  /// Whether the run failed.
  package let hasFailed: Bool
  /// The data sets that it was made from.
  package let inputs: [String]
  /// The columns; nil where the event does not say.
  package let columns: [String]?
  /// The rows; nil where the event does not say.
  package let rows: Int?
}

/// Why the origin of a data set is not known from a file.
package struct LineageError: Error, Sendable, Hashable, CustomStringConvertible {
  package let file: String
  package let problem: String

  package var description: String { "lineage file \(file): \(problem)" }
}
