package import Engines
internal import Foundation

/// Whether a manifest's division can be made again, bit for bit.
package struct SplitVerification: Sendable, Hashable, Encodable {
  /// The manifest.
  package let manifest: SplitManifest
  /// Whether everything is as the manifest says.
  package var ok: Bool { input.isSame && sets.allSatisfy(\.isSame) }
  /// The data that were divided.
  package let input: Finding
  /// Each set.
  package let sets: [Finding]

  /// How one of them stands.
  package struct Finding: Sendable, Hashable, Encodable {
    /// `input`, or the set's name.
    package let name: String
    /// The file or source.
    package let file: String
    /// Whether nothing differs.
    package var isSame: Bool { differences.isEmpty }
    /// What differs, one clause each.
    package let differences: [String]

    private enum Key: String, CodingKey { case name, file, ok, differences }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(name, forKey: .name)
      try container.encode(file, forKey: .file)
      try container.encode(isSame, forKey: .ok)
      try container.encode(differences, forKey: .differences)
    }
  }

  /// Divides the rows again and compares.
  ///
  /// - Parameters:
  ///   - folder: the manifest's folder.
  ///   - run: divides the source's rows by a recipe.
  /// - Throws: what `run` throws, ``EngineError``, ``SplitRefusal``.
  package init(
    _ manifest: SplitManifest, folder: String, description: SourceDescription,
    run: (SplitRecipe) throws -> SplitRun
  ) throws {
    self.manifest = manifest
    let again = try run(try manifest.recipe)
    input = try Self.input(manifest.input, description, again)
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "assay-split-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: scratch, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: scratch) }
    var findings: [Finding] = []
    let files = manifest.sets.map { scratch.appending(path: $0.file).path }
    let isCSV = manifest.sets.allSatisfy { $0.file.lowercased().hasSuffix(".csv") }
    let hashes = try again.write(to: files, format: isCSV ? .csv : .parquet)
    for (place, part) in manifest.sets.enumerated() {
      findings.append(
        Finding(
          name: part.name, file: part.file,
          differences: try Self.differences(
            part, again.assignment.sets[place], hash: hashes[place],
            path: folder.isEmpty ? part.file : "\(folder)/\(part.file)")))
    }
    sets = findings
  }

  private static func input(
    _ known: SplitManifest.Input, _ description: SourceDescription, _ again: SplitRun
  ) throws(EngineError) -> Finding {
    var files: [FileFingerprint] = []
    for file in description.files { files.append(try FileFingerprint(of: file)) }
    var differences: [String] = []
    if again.schemaHash != known.schemaHash {
      differences.append("its columns or their types differ")
    }
    if again.assignment.fingerprint != known.rowFingerprint {
      let rows = again.assignment.marks.count
      differences.append(
        rows == known.rows
          ? "\(rows) rows, and not the same ones" : "\(rows) rows where there were \(known.rows)")
    } else if FileFingerprint.combined(files) != known.contentHash {
      differences.append("the same rows in other bytes")
    }
    return Finding(name: "input", file: known.source, differences: differences)
  }

  private static func differences(
    _ known: SplitManifest.Part, _ again: SplitSet, hash: String, path: String
  ) throws(EngineError) -> [String] {
    var differences: [String] = []
    if again.rows != known.rows {
      differences.append("divided again, it gets \(again.rows) rows where it had \(known.rows)")
    } else if again.fingerprint != known.rowFingerprint {
      differences.append("divided again, it gets other rows")
    }
    guard FileManager.default.fileExists(atPath: path) else {
      return differences + ["its file is gone"]
    }
    let file = try FileFingerprint(of: path).sha256
    if file != known.contentHash {
      differences.append("its file was changed")
    } else if differences.isEmpty, hash != file {
      differences.append("written again, its file has other bytes")
    }
    return differences
  }

  private enum Key: String, CodingKey { case ok, input, sets }

  /// The document of `split --verify --json`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(ok, forKey: .ok)
    try container.encode(input, forKey: .input)
    try container.encode(sets, forKey: .sets)
  }
}
