internal import Checklist

/// One tool's file of rules: how it is recognised, and what its rules say.
protocol ContractImporter {
  /// Which tool.
  static var format: ImportFormat { get }

  /// Whether a file looks like the tool's.
  static func recognises(_ source: PlacedValue) -> Bool

  /// Hands every rule of the file to the draft.
  ///
  /// - Throws: what keeps the file from being read as the tool's at all.
  static func read(_ source: PlacedValue, into draft: inout ImportDraft) throws(ProjectError)
}

/// Tools whose rules are read.
package enum ImportFormat: String, Sendable, Hashable, CaseIterable, Encodable {
  case sagemaker
  case tfdv
  case greatExpectations = "great-expectations"
  case soda
  case pandera
  case dbt
  case jsonSchema = "json-schema"

  /// The tool's name.
  package var title: String {
    switch self {
    case .sagemaker: "SageMaker Model Monitor"
    case .tfdv: "TensorFlow Data Validation"
    case .greatExpectations: "Great Expectations"
    case .soda: "Soda"
    case .pandera: "Pandera"
    case .dbt: "dbt"
    case .jsonSchema: "JSON Schema"
    }
  }

  var importer: any ContractImporter.Type {
    switch self {
    case .sagemaker: SageMakerImporter.self
    case .tfdv: SchemaProtoImporter.self
    case .greatExpectations: GreatExpectationsImporter.self
    case .soda: SodaImporter.self
    case .pandera: PanderaImporter.self
    case .dbt: DbtImporter.self
    case .jsonSchema: JSONSchemaImporter.self
    }
  }
}

/// What a person says beside the file.
package struct ImportOptions: Sendable {
  /// The table whose rules are wanted, of a file that holds those of several.
  package var table: String?
  /// Data by the names that the file gives to tables.
  package var references: [String: String]

  /// Makes options.
  package init(table: String? = nil, references: [String: String] = [:]) {
    self.table = table
    self.references = references
  }
}
