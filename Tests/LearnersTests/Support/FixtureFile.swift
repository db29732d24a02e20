import Foundation

/// Golden values of this module.
enum FixtureFile {
  static func read<Content: Decodable>(_ name: String, as type: Content.Type) throws -> Content {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/learners/\(name)").standardized
    return try JSONDecoder().decode(type, from: Data(contentsOf: file))
  }
}
