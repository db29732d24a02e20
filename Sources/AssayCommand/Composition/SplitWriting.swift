internal import ADBC
internal import Checklist
internal import Engines
internal import Foundation
internal import Measurements
internal import Monitoring
internal import Reports

/// One run of `assay split`: rows divided, files written, the manifest last.
struct SplitWriting {
  private static let manifestName = "manifest.json"

  private let open: OpenData
  private let run: SplitRun
  private let recipe: SplitRecipe
  private let folder: String
  private let files: [String]
  private let format: FileFormat

  init(_ command: SplitCommand) throws {
    let recipe = try SplitRecipe(
      method: command.method ?? .random, seed: command.seed ?? 1,
      fractions: command.fractions?.values ?? [], duplicates: command.duplicates ?? .together,
      entity: command.entity, stratify: command.stratify, timestamp: command.timestamp,
      gap: command.gap?.microseconds ?? 0, ignore: command.ignore?.names ?? [],
      target: command.target)
    let open = try OpenData(command.data ?? "", engine: OpenData.standardEngine())
    try open.require(recipe.columns)
    self.open = open
    self.recipe = recipe
    format = command.format ?? (open.description.isText ? .csv : .parquet)
    folder = command.out ?? ""
    files = recipe.parts.map { [ending = format.rawValue] in "\($0.name).\(ending)" }
    for file in files + [Self.manifestName] { try open.refuse(output: "\(folder)/\(file)") }
    run = try SplitRun(open.source, recipe, engine: open.engine, scan: open.run)
  }

  /// What is divided.
  var input: CommandTelling.Dataset {
    CommandTelling.Dataset(data: open.argument, columns: columns)
  }

  /// The sets that are written, and their manifest.
  var outputs: [CommandTelling.Dataset] {
    files.map { CommandTelling.Dataset(file: "\(folder)/\($0)", columns: columns) }
      + [CommandTelling.Dataset(file: "\(folder)/\(Self.manifestName)")]
  }

  private var columns: [CommandTelling.Column] {
    open.description.fields.map {
      CommandTelling.Column(name: $0.name, type: "\($0.type)")
    }
  }

  /// Writes the sets and tells what they are.
  func report(json: Bool) throws {
    let manifest = try written()
    Console.standard.warn(open.warnings)
    if json {
      try Console.standard.print(
        json: DocumentWithWarnings(body: manifest, warnings: open.warnings))
    } else {
      Console.standard.print(
        SplitTable(manifest, folder: folder).text(Console.standard.style))
    }
  }

  /// All files, or none; the manifest comes last, so that it never speaks of files that are not
  /// there.
  private func written() throws -> SplitManifest {
    var made: SplitManifest?
    let paths = (files + [Self.manifestName]).map { "\(folder)/\($0)" }
    try ReportWriter().place(paths) { partial in
      let hashes = try run.write(to: partial.dropLast(), format: format)
      let manifest = try manifest(hashes)
      if let last = partial.last { try ReportWriter().write(try manifest.text, to: last) }
      made = manifest
    }
    // `place` throws or has called its closure, which sets this; nothing from outside comes here.
    guard let made else { preconditionFailure("files were placed and none was made") }
    return made
  }

  private func manifest(_ hashes: [String]) throws -> SplitManifest {
    var fingerprints: [FileFingerprint] = []
    for file in open.description.files { fingerprints.append(try FileFingerprint(of: file)) }
    return SplitManifest(
      recipe, run.assignment,
      input: SplitManifest.Input(
        source: RelativeSource(open.source, argument: open.argument).seen(from: folder),
        rows: run.assignment.marks.count, columns: run.fieldCount,
        contentHash: FileFingerprint.combined(fingerprints), schemaHash: run.schemaHash,
        rowFingerprint: run.assignment.fingerprint),
      files: zip(files, hashes).map { (name: $0, contentHash: $1) },
      command: CommandWords.line(CommandLine.arguments.map(DataSource.open)),
      assayVersion: Version.current)
  }
}

/// One run of `assay split --verify`.
struct SplitComparison {
  private let path: String
  private let open: OpenData
  private let verification: SplitVerification

  /// - Parameter data: the input, when it is elsewhere than the manifest says.
  init(_ path: String, data: String?) throws {
    self.path = path
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw UsageError(
        "there is no manifest at \(path.shownOnOneLine): name what `assay split` wrote.")
    }
    guard let manifest = SplitManifest(bytes) else {
      throw UsageError(
        "\(path.shownOnOneLine) is no manifest that this version reads: `assay split` writes one.")
    }
    let folder = URL(filePath: path).deletingLastPathComponent().relativePath
    let open = try OpenData(
      data ?? RelativeSource.argument(manifest.input.source, below: folder),
      engine: OpenData.standardEngine())
    try open.require(try manifest.recipe.columns)
    self.open = open
    verification = try SplitVerification(
      manifest, folder: folder, description: open.description
    ) { recipe in
      try SplitRun(open.source, recipe, engine: open.engine, scan: open.run)
    }
  }

  /// Tells what differs; the answer is no when anything does.
  func report(json: Bool) throws {
    Console.standard.warn(open.warnings)
    if json {
      try Console.standard.print(
        json: DocumentWithWarnings(body: verification, warnings: open.warnings))
    } else {
      Console.standard.print(
        SplitVerificationTable(verification, manifest: path).text(Console.standard.style))
    }
    guard verification.ok else { throw Outcome.no }
  }
}
