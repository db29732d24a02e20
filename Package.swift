// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("ImmutableWeakCaptures"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let asyncHTTP = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

/// Layers that count: optimised in debug builds too, or the tests that simulate take minutes.
let counting = settings + [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// A layer of the house: its name, what it may import, and a test target of the same name.
func layer(
  _ name: String, _ dependencies: [Target.Dependency] = [], plugins: [Target.PluginUsage] = [],
  resources: [String] = [], settings: [SwiftSetting] = settings
) -> Target {
  .target(
    name: name, dependencies: dependencies, exclude: ["README.md"] + resources,
    swiftSettings: settings, plugins: plugins)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: "\(name)Tests", dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
  name: "assay",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "assay", targets: ["AssayCommand"]),
    .executable(name: "assay-simulations", targets: ["Simulations"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
  ],
  targets: [
    .target(name: "CADBC", exclude: ["README.md"]),
    .target(name: "CBoostMath", exclude: ["README.md"]),
    .target(name: "CLightGBM", exclude: ["README.md"]),
    .target(name: "CONNXRuntime", exclude: ["README.md"]),
    .target(name: "CProcess", exclude: ["README.md"]),
    layer("Statistics", ["CBoostMath"], settings: counting),
    layer("ADBC", ["CADBC"], settings: counting),
    layer("Engines", ["ADBC", crypto]),
    layer("HTTP", [asyncHTTP, nioCore, nioHTTP]),
    layer("Storage", [grdb]),
    layer("Measurements", ["Engines", "ADBC", "Statistics"], settings: counting),
    layer(
      "Learners",
      [
        "Measurements", "Engines", "ADBC", "HTTP", "Statistics", "CLightGBM", "CONNXRuntime",
        "CProcess",
      ], settings: counting),
    layer("Checklist", ["Statistics", crypto, yams]),
    layer("Contracts", ["Checklist", "Engines", "ADBC", "Statistics"]),
    layer("Quarantine", ["Contracts", "Checklist", "Engines", "ADBC", "Storage", grdb]),
    layer(
      "Checks",
      ["Checklist", "Contracts", "Learners", "Measurements", "Engines", "ADBC", "Statistics"]),
    layer(
      "Monitoring",
      ["Checklist", "Measurements", "ADBC", "Statistics", "Storage", "HTTP", grdb]),
    layer(
      "Reports",
      [
        "Checklist", "Contracts", "Learners", "Measurements", "Monitoring", "Quarantine",
        "Statistics", mustache,
      ],
      plugins: ["EmbedTemplates"],
      resources: ["Templates"]),
    .executableTarget(
      name: "AssayCommand",
      dependencies: [
        "Checks", "Checklist", "Contracts", "Quarantine", "Monitoring", "Reports", "Learners",
        "Measurements", "Engines", "ADBC", "Statistics", "Storage", "HTTP", argumentParser,
      ],
      exclude: ["README.md", "Schemas"],
      swiftSettings: settings,
      plugins: ["EmbedTemplates"]),
    .executableTarget(
      name: "Simulations", dependencies: ["Statistics"], exclude: ["README.md"],
      swiftSettings: settings),
    .executableTarget(name: "TemplateEmbedder", swiftSettings: settings),
    .plugin(name: "EmbedTemplates", capability: .buildTool(), dependencies: ["TemplateEmbedder"]),
    tests("Statistics", ["Statistics"]),
    tests("ADBC", ["ADBC"]),
    tests("Engines", ["Engines", "ADBC"]),
    tests("HTTP", ["HTTP", nioCore, nioHTTP, nioPosix]),
    tests("Storage", ["Storage", grdb]),
    tests("Measurements", ["Measurements", "Engines", "ADBC", "Statistics"]),
    tests("Learners", ["Learners", "Measurements", "Engines", "ADBC", "Statistics"]),
    tests("Checklist", ["Checklist", "Statistics"]),
    tests("Contracts", ["Contracts", "Checklist", "Engines", "ADBC", "Statistics"]),
    tests("Quarantine", ["Quarantine", "Contracts", "Engines", "ADBC", grdb]),
    tests(
      "Checks",
      ["Checks", "Checklist", "Contracts", "Learners", "Measurements", "Engines", "Statistics"]),
    tests(
      "Monitoring",
      ["Monitoring", "Measurements", "ADBC", "Engines", nioCore, nioHTTP, nioPosix]),
    tests("Reports", ["Reports", "Checklist", "Monitoring", "Statistics"]),
    tests("Architecture", []),
    tests("EndToEnd", []),
  ],
  cxxLanguageStandard: .cxx20
)
