internal import Foundation

/// A file that rows of a batch went on to, as it was then.
package struct HandedOn: Sendable, Hashable, Codable {
  package let path: String
  private let bytes: Int
  /// Seconds since 1970.
  private let modified: Double

  /// Looks at the file before it takes its place; nil when it cannot be looked at.
  init?(_ move: Change.Move) { self.init(move.partial, as: move.target) }

  private init?(_ file: String, as path: String) {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: file),
      let bytes = attributes[.size] as? Int,
      let modified = attributes[.modificationDate] as? Date
    else { return nil }
    self.path = path
    self.bytes = bytes
    self.modified = modified.timeIntervalSince1970
  }

  /// Whether it is still there and was not written to.
  var isUnchanged: Bool { HandedOn(path, as: path) == self }
}
