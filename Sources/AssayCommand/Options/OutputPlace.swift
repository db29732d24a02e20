internal import ArgumentParser
internal import Foundation

/// Where rows go: a file, or a folder that takes those of many runs.
enum OutputPlace: ExpressibleByArgument, Sendable {
  case file(OutputFile)
  case folder(String)

  init?(argument: String) {
    if FolderArgument.isFolder(argument) {
      self = .folder(argument)
    } else if let file = OutputFile(argument: argument) {
      self = .file(file)
    } else {
      return nil
    }
  }

  var path: String {
    switch self {
    case .file(let file): file.path
    case .folder(let folder): folder
    }
  }

  /// The file, where it is one.
  var file: OutputFile? {
    if case .file(let file) = self { file } else { nil }
  }

  /// The folder, where it is one.
  var folder: String? {
    if case .folder(let folder) = self { folder } else { nil }
  }
}

/// A path that can only be meant as a folder.
enum FolderArgument {
  /// Whether a path ends in `/`, or is a folder that is there.
  static func isFolder(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    let exists = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
    return path.hasSuffix("/") || (exists && isDirectory.boolValue)
  }
}
