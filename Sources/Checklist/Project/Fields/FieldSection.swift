/// A part of a file whose keys are described together with where their values live, each once.
///
/// From the fields come the description of the keys, reading, and writing:
///
/// ```
/// struct Labels: FieldSection {
///   var coverage: Double?
///
///   static let fields = [
///     SectionField("coverage", \Labels.coverage, example: "0.9", "The share of rows with a label.")
///   ]
/// }
/// ```
protocol FieldSection: ConfigurationSection, FieldValue, Sendable, Hashable {
  /// The fields, in the order to write them.
  static var fields: [SectionField<Self>] { get }

  /// A part that says nothing; required keys hold what no file gives.
  init()
}

extension FieldSection {
  static var keys: [ConfigurationKey] { fields.map(\.key) }

  static var shape: ConfigurationShape { .mapping(keys) }

  /// Reads validated values; what is absent stays as ``init()`` makes it.
  init(_ values: ConfigurationMapping) {
    self.init()
    for field in Self.fields { field.read(values, &self) }
  }

  init?(configuration: ConfigurationValue) {
    guard case .mapping(let values) = configuration else { return nil }
    self.init(values)
  }

  /// The values as they are written; what is absent is left out.
  var values: ConfigurationMapping {
    var values = ConfigurationMapping()
    for field in Self.fields { values[field.key.name] = field.write(self) }
    return values
  }

  var configuration: ConfigurationValue? {
    let values = values
    return values.entries.isEmpty ? nil : .mapping(values)
  }
}

/// A key of a section, and where its value lives.
struct SectionField<Section>: Sendable {
  /// The description of the key.
  let key: ConfigurationKey
  /// Puts the key's value, where there is one, into a section.
  let read: @Sendable (ConfigurationMapping, inout Section) -> Void
  /// The value as it is written; nil for nothing.
  let write: @Sendable (Section) -> ConfigurationValue?

  /// Describes a field.
  ///
  /// - Parameters:
  ///   - path: where the value lives.
  ///   - shape: what the value may be; nil for all that its type takes.
  init<Value: FieldValue>(
    _ name: String, _ path: any WritableKeyPath<Section, Value> & Sendable,
    _ shape: ConfigurationShape? = nil, isRequired: Bool = false,
    default fallback: ConfigurationValue? = nil, example: String, _ summary: String
  ) {
    key = ConfigurationKey(
      name, shape ?? Value.shape, isRequired: isRequired, default: fallback, example: example,
      summary)
    read = { values, section in
      guard let value = values[name].flatMap(Value.init(configuration:)) else { return }
      section[keyPath: path] = value
    }
    write = { $0[keyPath: path].configuration }
  }
}
