internal import Engines
internal import Foundation
package import Learners

/// Reads what `assay bench --json` wrote.
package enum BenchFile {
  /// Bytes that such a file may have at most.
  private static let mostBytes = 64 << 20

  /// The report in a file.
  ///
  /// - Throws: ``BenchFileError`` when it is absent, or something else.
  package static func read(_ path: String) throws(BenchFileError) -> BenchReport {
    let bytes: Data
    do throws(PlainFileProblem) {
      bytes = try PlainFile.bytes(path, atMost: mostBytes)
    } catch {
      throw BenchFileError(file: path, problem: error.words)
    }
    do {
      let report = try JSONDecoder().decode(BenchReport.self, from: bytes)
      guard !report.runs.isEmpty else {
        throw BenchFileError(file: path, problem: "it holds no measurement")
      }
      return report
    } catch let error as BenchFileError {
      throw error
    } catch {
      throw BenchFileError(file: path, problem: "it is no document of assay bench")
    }
  }
}

/// A file of measurements that cannot be used.
package struct BenchFileError: Error, Sendable, Hashable, CustomStringConvertible {
  package let file: String
  package let problem: String

  package var description: String {
    "\(file): \(problem); write it with `assay bench … --json > \(file)`."
  }
}
