internal import CADBC

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// A driver's shared library, loaded, with its table of functions.
///
/// The library stays loaded until the program ends: drivers start threads and register handlers
/// that must not lose their code.
// Unchecked: the table of functions is filled once, before anybody else sees it.
@safe package final class Driver: @unchecked Sendable {
  // Sendable: the table is filled once in `init` and only read afterwards; the specification lets
  // different databases and connections of one driver be used from different threads.

  /// The library's file, as it was given to the loader.
  package let path: String
  let table: UnsafeMutablePointer<AdbcDriver>

  /// Loads a library.
  ///
  /// - Parameters:
  ///   - path: file, or a bare name that the system's loader finds.
  ///   - entry: the exported function that fills the table; nil tries the name that the
  ///     specification derives from the file's name, then `AdbcDriverInit`.
  /// - Throws: ``ADBCError/driverUnusable(path:reason:)``.
  package init(path: String, entry: String? = nil) throws(ADBCError) {
    guard let library = unsafe dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
      throw .driverUnusable(path: path, reason: Self.loaderMessage())
    }
    let names = entry.map { [$0] } ?? Self.entryNames(forLibraryAt: path)
    var symbol: UnsafeMutableRawPointer?
    for name in names where unsafe symbol == nil { unsafe symbol = dlsym(library, name) }
    guard let symbol = unsafe symbol else {
      throw .driverUnusable(
        path: path, reason: "it exports no function \(names.joined(separator: " or "))")
    }
    let initialize = unsafe unsafeBitCast(symbol, to: AdbcDriverInitFunc.self)
    let table = UnsafeMutablePointer<AdbcDriver>.allocate(capacity: 1)
    unsafe table.initialize(to: AdbcDriver())
    do throws(ADBCError) {
      do throws(ADBCError) {
        try unsafe callDriver("load the driver") { error in
          unsafe initialize(ADBC_VERSION_1_1_0, table, error)
        }
      } catch .failed(_, .notImplemented, _, _, _) {
        unsafe table.pointee = AdbcDriver()
        try unsafe callDriver("load the driver") { error in
          unsafe initialize(ADBC_VERSION_1_0_0, table, error)
        }
      }
      guard unsafe Self.isComplete(table.pointee) else {
        throw .driverUnusable(path: path, reason: "its table of functions is incomplete")
      }
    } catch {
      unsafe table.deallocate()
      throw error
    }
    self.path = path
    unsafe self.table = table
  }

  deinit {
    if let release = unsafe table.pointee.release {
      var error = unsafe AdbcError()
      _ = unsafe release(table, &error)
      if let releaseError = unsafe error.release { unsafe releaseError(&error) }
    }
    unsafe table.deallocate()
  }

  /// The functions without which nothing can be asked of a driver.
  private static func isComplete(_ table: AdbcDriver) -> Bool {
    unsafe table.DatabaseNew != nil && table.DatabaseInit != nil && table.DatabaseRelease != nil
      && table.DatabaseSetOption != nil && table.ConnectionNew != nil
      && table.ConnectionInit != nil && table.ConnectionRelease != nil
      && table.StatementNew != nil && table.StatementRelease != nil
      && table.StatementSetSqlQuery != nil && table.StatementExecuteQuery != nil
  }

  /// Entry names to try: `libadbc_driver_postgresql.so` → `AdbcDriverPostgresqlInit`.
  static func entryNames(forLibraryAt path: String) -> [String] {
    let file = path.split(separator: "/").last ?? Substring(path)
    var stem = file.split(separator: ".").first ?? file
    if stem.hasPrefix("lib") { stem = stem.dropFirst(3) }
    let words = stem.split { $0 == "_" || $0 == "-" }
    let name = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    let derived = name.hasPrefix("AdbcDriver") ? "\(name)Init" : "AdbcDriver\(name)Init"
    return [derived, "AdbcDriverInit"]
  }

  private static func loaderMessage() -> String {
    unsafe dlerror().map { unsafe String(cString: $0) } ?? "the loader gave no reason"
  }
}
