internal import Foundation

/// The way from a folder to a file, as part of an address.
struct RelativeWay {
  /// `../plans/production-plan.html`, what an address cannot hold being encoded.
  let text: String

  /// - Parameter folder: empty for the working directory.
  init(from folder: String, to file: String) {
    let start = URL(filePath: folder.isEmpty ? "." : folder).standardizedFileURL.pathComponents
    let end = URL(filePath: file).standardizedFileURL.pathComponents
    let shared = zip(start, end).prefix { $0 == $1 }.count
    let up = Array(repeating: "..", count: start.count - shared)
    let path = (up + end.dropFirst(shared)).joined(separator: "/")
    let allowed = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: ":()"))
    text = path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path
  }
}
