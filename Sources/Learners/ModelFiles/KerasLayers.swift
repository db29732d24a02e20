internal import Foundation

/// Layers in the configuration of a Keras model that carry code of their own.
///
/// - Source: Keras, `saving/serialization_lib.py`: a `Lambda` layer holds marshalled Python code;
///   other classes are imported by their module.
enum KerasLayers {
  private static let mostBytes = 64 << 20

  /// What a configuration names; nil when it is none of Keras.
  static func report(_ part: FilePart) throws(ModelFileError) -> ModelFileReport? {
    guard part.count <= mostBytes, let bytes = try part.bytes(at: 0, count: part.count) else {
      var report = ModelFileReport(format: "a configuration")
      report.doubts.append("it is too long to be looked at")
      return report
    }
    guard let value = try? JSONDecoder().decode(Value.self, from: Data(bytes)) else {
      var report = ModelFileReport(format: "a configuration")
      report.doubts.append("it is no JSON text, or one that is too deep")
      return report
    }
    guard case .object(let members) = value,
      members["class_name"] != nil || members["config"] != nil
    else { return nil }
    var report = ModelFileReport(format: "a model of Keras")
    look(value, &report)
    return report
  }

  private static func look(_ value: Value, _ report: inout ModelFileReport) {
    switch value {
    case .object(let members):
      if case .text(let name)? = members["class_name"] {
        var module = "keras"
        if case .text(let given)? = members["module"] { module = given }
        // A class that the team registered: `package>Name`.
        if case .text(let given)? = members["registered_name"], given.contains(">") {
          module = given
        }
        if let verdict = verdict(module, name) {
          report.add(CodeReference(module: module, name: name, verdict: verdict))
        }
      }
      for key in members.keys.sorted() { members[key].map { look($0, &report) } }
    case .list(let members): for member in members { look(member, &report) }
    default: break
    }
  }

  /// Nil for what Keras itself has, and carries no code.
  private static func verdict(_ module: String, _ name: String) -> CodeReference.Verdict? {
    if name == "Lambda" || name == "__lambda__" { return .dangerous }
    let root = module.split(separator: ".").first.map(String.init) ?? module
    return root == "keras" || root == "tensorflow" || root == "tf_keras" ? nil : .unknown
  }

  /// A JSON value as far as names go.
  private indirect enum Value: Decodable {
    case object([String: Value])
    case list([Value])
    case text(String)
    case other

    init(from decoder: any Decoder) throws {
      if let members = try? decoder.singleValueContainer().decode([String: Value].self) {
        self = .object(members)
      } else if let members = try? decoder.singleValueContainer().decode([Value].self) {
        self = .list(members)
      } else if let text = try? decoder.singleValueContainer().decode(String.self) {
        self = .text(text)
      } else {
        self = .other
      }
    }
  }
}

/// The configuration that Keras keeps in HDF5 files, found by its text.
enum HDF5Text {
  /// Looks for layers that carry code; the file's structure is not read.
  static func report(_ part: FilePart) throws(ModelFileError) -> ModelFileReport {
    var report = ModelFileReport(format: "an HDF5 file")
    let words = ["\"class_name\": \"Lambda\"", "\"class_name\":\"Lambda\""].map { Array($0.utf8) }
    var places = words.map { _ in 0 }
    for place in 0..<part.count {
      guard let byte = try part.byte(at: place) else { break }
      for (number, word) in words.enumerated() {
        // The word's first character occurs again in it, but no longer beginning does.
        places[number] =
          byte == word[places[number]] ? places[number] + 1 : byte == word[0] ? 1 : 0
        guard places[number] == word.count else { continue }
        report.add(CodeReference(module: "keras", name: "Lambda", verdict: .dangerous))
        return report
      }
    }
    return report
  }
}
