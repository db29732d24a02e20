internal import ADBC
internal import Foundation

/// The part of an ADBC driver manifest that says which library to load.
///
/// Of the table `Driver`: `shared` as a path, or by platform as a table of its own, a table on one
/// line or keys with a dot; and `entrypoint`. Everything else of TOML is passed over.
///
/// - Source: Apache Arrow, *ADBC Driver Manager and Manifests*, ADBC 1.1.
struct DriverManifest {
  /// The library's path; a relative one starts at the manifest.
  let library: String
  let entry: String?

  /// The name that manifests give to the platform this program was built for.
  static var currentPlatform: String {
    #if os(macOS)
    let system = "macos"
    #else
    let system = "linux"
    #endif
    #if arch(arm64)
    return "\(system)_arm64"
    #else
    return "\(system)_amd64"
    #endif
  }

  /// Where manifests are looked for: `ADBC_DRIVER_PATH`, the environments of Python and Conda, the
  /// user's folder, the system's.
  static func directories(_ environment: [String: String]) -> [String] {
    var found =
      environment["ADBC_DRIVER_PATH"].map { $0.split(separator: ":").map(String.init) } ?? []
    for variable in ["VIRTUAL_ENV", "CONDA_PREFIX"] {
      if let prefix = environment[variable], !prefix.isEmpty {
        found.append("\(prefix)/etc/adbc/drivers")
      }
    }
    #if os(macOS)
    if let home = environment["HOME"] {
      found.append("\(home)/Library/Application Support/ADBC/Drivers")
    }
    found.append("/Library/Application Support/ADBC/Drivers")
    #else
    if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") {
      found.append("\(folder)/adbc/drivers")
    } else if let home = environment["HOME"] {
      found.append("\(home)/.config/adbc/drivers")
    }
    found.append("/etc/adbc/drivers")
    #endif
    return found
  }

  /// Reads a manifest.
  ///
  /// - Throws: ``ADBCError/driverUnusable(path:reason:)``.
  init(path: String) throws(ADBCError) {
    guard let bytes = FileManager.default.contents(atPath: path), bytes.count < 1 << 20 else {
      throw .driverUnusable(path: path, reason: "the manifest cannot be read")
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let platform = Self.currentPlatform
    guard let found = DriverManifest(text: text, platform: platform) else {
      throw .driverUnusable(
        path: path, reason: "the manifest names no library for \(platform) under Driver.shared")
    }
    entry = found.entry
    let folder = URL(filePath: path).deletingLastPathComponent().path
    library = found.library.hasPrefix("/") ? found.library : "\(folder)/\(found.library)"
  }

  /// Nil when the text names no library for the platform.
  init?(text: String, platform: String) {
    var table = ""
    var values: [String: String] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      let line = line.trimmingCharacters(in: .whitespaces)
      if line.hasPrefix("[") {
        table = Self.path(line.prefix { $0 != "#" }.trimmingCharacters(in: .tableMarks))
        continue
      }
      guard let equals = line.firstIndex(of: "=") else { continue }
      let key = Self.path(String(line[..<equals]))
      let rest = line[line.index(after: equals)...].trimmingCharacters(in: .whitespaces)
      let name = table.isEmpty ? key : "\(table).\(key)"
      if rest.hasPrefix("{") {
        for member in rest.dropFirst().prefix(while: { $0 != "}" }).split(separator: ",") {
          guard let equals = member.firstIndex(of: "=") else { continue }
          let inner = Self.path(String(member[..<equals]))
          values["\(name).\(inner)"] = Self.quoted(member[member.index(after: equals)...])
        }
      } else {
        values[name] = Self.quoted(rest[...])
      }
    }
    guard let library = values["Driver.shared.\(platform)"] ?? values["Driver.shared"] else {
      return nil
    }
    self.library = library
    entry = values["Driver.entrypoint"]
  }

  /// A dotted key without blanks and quotes: `Driver.shared`.
  private static func path(_ key: String) -> String {
    key.split(separator: ".").map { $0.trimmingCharacters(in: .keyMarks) }.joined(separator: ".")
  }

  /// A text in quotes; nil for anything else.
  private static func quoted(_ value: Substring) -> String? {
    let value = value.drop(while: \.isWhitespace)
    guard let quote = value.first, quote == "\"" || quote == "'",
      let end = value.dropFirst().firstIndex(of: quote)
    else { return nil }
    return String(value[value.index(after: value.startIndex)..<end])
  }
}

extension CharacterSet {
  fileprivate static let tableMarks = CharacterSet(charactersIn: "[] \t")
  fileprivate static let keyMarks = CharacterSet(charactersIn: "\"' \t")
}
