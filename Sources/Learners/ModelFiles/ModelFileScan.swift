internal import Foundation

/// Looks through a model's file for code that would run when it is loaded, without loading it.
///
/// What a file is, its bytes decide, not its name. Nothing in it is carried out, and what it says
/// of sizes is checked against what is there.
///
/// ```
/// try ModelFileScan.report("model.joblib")
/// // a pickle; names sklearn.linear_model._logistic.LogisticRegression, numpy.dtype, …
/// ```
package enum ModelFileScan {
  /// Looks through a file.
  ///
  /// - Parameter trusted: Python modules whose code the team knows.
  /// - Throws: ``ModelFileError`` when it cannot be read.
  package static func report(
    _ path: String, trusted: [String] = []
  ) throws(ModelFileError) -> ModelFileReport {
    let part = FilePart(try FileBytes(path))
    guard part.count > 0 else {
      throw ModelFileError(file: path, problem: "it is empty")
    }
    if let compression = try compression(part) {
      var report = ModelFileReport(format: "a file compressed by \(compression)")
      report.doubts.append(
        "it is compressed by \(compression), and what is inside could not be looked at")
      return report
    }
    guard var report = try recognised(part, path, trusted) else {
      return try pickle(part, path, trusted)
    }
    // A file may be one thing by its marks and another to the loader that it is given to.
    let scan = try PickleScan(part, trusted: trusted)
    if scan.isWhole, scan.hasReferences { report.add(scan.report) }
    return report
  }

  /// What a file is by its marks, with what was found in it; nil for none that is known.
  private static func recognised(
    _ part: FilePart, _ path: String, _ trusted: [String]
  ) throws(ModelFileError) -> ModelFileReport? {
    if try part.has(Array("PK".utf8)) { return try archive(part, trusted) }
    if try TarArchive.isOne(part) { return try tar(part, trusted) }
    if let report = try array(part, trusted) { return report }
    if try part.has([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]) {
      return try HDF5Text.report(part)
    }
    if try part.has([0xAC, 0xED, 0x00, 0x05]) {
      var report = ModelFileReport(format: "a serialised Java object")
      report.doubts.append("it is a serialised Java object, whose classes run code when it is read")
      return report
    }
    if try isSafetensors(part) {
      return ModelFileReport(format: "a safetensors file, which holds numbers alone")
    }
    return try text(part, path) ?? ONNXOperators.report(path)
  }

  private static func compression(_ part: FilePart) throws(ModelFileError) -> String? {
    let marks: [(String, [UInt8])] = [
      ("gzip", [0x1F, 0x8B]), ("bzip2", Array("BZh".utf8)),
      ("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A]), ("lzma", [0x5D, 0x00, 0x00]),
      ("lz4", [0x04, 0x22, 0x4D, 0x18]), ("zstandard", [0x28, 0xB5, 0x2F, 0xFD]),
      ("zlib", [0x78, 0x01]), ("zlib", [0x78, 0x5E]), ("zlib", [0x78, 0x9C]),
      ("zlib", [0x78, 0xDA]),
    ]
    for (name, mark) in marks where try part.has(mark) { return name }
    return nil
  }

  private static func archive(
    _ part: FilePart, _ trusted: [String]
  ) throws(ModelFileError) -> ModelFileReport {
    guard let archive = try ZipArchive(part) else {
      var report = ModelFileReport(format: "a zip archive")
      report.doubts.append("its directory is damaged")
      return report
    }
    var report = ModelFileReport(format: "a zip archive")
    for member in archive.members {
      let file = member.name.split(separator: "/").last.map(String.init) ?? member.name
      let isPickle = [".pkl", ".pickle", ".joblib"].contains { file.hasSuffix($0) }
      guard let content = member.content else {
        if isPickle || file.hasSuffix(".npy") || file == "config.json" {
          report.doubts.append("\(member.name) is compressed and could not be looked at")
        }
        continue
      }
      if isPickle {
        report.add(try PickleScan(content, trusted: trusted).report, in: member.name)
      } else if file == "config.json" {
        if let found = try KerasLayers.report(content) { report.add(found, in: member.name) }
      } else if let found = try array(content, trusted) {
        report.add(found, in: member.name)
      } else if try content.byte(at: 0) == 0x80 {
        // Raw numbers may start like a pickle: one counts when it comes to its end and names
        // something.
        let scan = try PickleScan(content, trusted: trusted)
        if scan.isWhole, scan.hasReferences { report.add(scan.report, in: member.name) }
      }
    }
    return report
  }

  private static func tar(
    _ part: FilePart, _ trusted: [String]
  ) throws(ModelFileError) -> ModelFileReport {
    var report = ModelFileReport(format: "a tar archive")
    for (name, content) in try TarArchive.members(part) {
      let scan = try PickleScan(content, trusted: trusted)
      if scan.isWhole || scan.hasReferences { report.add(scan.report, in: name) }
    }
    return report
  }

  /// An array of NumPy: numbers, or a pickle of objects; nil for anything else.
  private static func array(
    _ part: FilePart, _ trusted: [String]
  ) throws(ModelFileError) -> ModelFileReport? {
    guard try part.has([0x93] + Array("NUMPY".utf8)), let version = try part.byte(at: 6) else {
      return nil
    }
    let size = version == 1 ? 2 : 4
    guard let length = try part.number(at: 8, bytes: size), length <= 1 << 20,
      let header = try part.bytes(at: 8 + size, count: length)
    else {
      var report = ModelFileReport(format: "an array of NumPy")
      report.doubts.append("its header is damaged")
      return report
    }
    let text = String(decoding: header, as: UTF8.self)
    guard text.contains("|O") || text.contains("'O'"),
      let content = part.part(at: 8 + size + length, count: part.count - 8 - size - length)
    else { return ModelFileReport(format: "an array of NumPy, which holds numbers alone") }
    var report = ModelFileReport(format: "an array of Python objects, which is a pickle")
    report.add(try PickleScan(content, trusted: trusted).report)
    return report
  }

  private static func isSafetensors(_ part: FilePart) throws(ModelFileError) -> Bool {
    guard let length = try part.number(at: 0, bytes: 8), length <= 100 << 20,
      length <= part.count - 8, try part.byte(at: 8) == UInt8(ascii: "{")
    else { return false }
    return true
  }

  /// Models that are text: JSON, and the trees of LightGBM; nil for anything else.
  private static func text(
    _ part: FilePart, _ path: String
  ) throws(ModelFileError) -> ModelFileReport? {
    if try part.has(Array("tree\n".utf8)) {
      return ModelFileReport(format: "a text of LightGBM, which holds numbers alone")
    }
    guard try part.byte(at: 0) == UInt8(ascii: "{"), path.hasSuffix(".json") else { return nil }
    return try KerasLayers.report(part) ?? ModelFileReport(format: "a JSON text")
  }

  private static func pickle(
    _ part: FilePart, _ path: String, _ trusted: [String]
  ) throws(ModelFileError) -> ModelFileReport {
    let scan = try PickleScan(part, trusted: trusted)
    let isNamedPickle = [".pkl", ".pickle", ".joblib", ".pt", ".pth", ".bin", ".ckpt"].contains {
      path.hasSuffix($0)
    }
    if scan.isWhole || scan.hasReferences || isNamedPickle { return scan.report }
    var report = ModelFileReport(format: "a file of no format that is known here")
    report.doubts.append("its format is not known here, so nothing can be said of it")
    return report
  }
}
