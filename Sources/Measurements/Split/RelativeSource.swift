package import Engines
internal import Foundation

/// A `DATA` argument as it is written into a file elsewhere, so that both can be moved together.
package struct RelativeSource {
  private let source: DataSource
  private let argument: String

  /// - Parameter argument: the argument as typed.
  package init(_ source: DataSource, argument: String) {
    self.source = source
    self.argument = argument
  }

  /// The argument as seen from a folder: an absolute path and a query stay as they are.
  package func seen(from folder: String) -> String {
    guard case .path(let path) = source, !path.hasPrefix("/") else { return argument }
    let target = Self.parts(path)
    let start = Self.parts(folder)
    let common = zip(target, start).prefix { $0 == $1 }.count
    let steps = [String](repeating: "..", count: start.count - common) + target[common...]
    return steps.isEmpty ? "." : steps.joined(separator: "/")
  }

  /// The argument that such a text stands for.
  package static func argument(_ text: String, below folder: String) -> String {
    guard !text.hasPrefix("/"), !text.lowercased().hasPrefix("duckdb:"), !folder.isEmpty,
      folder != "."
    else { return text }
    return folder.hasSuffix("/") ? folder + text : "\(folder)/\(text)"
  }

  /// The names on the way from the root, links not followed.
  private static func parts(_ path: String) -> [String] {
    URL(fileURLWithPath: path).standardizedFileURL.pathComponents.filter { $0 != "/" }
  }
}
