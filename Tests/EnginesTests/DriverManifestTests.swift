import Foundation
import Testing

@testable import ADBC
@testable import Engines

@Suite("Manifests of drivers")
struct DriverManifestTests {
  @Test(
    "The library is found however the manifest is written",
    arguments: [
      "[Driver]\nshared = '/x/lib.so'\n",
      "name = \"S\" # a name\n[Driver]\nentrypoint = 'Start' \n[Driver.shared]\nlinux_amd64 = \"/x/lib.so\" # here",
      "[Driver]\nshared = { macos_arm64 = '/y/z', linux_amd64 = '/x/lib.so' }",
      "Driver.shared.linux_amd64 = '/x/lib.so'",
      "['Driver'.\"shared\"]\n'linux_amd64' = '/x/lib.so'",
      "[ Driver ] # table\nshared.linux_amd64='/x/lib.so'",
    ])
  func finds(text: String) throws {
    let manifest = try #require(DriverManifest(text: text, platform: "linux_amd64"))
    #expect(manifest.library == "/x/lib.so")
    #expect(manifest.entry == (text.contains("Start") ? "Start" : nil))
  }

  @Test(
    "A manifest without a library for the platform names none",
    arguments: [
      "", "[Driver]\n", "[Driver]\nshared = 5", "[Other]\nshared = '/x'",
      "[Driver.shared]\nlinux_arm64 = '/x'", "[Driver]\nshared = { windows_amd64 = '/x' }",
    ])
  func findsNone(text: String) {
    #expect(DriverManifest(text: text, platform: "linux_amd64") == nil)
  }

  @Test("Manifests are looked for where the standard says, in its order")
  func places() {
    let found = DriverManifest.directories([
      "ADBC_DRIVER_PATH": "/a:/b", "VIRTUAL_ENV": "/v", "CONDA_PREFIX": "/c", "HOME": "/h",
    ])
    #if os(Linux)
    #expect(
      found == [
        "/a", "/b", "/v/etc/adbc/drivers", "/c/etc/adbc/drivers", "/h/.config/adbc/drivers",
        "/etc/adbc/drivers",
      ])
    #expect(
      DriverManifest.directories(["HOME": "/h", "XDG_CONFIG_HOME": "/x"]).first
        == "/x/adbc/drivers")
    #endif
  }

  @Test("A manifest under another name loads the driver, with the entry that it names")
  func loads() throws {
    let folder = try InputFolder()
    let library = try #require(
      DriverLocation.standard().directories.map { "\($0)/libduckdb.so" }
        .first(where: FileManager.default.fileExists))
    try folder.write(
      "books.toml",
      text: "[Driver]\nentrypoint = 'duckdb_adbc_init'\nshared = '\(library)'\n")
    let location = DriverLocation(directories: [], manifestDirectories: [folder.path])
    #expect(try location.load(library: "books", entry: nil).path == library)
    #expect(try location.load(library: folder.path + "/books.toml", entry: nil).path == library)
    let error = #expect(throws: ADBCError.self) { try location.load(library: "none", entry: nil) }
    guard case .driverNotFound(let name, let searched)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(name.contains("none") && searched.contains(folder.path))
  }

  @Test("A name that a project gives leads to its address, and no other")
  func names() throws {
    let address = DatabaseAddress(
      name: "books", dialect: .duckdb, driver: "duckdb", options: ["uri": "x://u:secret@h/d"],
      installation: "")
    let source = try DataSource(argument: "books:select 1 as a") { name in
      name == "books" ? address : nil
    }
    #expect(source == .table(address, try DatabaseRelation("select 1 as a")))
    #expect(!source.shown.contains("secret"))
    // One letter is a name, too: here are no drives.
    #expect(
      try DataSource(argument: "b:t") { _ in address } == .table(address, try DatabaseRelation("t"))
    )
    for other in ["Books:t", "B:t", "other:t", "/books:t", ":t"] {
      #expect(
        try DataSource(argument: other) { _ in other == "other:t" ? nil : address } == .path(other))
    }
  }
}
