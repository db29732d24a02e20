internal import Checklist
internal import Engines
internal import Foundation
internal import Measurements

/// What the feature step is made of, as one side describes it: a file of parameters, category maps
/// and `code:`, a list of files.
package struct TransformDescription: Sendable {
  /// The file, as it was named.
  package let file: String
  /// Every single value by its path: `scale.fare.mean`.
  package let parameters: [String: String]
  /// Hashes of the listed files by their names.
  package let code: [String: String]

  /// Bytes that a description may have at most.
  private static let mostBytes = 16 << 20

  /// Reads a description and hashes the files that it lists.
  ///
  /// - Parameter path: the file as seen from the working directory.
  /// - Throws: ``ProjectError`` for what cannot be read in it, `EngineError` for a file that
  ///   cannot.
  package init(_ path: String) throws {
    let root = try Self.root(path)
    file = path
    var parameters: [String: String] = [:]
    for entry in root.entries ?? [] where entry.key != "code" {
      Self.flatten(entry.value, at: entry.key, into: &parameters)
    }
    self.parameters = parameters
    var code: [String: String] = [:]
    let files = try Self.listed(root, path)
    let names = files.map { URL(filePath: $0.typed).lastPathComponent }
    for (file, name) in zip(files, names) {
      let isAlone = names.count { $0 == name } == 1
      code[isAlone ? name : file.typed] = try FileFingerprint(of: file.path).sha256
    }
    self.code = code
  }

  /// The files that a description lists, as seen from the working directory.
  ///
  /// - Throws: as ``init(_:)``.
  package static func codeFiles(_ path: String) throws -> [String] {
    try listed(root(path), path).map(\.path)
  }

  private static func root(_ path: String) throws -> PlacedValue {
    let bytes: Data
    do throws(PlainFileProblem) {
      bytes = try PlainFile.bytes(path)
    } catch {
      throw EngineError(
        .unreadable, "the description of the feature step cannot be read: \(error.words)",
        remedy: "check parity.transform", file: path)
    }
    guard bytes.count <= mostBytes else {
      throw EngineError(
        .unreadable, "the description of the feature step is larger than 16 MiB",
        remedy: "list large tables under `code:` as files", file: path)
    }
    return try PlacedValue(
      yaml: bytes, file: path, start: "write parameters as keys with values, and `code:` with files"
    )
  }

  private static func listed(
    _ root: PlacedValue, _ path: String
  ) throws -> [(typed: String, path: String)] {
    guard let value = root["code"] else { return [] }
    guard let members = value.members ?? value.text.map({ _ in [value] }) else {
      throw ProjectError(
        message: "“code” is no list of files", file: path, line: value.place.line,
        column: value.place.column, remedy: "write `code: [features.py]`")
    }
    let folder = URL(filePath: path).deletingLastPathComponent()
    return try members.map { member in
      guard let typed = member.text, !typed.isEmpty else {
        throw ProjectError(
          message: "a member of “code” is no file's name", file: path, line: member.place.line,
          column: member.place.column, remedy: "write a path relative to this file")
      }
      return (
        typed, typed.hasPrefix("/") ? typed : folder.appending(path: typed).relativePath
      )
    }
  }

  private static func flatten(
    _ value: PlacedValue, at path: String, into parameters: inout [String: String]
  ) {
    if let entries = value.entries, !entries.isEmpty {
      for entry in entries { flatten(entry.value, at: "\(path).\(entry.key)", into: &parameters) }
    } else if let members = value.members, !members.isEmpty {
      for (place, member) in members.enumerated() {
        flatten(member, at: "\(path)[\(place)]", into: &parameters)
      }
    } else {
      parameters[path] =
        value.text ?? (value.members != nil ? "[]" : value.entries != nil ? "{}" : "")
    }
  }
}

/// How the descriptions of both sides differ.
package struct TransformComparison: Sendable {
  /// One thing that is not the same.
  package struct Difference: Sendable, Hashable {
    /// A parameter's path, or a file's name.
    package let name: String
    /// On the training side; nil where it has none.
    package let training: String?
    /// On the scoring side; nil where it has none.
    package let scoring: String?
  }

  /// Parameters of either side.
  package let parameters: Int
  /// Listed files of either side.
  package let files: Int
  /// Parameters with other values, by name.
  package let changedParameters: [Difference]
  /// Files with another content, by name.
  package let changedFiles: [Difference]

  /// Compares the descriptions that a project names.
  ///
  /// - Parameter directory: the folder of assay.yaml.
  init(_ declared: Project.Parity.Transform, directory: String) throws {
    self.init(
      training: try TransformDescription(
        RelativeSource.argument(declared.training, below: directory)),
      scoring: try TransformDescription(
        RelativeSource.argument(declared.scoring, below: directory)))
  }

  /// Compares two descriptions.
  package init(training: TransformDescription, scoring: TransformDescription) {
    parameters = Set(training.parameters.keys).union(scoring.parameters.keys).count
    files = Set(training.code.keys).union(scoring.code.keys).count
    changedParameters = Self.differences(training.parameters, scoring.parameters, Self.isSame)
    changedFiles = Self.differences(training.code, scoring.code, ==)
  }

  /// Numbers are the same by value: 1 and 1.0.
  private static func isSame(_ one: String, _ other: String) -> Bool {
    if one == other { return true }
    guard let one = Double(one), let other = Double(other) else { return false }
    return one == other
  }

  private static func differences(
    _ training: [String: String], _ scoring: [String: String],
    _ isSame: (String, String) -> Bool
  ) -> [Difference] {
    Set(training.keys).union(scoring.keys).sorted().compactMap { name in
      let (one, other) = (training[name], scoring[name])
      if let one, let other, isSame(one, other) { return nil }
      return Difference(name: name, training: one, scoring: other)
    }
  }
}
