internal import Foundation

/// The files that a path, a directory or a pattern stands for.
enum DataFiles {
  /// Existing files in the order of their paths.
  ///
  /// A directory is searched with its subdirectories for files with a known ending; names that
  /// begin with `.` or `_` are passed over, as Spark and Hive write their marks.
  ///
  /// - Parameter expand: the engine's pattern expansion.
  /// - Throws: ``EngineError`` when nothing is found, or kinds are mixed.
  static func list(
    _ path: String, expand: (String) throws(EngineError) -> [String]
  ) throws(EngineError) -> [DataFile] {
    let paths: [String]
    if isDirectory(path) {
      paths = try inDirectory(path)
    } else if FileManager.default.fileExists(atPath: path) {
      paths = [path]
    } else if path.contains(where: { "*?[".contains($0) }) {
      paths = try expand(path).sorted()
      guard !paths.isEmpty else {
        throw EngineError(
          .unreadable, "no file matches the pattern",
          remedy: "check the spelling and the folder", file: path)
      }
    } else {
      paths = [path]
    }
    var files: [DataFile] = []
    for path in paths { files.append(try DataFile(path: path)) }
    let kinds = Set(files.map(\.kind))
    guard kinds.count <= 1 else {
      let names = kinds.map(\.rawValue).sorted().joined(separator: " and ")
      throw EngineError(
        .usage, "it holds \(names) files together",
        remedy: "name one kind with a pattern, such as \"\(path)/*.parquet\"", file: path)
    }
    return files
  }

  private static func isDirectory(_ path: String) -> Bool {
    let real = URL(filePath: path).resolvingSymlinksInPath()
    return (try? real.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false
  }

  private static func inDirectory(_ path: String) throws(EngineError) -> [String] {
    guard FileManager.default.isReadableFile(atPath: path),
      let names = FileManager.default.enumerator(atPath: path)
    else {
      throw EngineError(
        .unreadable, "the directory may not be read by this user",
        remedy: "give read permission to it", file: path)
    }
    var found: [String] = []
    while let name = names.nextObject() as? String {
      let parts = name.split(separator: "/")
      let isHidden = parts.contains { $0.hasPrefix(".") || $0.hasPrefix("_") }
      guard !isHidden, DataFile.namedKind(name) != nil else { continue }
      let full = "\(path.hasSuffix("/") ? String(path.dropLast()) : path)/\(name)"
      if !isDirectory(full) { found.append(full) }
    }
    guard !found.isEmpty else {
      throw EngineError(
        .unreadable, "the directory holds no data file",
        remedy: "put .parquet, .csv or .jsonl files there, or name another", file: path)
    }
    return found.sorted()
  }
}
