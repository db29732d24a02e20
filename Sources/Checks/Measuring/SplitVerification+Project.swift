internal import ADBC
internal import Engines
internal import Foundation
internal import Measurements

extension SplitVerification {
  /// Divides again by the manifest that a project names, and compares.
  ///
  /// - Parameters:
  ///   - path: the manifest as assay.yaml names it.
  ///   - directory: the folder of assay.yaml.
  /// - Throws: ``SplitRefusal``, ``EngineError``.
  init(declared path: String, directory: String, engine: any Engine) throws {
    let path = RelativeSource.argument(path, below: directory)
    let bytes: Data
    do throws(PlainFileProblem) {
      bytes = try PlainFile.bytes(path)
    } catch {
      throw EngineError(
        .unreadable, "the manifest of the split cannot be read: \(error.words)",
        remedy: "name in split.manifest what `assay split` wrote", file: path)
    }
    guard let manifest = SplitManifest(bytes)
    else {
      throw EngineError(
        .unreadable, "there is no manifest of a split here that this version reads",
        remedy: "name in split.manifest what `assay split` wrote", file: path)
    }
    let folder = URL(filePath: path).deletingLastPathComponent().relativePath
    let source = try DataSource(
      argument: RelativeSource.argument(manifest.input.source, below: folder))
    try self.init(manifest, folder: folder, description: try engine.describe(source)) { recipe in
      try SplitRun(source, recipe, engine: engine) { plan in
        let stream = try engine.scan(source)
        do throws(ADBCError) {
          return try plan.run(stream)
        } catch {
          throw EngineError(error, reading: source)
        }
      }
    }
  }
}
