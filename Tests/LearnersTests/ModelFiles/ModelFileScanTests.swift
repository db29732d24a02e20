import Foundation
import Learners
import Testing

@Suite("Looking through model files")
struct ModelFileScanTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Fixtures/model-files").standardized

  /// What picklescan and pickletools find in a file.
  struct Peer: Decodable {
    let picklescan: [[String]]
    let issues: Int
    let pickletools: [String]?
  }

  private static func golden() throws -> [String: Peer] {
    try JSONDecoder().decode(
      [String: Peer].self, from: Data(contentsOf: folder.appending(path: "golden.json")))
  }

  private func report(_ name: String, trusted: [String] = []) throws -> ModelFileReport {
    try ModelFileScan.report(Self.folder.appending(path: name).path, trusted: trusted)
  }

  private func paths(_ report: ModelFileReport, _ verdict: CodeReference.Verdict) -> [String] {
    report.references.filter { $0.verdict == verdict }.map(\.path)
  }

  @Test(
    "every name that picklescan and pickletools find is found too, and what it calls dangerous is")
  func peers() throws {
    for (name, peer) in try Self.golden() {
      let found = try report(name)
      // picklescan inflates what is compressed; here that is in doubt.
      if name == "torch-deflated.pt" { continue }
      let known = Set(found.references.map(\.path))
      for reference in peer.picklescan where reference[0] != "unknown" {
        let path = "\(reference[0]).\(reference[1])"
        // picklescan takes the key and the wrapper before an array of joblib for a name.
        if path == "NumpyArrayWrapper.dtype" { continue }
        #expect(known.contains(path), "\(name) lacks \(path): \(known.sorted())")
        if reference[2] == "dangerous" {
          #expect(paths(found, .dangerous).contains(path), "\(name) \(path)")
        }
      }
      for path in peer.pickletools ?? [] { #expect(known.contains(path), "\(name) \(path)") }
      if peer.issues > 0 { #expect(found.isDangerous, "\(name)") }
    }
  }

  @Test(
    "harmless files have no dangerous and no unknown name, and nothing in doubt",
    arguments: [
      "values-0.pkl", "values-1.pkl", "values-2.pkl", "values-3.pkl", "values-4.pkl",
      "values-5.pkl",
      "logistic.pkl", "logistic.joblib", "forest.joblib", "objects.joblib", "numbers.npy",
      "objects.npy",
      "torch.pt", "torch-old.pt", "dense.keras", "dense.h5", "plain.onnx", "weights.safetensors",
    ])
  func harmless(_ name: String) throws {
    let found = try report(name)
    #expect(paths(found, .dangerous).isEmpty && paths(found, .unknown).isEmpty, "\(found)")
    #expect(found.doubts.isEmpty, "\(found)")
  }

  @Test(
    "hostile files are dangerous, however they hide what they name",
    arguments: [
      ("system-0.pkl", "posix.system"), ("system-1.pkl", "posix.system"),
      ("system-2.pkl", "posix.system"), ("system-3.pkl", "posix.system"),
      ("system-4.pkl", "posix.system"), ("system-5.pkl", "posix.system"),
      ("eval.pkl", "builtins.eval"), ("popen.pkl", "subprocess.Popen"),
      ("inst.pkl", "posix.system"),
      ("obj.pkl", "posix.system"), ("memo.pkl", "posix.system"), ("escaped.pkl", "posix.system"),
      ("computed.pkl", "a name.put together while loading"),
      ("dotted.pkl", "sklearn.base.BaseEstimator.__init__.__globals__.system"),
      ("broken-after.pkl", "posix.system"), ("second.pkl", "posix.system"),
      ("extension.pkl", "a name.put together while loading"), ("hostile.joblib", "posix.system"),
      ("hostile.npy", "posix.system"), ("hostile.npz", "posix.system"),
      ("torch-hostile.pt", "posix.system"), ("torch-old-hostile.pt", "posix.system"),
      ("torch-oldest.pt", "posix.system"), ("lambda.keras", "keras.layers.Lambda"),
      ("lambda.h5", "keras.Lambda"),
    ])
  func hostile(_ name: String, _ path: String) throws {
    let found = try report(name)
    #expect(paths(found, .dangerous).contains(path), "\(found)")
  }

  @Test("the names of a model of scikit-learn behind joblib's arrays are all read")
  func behindArrays() throws {
    let found = Set(try report("logistic.joblib").references.map(\.path))
    #expect(found.contains("sklearn.linear_model._logistic.LogisticRegression"), "\(found)")
  }

  @Test("the member of an archive that names something is told")
  func members() throws {
    let found = try report("torch-hostile.pt")
    #expect(found.references.first { $0.verdict == .dangerous }?.member == "archive/data.pkl")
  }

  @Test("code of the team is unknown until its module is trusted, and what is dangerous stays so")
  func trusted() throws {
    #expect(paths(try report("own-class.pkl"), .unknown) == ["ourteam.features.Scaler"])
    #expect(paths(try report("own-class.pkl", trusted: ["ourteam"]), .unknown).isEmpty)
    #expect(paths(try report("own-class.pkl", trusted: ["our"]), .unknown).count == 1)
    #expect(try report("system-4.pkl", trusted: ["posix"]).isDangerous)
    #expect(paths(try report("own.keras"), .unknown) == ["ours>Attention.Attention"])
    #expect(paths(try report("foreign.onnx"), .unknown) == ["operators of.com.example.secret"])
  }

  @Test(
    "what cannot be looked into is in doubt, and never passes",
    arguments: [
      ("compressed.joblib", "compressed by zlib"), ("torch-deflated.pt", "data.pkl is compressed"),
      ("cut.pkl", "cannot be followed from byte"),
      ("broken-after.pkl", "cannot be followed from byte"),
      ("unknown.bin", "cannot be followed from byte 0"),
    ])
  func doubts(_ name: String, _ words: String) throws {
    let found = try report(name)
    #expect(found.doubts.contains { $0.contains(words) }, "\(found)")
  }

  @Test("a file cut anywhere is told or refused, and never loaded or trapped on")
  func cutAnywhere() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "assay-cut-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in [
      "hostile.joblib", "torch-hostile.pt", "lambda.keras", "hostile.npy", "torch-oldest.pt",
    ] {
      let whole = try Data(contentsOf: Self.folder.appending(path: name))
      for length in stride(from: 1, to: min(whole.count, 1_500), by: 17) {
        let path = folder.appending(path: name).path
        try whole.prefix(length).write(to: URL(filePath: path))
        let found = try ModelFileScan.report(path)
        #expect(!found.format.isEmpty)
      }
    }
  }

  @Test("bytes changed at random are told or refused, and never trapped on")
  func changedAnywhere() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "assay-bent-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var state: UInt64 = 42
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for name in ["logistic.joblib", "torch-old.pt", "hostile.npz", "values-4.pkl", "forest.joblib"]
    {
      let whole = try Data(contentsOf: Self.folder.appending(path: name))
      for _ in 0..<60 {
        var bent = whole
        for _ in 0..<4 { bent[bent.startIndex + random(bent.count)] = UInt8(random(256)) }
        let path = folder.appending(path: name).path
        try bent.write(to: URL(filePath: path))
        _ = try ModelFileScan.report(path)
      }
    }
  }

  /// Pickles that carry the marks of something harmless and then run a command.
  private static let disguised: [String: Data] = {
    let payload = Data("0cposix\nsystem\n(S'true'\ntR.".utf8)
    func text(_ content: [UInt8]) -> Data {
      let count = content.count
      return Data([UInt8(ascii: "X"), UInt8(count & 0xFF), UInt8(count >> 8), 0, 0] + content)
    }
    var tar = [UInt8](repeating: 0x20, count: 300)
    tar.replaceSubrange(252..<257, with: Array("ustar".utf8))
    let magic: [UInt8] = [
      0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19,
    ]
    let header: [UInt8] = [0, 0, 0, UInt8(ascii: "{")] + [UInt8](repeating: 0x20, count: 12)
    return [
      "PyTorch's old format": Data(magic) + payload,
      "safetensors": text(header) + payload + Data(count: 5_000),
      "a tar archive": text(tar) + payload + Data(count: 1_024),
    ]
  }()

  @Test(
    "a pickle that begins like something harmless is looked into all the same",
    arguments: disguised.keys.sorted())
  func disguise(_ name: String) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "assay-mask-\(UUID()).pkl")
      .path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try #require(Self.disguised[name]).write(to: URL(filePath: path))
    let report = try ModelFileScan.report(path)
    #expect(report.isDangerous, "\(report)")
    #expect(paths(report, .dangerous) == ["posix.system"])
  }

  @Test("many thousands of names are each told once, in time")
  func manyNames() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "assay-names-\(UUID()).pkl")
      .path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let names = (0..<200_000).map { "cm\($0 % 100_000)\nx\n0" }.joined()
    try Data((names + "N.").utf8).write(to: URL(filePath: path))
    let report = try ModelFileScan.report(path)
    #expect(report.references.count == Set(report.references).count)
    #expect(report.references.count > 1_000 || !report.doubts.isEmpty)
  }

  @Test("a deep nest of tuples is let go without a stack of its own")
  func nested() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "assay-deep-\(UUID()).pkl")
      .path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let bytes = Data([0x80, 0x04]) + Data("K\u{1}".utf8) + Data(repeating: 0x85, count: 500_000)
    try (bytes + Data(".".utf8)).write(to: URL(filePath: path))
    #expect(try ModelFileScan.report(path).doubts.isEmpty)
  }

  @Test("sizes beyond the file end the reading, and claim no memory")
  func hugeSizes() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "assay-huge-\(UUID()).pkl")
      .path
    defer { try? FileManager.default.removeItem(atPath: path) }
    for bytes: [UInt8] in [
      [0x80, 0x04, 0x8E, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
      [0x80, 0x04, 0x8D, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
      [0x80, 0x02, UInt8(ascii: "T"), 0xFF, 0xFF, 0xFF, 0xFF],
    ] {
      try Data(bytes).write(to: URL(filePath: path))
      #expect(try ModelFileScan.report(path).doubts.count == 1)
    }
  }

  @Test(
    "a file that is absent, empty or a folder is refused with its name", arguments: ["absent", ""])
  func absent(_ name: String) throws {
    #expect {
      _ = try report(name)
    } throws: { "\($0)".contains("model file") && "\($0)".contains("check model.files") }
  }
}
