internal import ADBC
internal import ArgumentParser
internal import Engines

/// `assay bench-scan`: reads every batch and counts rows, the floor that benchmarks compare with.
struct ScanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench-scan", abstract: "Reads data and counts its rows, nothing else.",
    shouldDisplay: false)

  @Argument(help: "A file, pattern, directory or duckdb:SQL.")
  var data: String

  func run() throws {
    let open = try OpenData(data, engine: OpenData.standardEngine())
    let stream = try open.engine.scan(open.source)
    var rows = 0
    do throws(ADBCError) {
      while let batch = try stream.next() { rows += batch.rowCount }
    } catch {
      throw EngineError(error, reading: open.source)
    }
    Console.standard.print("\(rows)")
  }
}
