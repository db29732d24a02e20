internal import Checklist

/// A file of rules, read as what it is written in, and the tool that it belongs to.
struct ImportSource {
  let value: PlacedValue
  let format: ImportFormat

  /// Reads a file.
  ///
  /// - Parameter format: the tool; nil to tell it from the content.
  /// - Throws: what cannot be read, with its place; a file that may be several tools' or none's.
  init(
    _ bytes: some Collection<UInt8>, file: String, format: ImportFormat?
  ) throws(ProjectError) {
    let start = bytes.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
    guard start != nil else {
      throw Self.refusal("the file is empty", file, remedy: "name a file with rules")
    }
    let isJSON = start == UInt8(ascii: "{") || start == UInt8(ascii: "[")
    if isJSON, format != .tfdv {
      value = try JSONReader.value(bytes, file: file)
    } else if format == .tfdv || (format == nil && Self.isTextProto(bytes)) {
      value = try TextProtoReader.message(bytes, file: file)
    } else {
      value = try PlacedValue(
        yaml: bytes, file: file, start: "name a file with rules")
    }
    guard value.entries != nil else {
      throw Self.refusal(
        "the file is no mapping of keys to values", file, remedy: "name a file with rules")
    }
    if let format {
      self.format = format
      return
    }
    let value = value
    let found = ImportFormat.allCases.filter { $0.importer.recognises(value) }
    guard found.count == 1, let only = found.first else {
      let known = ImportFormat.allCases.map(\.rawValue).joined(separator: ", ")
      throw Self.refusal(
        found.isEmpty
          ? "the content is none of the tools' that are read"
          : "the content may be of \(found.map(\.title).joined(separator: " or of "))", file,
        remedy: "say whose it is with --from: \(known)")
    }
    self.format = only
  }

  /// Whether the first word is a field of a schema of TensorFlow Data Validation, and no key of
  /// YAML.
  private static func isTextProto(_ bytes: some Collection<UInt8>) -> Bool {
    var lines = bytes.split(separator: UInt8(ascii: "\n")).lazy
      .map { $0.drop { [0x20, 0x09, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) } }
      .filter { !$0.isEmpty && $0.first != UInt8(ascii: "#") }.makeIterator()
    guard let line = lines.next() else { return false }
    let fields = [
      "feature", "string_domain", "int_domain", "float_domain", "sparse_feature",
      "weighted_feature", "dataset_constraints", "tensor_representation_group", "annotation",
    ]
    return fields.contains { field in
      guard line.starts(with: field.utf8) else { return false }
      let rest = line.dropFirst(field.utf8.count).drop { $0 == 0x20 || $0 == UInt8(ascii: ":") }
      return rest.first == UInt8(ascii: "{") || rest.first == UInt8(ascii: "<")
    } || (line.starts(with: "default_environment".utf8) && bytes.contains(UInt8(ascii: "{")))
  }

  private static func refusal(_ message: String, _ file: String, remedy: String) -> ProjectError {
    ProjectError(message: message, file: file, line: 1, column: 1, remedy: remedy)
  }
}
