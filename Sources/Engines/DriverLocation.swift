package import ADBC
internal import Foundation

/// Where a driver's library is looked for.
///
/// In this order: the directories of `ASSAY_DRIVER_PATH`; `.assay/lib` of the working directory and
/// of its parents; beside the program and in `../lib`, `../.assay/lib` of it; the ADBC manifests of
/// the user and of the system; the system's loader.
package struct DriverLocation: Sendable {
  /// Directories that may hold the library, in order.
  package let directories: [String]
  /// Directories that may hold `<name>.toml` manifests, in order.
  package let manifestDirectories: [String]

  /// The places of this process.
  package static func standard(
    environment: [String: String] = ProcessInfo.processInfo.environment,
    workingDirectory: String = FileManager.default.currentDirectoryPath,
    executable: String? = Bundle.main.executablePath
  ) -> DriverLocation {
    var directories =
      environment["ASSAY_DRIVER_PATH"].map {
        $0.split(separator: ":").map(String.init)
      } ?? []
    var folder = URL(filePath: workingDirectory).standardizedFileURL
    while true {
      directories.append(folder.appending(path: ".assay/lib").path)
      let parent = folder.deletingLastPathComponent().standardizedFileURL
      if parent.path == folder.path || folder.path == "/" { break }
      folder = parent
    }
    if let executable {
      let real = URL(filePath: executable).resolvingSymlinksInPath()
      var beside = real.deletingLastPathComponent()
      directories += [beside.path, beside.appending(path: "../lib").standardized.path]
      // A development build lies some folders below the project that holds `.assay/lib`.
      for _ in 0..<5 {
        directories.append(beside.appending(path: ".assay/lib").path)
        beside = beside.deletingLastPathComponent()
      }
    }
    var manifests: [String] = []
    if let extra = environment["ADBC_DRIVER_PATH"] {
      manifests += extra.split(separator: ":").map(String.init)
    }
    if let home = environment["HOME"] { manifests.append("\(home)/.config/adbc/drivers") }
    manifests.append("/etc/adbc/drivers")
    return DriverLocation(directories: directories, manifestDirectories: manifests)
  }

  /// Loads a driver.
  ///
  /// - Parameters:
  ///   - library: the library's name without prefix and suffix, such as `duckdb`.
  ///   - entry: the exported function, where the name does not follow the specification.
  /// - Throws: ``ADBCError/driverNotFound(name:searched:)`` or
  ///   ``ADBCError/driverUnusable(path:reason:)``.
  package func load(library: String, entry: String?) throws(ADBCError) -> Driver {
    #if os(macOS)
    let file = "lib\(library).dylib"
    #else
    let file = "lib\(library).so"
    #endif
    for directory in directories {
      let path = "\(directory)/\(file)"
      if FileManager.default.fileExists(atPath: path) {
        return try Driver(path: path, entry: entry)
      }
    }
    for directory in manifestDirectories {
      let manifest = "\(directory)/\(library).toml"
      guard let text = try? String(contentsOfFile: manifest, encoding: .utf8),
        let found = DriverManifest(text: text, platform: DriverManifest.currentPlatform)
      else { continue }
      return try Driver(path: found.library, entry: found.entry ?? entry)
    }
    do throws(ADBCError) {
      return try Driver(path: file, entry: entry)
    } catch {
      throw .driverNotFound(
        name: file, searched: directories.prefix(3) + ["the system's library path"])
    }
  }
}

/// The part of an ADBC driver manifest that says which library to load.
///
/// Read from the lines `shared = "…"`, `linux_amd64 = "…"` and `entrypoint = "…"` of the table
/// `Driver` and its parts; everything else of TOML is passed over.
struct DriverManifest {
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

  /// Nil when the text names no library for the platform.
  init?(text: String, platform: String) {
    var table = ""
    var library: String?
    var entry: String?
    for line in text.split(whereSeparator: \.isNewline) {
      let line = line.trimmingCharacters(in: .whitespaces)
      if line.hasPrefix("[") {
        table = line.trimmingCharacters(in: CharacterSet(charactersIn: "[] \t"))
        continue
      }
      guard let equals = line.firstIndex(of: "="), table.hasPrefix("Driver") || table.isEmpty
      else { continue }
      let key = line[..<equals].trimmingCharacters(in: .whitespaces)
      let rest = line[line.index(after: equals)...].trimmingCharacters(in: .whitespaces)
      guard let quote = rest.first, quote == "\"" || quote == "'",
        let end = rest.dropFirst().firstIndex(of: quote)
      else { continue }
      let value = String(rest[rest.index(after: rest.startIndex)..<end])
      switch (table, key) {
      case ("Driver", "shared"), ("Driver.shared", platform): library = value
      case ("Driver", "entrypoint"): entry = value
      default: break
      }
    }
    guard let library else { return nil }
    self.library = library
    self.entry = entry
  }
}
