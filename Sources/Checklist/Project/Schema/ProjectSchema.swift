/// The JSON Schema of assay.yaml, for editors and for `assay schema`.
///
/// It accepts every file that ``Project/load(_:file:vocabulary:)`` accepts; the rules between keys
/// (sums of shares, roles that exclude one another) are the loader's alone.
package enum ProjectSchema {
  /// The schema as text, draft 2020-12, keys sorted, ending in a newline.
  ///
  /// - Throws: what the JSON encoder throws, which no value here makes it do.
  package static func json(vocabulary: Vocabulary) throws -> String {
    try ConfigurationSchema.json(
      title: "assay.yaml", description: "What a team declares about its model.",
      keys: Project.keys, vocabulary: vocabulary)
  }
}
