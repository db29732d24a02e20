internal import Engines
internal import Foundation

/// The bytes of a file, read a piece at a time from wherever they are asked for.
final class FileBytes {
  /// Bytes of the file.
  let count: Int
  private let path: String
  private let handle: FileHandle
  private var piece: [UInt8] = []
  private var pieceStart = 0
  private static let pieceSize = 1 << 18

  /// Opens a file.
  ///
  /// - Throws: ``ModelFileError`` when it is absent or cannot be read.
  init(_ path: String) throws(ModelFileError) {
    self.path = path
    guard !PlainFile.isFolder(path) else {
      throw ModelFileError(file: path, problem: "it is a folder: name the files in it")
    }
    if let problem = PlainFile.problem(path) {
      throw ModelFileError(file: path, problem: problem)
    }
    do {
      handle = try FileHandle(forReadingFrom: URL(filePath: path))
      count = Int(clamping: try handle.seekToEnd())
    } catch {
      throw ModelFileError(file: path, problem: "it cannot be read")
    }
  }

  deinit { try? handle.close() }

  /// The byte at a place; nil beyond the end.
  func byte(at place: Int) throws(ModelFileError) -> UInt8? {
    if place < pieceStart || place >= pieceStart + piece.count {
      guard place >= 0, place < count else { return nil }
      try read(from: place)
      guard place < pieceStart + piece.count else { return nil }
    }
    return piece[place - pieceStart]
  }

  private func read(from place: Int) throws(ModelFileError) {
    do {
      try handle.seek(toOffset: UInt64(place))
      piece = Array(try handle.read(upToCount: Self.pieceSize) ?? Data())
      pieceStart = place
    } catch {
      throw ModelFileError(file: path, problem: "it cannot be read")
    }
  }
}

/// A part of a file: a member of an archive, or all of it.
struct FilePart {
  let file: FileBytes
  /// Where in the file.
  let range: Range<Int>

  /// All of a file.
  init(_ file: FileBytes) {
    self.init(file: file, range: 0..<file.count)
  }

  init(file: FileBytes, range: Range<Int>) {
    self.file = file
    self.range = range
  }

  var count: Int { range.count }

  /// The byte at a place of the part; nil outside.
  func byte(at place: Int) throws(ModelFileError) -> UInt8? {
    guard place >= 0, place < count else { return nil }
    return try file.byte(at: range.lowerBound + place)
  }

  /// Some bytes of the part; nil when they do not all lie in it.
  func bytes(at place: Int, count length: Int) throws(ModelFileError) -> [UInt8]? {
    guard place >= 0, length >= 0, place <= count, length <= count - place else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(length)
    for offset in 0..<length {
      guard let byte = try byte(at: place + offset) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }

  /// A whole number of up to eight bytes, the lowest first; nil outside, and where it is no `Int`.
  func number(at place: Int, bytes length: Int) throws(ModelFileError) -> Int? {
    guard let bytes = try bytes(at: place, count: length) else { return nil }
    return Int(exactly: bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }

  /// Whether bytes stand at a place.
  func has(_ expected: [UInt8], at place: Int = 0) throws(ModelFileError) -> Bool {
    try bytes(at: place, count: expected.count) == expected
  }

  /// A part of this part; nil when it does not lie in it.
  func part(at place: Int, count length: Int) -> FilePart? {
    guard place >= 0, length >= 0, place <= count, length <= count - place else { return nil }
    let start = range.lowerBound + place
    return FilePart(file: file, range: start..<start + length)
  }
}

/// Why a model's file cannot be looked into.
package struct ModelFileError: Error, Sendable, Hashable, CustomStringConvertible {
  package let file: String
  package let problem: String

  package var description: String {
    "model file \(file): \(problem); check model.files."
  }
}
