internal import Foundation

/// A file that claims to be an ONNX model, looked at before any runtime reads it.
///
/// Only what names other files is read: tensors may keep their values in a file of their own, and
/// one outside of the model's folder is refused.
///
/// - Source: ONNX, `onnx.proto3`, messages ModelProto, GraphProto, NodeProto, AttributeProto,
///   TensorProto.
package struct ONNXModelFile {
  /// The files that tensors keep their values in, as the model names them.
  package let externalFiles: [String]

  /// Looks into a file.
  ///
  /// - Throws: ``PredictorError/declaration(_:remedy:)`` when it is absent, no model, or wants to
  ///   read files outside of its folder.
  package init(_ path: String) throws(PredictorError) {
    let file = URL(filePath: path)
    guard FileManager.default.fileExists(atPath: path) else {
      throw .declaration(
        "there is no ONNX file \(path)", remedy: "check the spelling and the folder")
    }
    let bytes: Data
    do {
      bytes = try Data(contentsOf: file, options: .mappedIfSafe)
    } catch {
      throw .declaration(
        "\(path) cannot be read as a file", remedy: "check that it is one, and its permissions")
    }
    var files: [String] = []
    guard !bytes.isEmpty, Self.walk(bytes[...], .model, depth: 0, &files) else {
      throw .declaration(
        "\(path) is no ONNX model, or a damaged one", remedy: "export the model again")
    }
    externalFiles = Array(Set(files)).sorted()
    try requireInside(file.deletingLastPathComponent())
  }

  private func requireInside(_ folder: URL) throws(PredictorError) {
    let root = folder.resolvingSymlinksInPath().standardizedFileURL.pathComponents
    for file in externalFiles {
      let place = folder.appending(path: file).resolvingSymlinksInPath().standardizedFileURL
      guard !file.hasPrefix("/"), !file.utf8.contains(0), place.pathComponents.starts(with: root)
      else {
        throw .declaration(
          "the ONNX file keeps values in \(file), outside of its own folder",
          remedy: "put that file beside the model and export it again")
      }
    }
  }

  /// The messages on the way to tensors, each with the fields that lead on.
  private enum Message {
    case model, graph, function, node, attribute, sparse, tensor, entry

    /// What a field holds that is a message of interest.
    func inner(_ field: Int) -> Message? {
      switch (self, field) {
      case (.model, 7): .graph
      case (.model, 25): .function
      case (.graph, 1), (.function, 7): .node
      case (.graph, 5): .tensor
      case (.graph, 15): .sparse
      case (.node, 5): .attribute
      case (.attribute, 5), (.attribute, 10), (.sparse, 1), (.sparse, 2): .tensor
      case (.attribute, 6), (.attribute, 11): .graph
      case (.attribute, 22), (.attribute, 23): .sparse
      case (.tensor, 13): .entry
      default: nil
      }
    }
  }

  /// Graphs within graphs beyond which a file is taken for damaged.
  private static let deepest = 64

  /// Reads a message's fields; false when the bytes are none.
  private static func walk(
    _ bytes: Data, _ message: Message, depth: Int, _ files: inout [String]
  ) -> Bool {
    guard depth < deepest else { return false }
    var reader = WireReader(bytes)
    var (key, value) = ("", "")
    while let field = reader.next() {
      guard let content = field.content else { continue }
      if message == .entry {
        if field.number == 1 { key = String(decoding: content, as: UTF8.self) }
        if field.number == 2 { value = String(decoding: content, as: UTF8.self) }
      } else if let inner = message.inner(field.number) {
        guard walk(content, inner, depth: depth + 1, &files) else { return false }
      }
    }
    if key == "location" { files.append(value) }
    return reader.isAtEnd
  }
}

/// Reads the fields of a protocol buffer's message one after the other.
struct WireReader {
  private var rest: Data
  private var isBroken = false

  init(_ bytes: Data) {
    rest = bytes
  }

  /// Whether every byte was read as a field.
  var isAtEnd: Bool { rest.isEmpty && !isBroken }

  /// A field: its number, and its bytes where it has a length of its own.
  struct Field {
    let number: Int
    let content: Data?
  }

  /// The next field; nil at the end, and where the bytes are no field.
  mutating func next() -> Field? {
    guard !rest.isEmpty else { return nil }
    guard let tag = varint(), let number = Int(exactly: tag >> 3), number > 0 else { return fail() }
    switch tag & 7 {
    case 0:
      guard varint() != nil else { return fail() }
      return Field(number: number, content: nil)
    case 1: return skip(8, number)
    case 5: return skip(4, number)
    case 2:
      guard let length = varint().flatMap({ Int(exactly: $0) }), length <= rest.count else {
        return fail()
      }
      let content = rest.prefix(length)
      rest = rest.dropFirst(length)
      return Field(number: number, content: content)
    default: return fail()
    }
  }

  private mutating func skip(_ length: Int, _ number: Int) -> Field? {
    guard length <= rest.count else { return fail() }
    rest = rest.dropFirst(length)
    return Field(number: number, content: nil)
  }

  private mutating func fail() -> Field? {
    isBroken = true
    return nil
  }

  private mutating func varint() -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard let byte = rest.popFirst() else { return nil }
      value |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return value }
    }
    return nil
  }
}
