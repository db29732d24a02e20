package import ADBC
internal import Foundation

/// Where a driver's library is looked for.
///
/// In this order: the directories of `ASSAY_DRIVER_PATH`; `.assay/lib` of the working directory and
/// of its parents; beside the program and in `../lib`, `../.assay/lib` of it; the ADBC manifests
/// where ``DriverManifest/directories(_:)`` says; the system's loader.
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
    let manifests = DriverManifest.directories(environment)
    return DriverLocation(directories: directories, manifestDirectories: manifests)
  }

  /// Loads a driver.
  ///
  /// - Parameters:
  ///   - library: the library's name without prefix and suffix, such as `duckdb`, the name of a
  ///     manifest, or the absolute path of either.
  ///   - entry: the exported function, where the name does not follow the specification.
  /// - Throws: ``ADBCError/driverNotFound(name:searched:)`` or
  ///   ``ADBCError/driverUnusable(path:reason:)``.
  package func load(library: String, entry: String?) throws(ADBCError) -> Driver {
    if library.hasPrefix("/") { return try load(path: library, entry: entry) }
    // A database's driver is called by its name, `snowflake`, or by its library's,
    // `adbc_driver_snowflake`.
    let bare = String(library.trimmingPrefix("adbc_driver_"))
    let names = [library, bare == library ? "adbc_driver_\(bare)" : bare]
    let files = names.map(Self.file)
    for directory in directories {
      for file in files where FileManager.default.fileExists(atPath: "\(directory)/\(file)") {
        return try Driver(path: "\(directory)/\(file)", entry: entry)
      }
    }
    for directory in manifestDirectories {
      for name in names where FileManager.default.fileExists(atPath: "\(directory)/\(name).toml") {
        return try load(path: "\(directory)/\(name).toml", entry: entry)
      }
    }
    for file in files {
      do throws(ADBCError) { return try Driver(path: file, entry: entry) } catch { continue }
    }
    throw .driverNotFound(
      name: Self.file(library),
      searched: directories.prefix(3) + manifestDirectories.prefix(2)
        + ["the system's library path"])
  }

  /// Loads a library, or the one that a manifest names, by its absolute path.
  private func load(path: String, entry: String?) throws(ADBCError) -> Driver {
    guard path.hasSuffix(".toml") else { return try Driver(path: path, entry: entry) }
    let manifest = try DriverManifest(path: path)
    return try Driver(path: manifest.library, entry: manifest.entry ?? entry)
  }

  private static func file(_ library: String) -> String {
    #if os(macOS)
    "lib\(library).dylib"
    #else
    "lib\(library).so"
    #endif
  }
}
