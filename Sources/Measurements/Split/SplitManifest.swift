package import Foundation

/// What `manifest.json` keeps of a division: recipe, counts and fingerprints.
package struct SplitManifest: Sendable, Hashable, Codable {
  /// The version of this format.
  package let version: Int
  /// How rows were assigned.
  package let method: SplitRecipe.Method
  /// Where chance started.
  package let seed: UInt64
  /// What became of equal rows.
  package let duplicates: SplitRecipe.Duplicates
  package let entity: String?
  package let stratify: String?
  package let timestamp: String?
  /// The time left out between two sets, in seconds; nil without one.
  package let gapSeconds: Double?
  /// Columns that did not make rows different.
  package let ignore: [String]
  /// The column whose values are counted in each set.
  package let target: String?
  /// The data that were divided.
  package let input: Input
  /// The sets, in the order train, validation, test.
  package let sets: [Part]
  /// Rows in no set: those of the gaps.
  package let leftOut: Int
  /// The command that made it.
  package let command: String
  /// The version of the program that ran it.
  package let assayVersion: String

  /// The data that were divided.
  package struct Input: Sendable, Hashable, Codable {
    /// The `DATA` argument; a path is relative to the manifest's folder.
    package let source: String
    package let rows: Int
    package let columns: Int
    /// SHA-256 of the files' bytes; nil for a query.
    package let contentHash: String?
    /// SHA-256 of names and types.
    package let schemaHash: String
    /// The fingerprint of all rows, in any order.
    package let rowFingerprint: String

    /// Makes an entry.
    package init(
      source: String, rows: Int, columns: Int, contentHash: String?, schemaHash: String,
      rowFingerprint: String
    ) {
      self.source = source
      self.rows = rows
      self.columns = columns
      self.contentHash = contentHash
      self.schemaHash = schemaHash
      self.rowFingerprint = rowFingerprint
    }
  }

  /// A set.
  package struct Part: Sendable, Hashable, Codable {
    /// `train`, `validation`, `test`.
    package let name: String
    /// The share that was asked for.
    package let fraction: Double
    /// The file, beside the manifest.
    package let file: String
    package let rows: Int
    /// Of the rows that are in any set.
    package let share: Double
    package let entities: Int?
    package let times: SplitSet.Times?
    package let labels: [SplitSet.Label]
    /// SHA-256 of the file's bytes.
    package let contentHash: String
    /// The fingerprint of its rows, in any order.
    package let rowFingerprint: String
  }

  /// Makes a manifest of a division whose files were written.
  ///
  /// - Parameter files: the name and SHA-256 of each set's file, in the sets' order.
  package init(
    _ recipe: SplitRecipe, _ assignment: SplitAssignment, input: Input,
    files: [(name: String, contentHash: String)], command: String, assayVersion: String
  ) {
    version = 1
    method = recipe.method
    seed = recipe.seed
    duplicates = recipe.duplicates
    entity = recipe.entity
    stratify = recipe.stratify
    timestamp = recipe.timestamp
    gapSeconds = recipe.gap > 0 ? Double(recipe.gap) / 1_000_000 : nil
    ignore = recipe.ignore
    target = recipe.target
    self.input = input
    let placed = assignment.sets.reduce(0) { $0 + $1.rows }
    sets = zip(assignment.sets, files).map { set, file in
      Part(
        name: set.name, fraction: set.fraction, file: file.name, rows: set.rows,
        share: Double(set.rows) / Double(max(placed, 1)), entities: set.entities,
        times: set.times, labels: set.labels, contentHash: file.contentHash,
        rowFingerprint: set.fingerprint)
    }
    leftOut = assignment.leftOut
    self.command = command
    self.assayVersion = assayVersion
  }

  /// The recipe, so that the rows can be divided again.
  ///
  /// - Throws: ``SplitRefusal`` when the manifest was changed so that it tells none.
  package var recipe: SplitRecipe {
    get throws(SplitRefusal) {
      // A length of time that no 64 bits of microseconds hold is longer than any data.
      let gap = (gapSeconds ?? 0) * 1_000_000
      return try SplitRecipe(
        method: method, seed: seed, fractions: sets.map(\.fraction), duplicates: duplicates,
        entity: entity, stratify: stratify, timestamp: timestamp,
        gap: gap < 0 ? 0 : Int64(exactly: gap.rounded()) ?? .max, ignore: ignore, target: target)
    }
  }

  /// The bytes of a manifest's file: the same for equal manifests.
  package var text: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
  }

  /// Reads a manifest; nil when the bytes are none that this version understands.
  package init?(_ data: Data) {
    do {
      self = try JSONDecoder().decode(Self.self, from: data)
    } catch {
      return nil
    }
    // Files stand beside the manifest: a name that leads elsewhere is none that was written.
    guard version == 1, !sets.contains(where: { $0.file.contains("/") || $0.file == ".." }) else {
      return nil
    }
  }
}
