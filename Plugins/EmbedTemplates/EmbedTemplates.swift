import Foundation
import PackagePlugin

/// Turns the text files of a target's `Templates/` or `Schemas/` folder into Swift string literals
/// at build time.
@main
struct EmbedTemplates: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] {
    guard let target = target as? any SourceModuleTarget else { return [] }
    let folders = ["Templates", "Schemas"].map { target.directoryURL.appending(path: $0) }
    guard let folder = folders.first(where: { FileManager.default.fileExists(atPath: $0.path) })
    else { return [] }
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil
    ).sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedTemplates.swift")
    return [
      .buildCommand(
        displayName: "Embedding templates",
        executable: try context.tool(named: "TemplateEmbedder").url,
        arguments: [output.path] + files.map(\.path),
        inputFiles: files, outputFiles: [output])
    ]
  }
}
