internal import Checklist
internal import Engines

/// Schemas of TensorFlow Data Validation: text of the message `tensorflow.metadata.v0.Schema`.
enum SchemaProtoImporter: ContractImporter {
  static let format = ImportFormat.tfdv

  static func recognises(_ source: PlacedValue) -> Bool {
    source["feature"]?.entries != nil
  }

  static func read(_ source: PlacedValue, into draft: inout ImportDraft) throws(ProjectError) {
    guard var schema = SourceMapping(source, path: "") else { return }
    schema.skip("annotation", "represent_variable_length_as_ragged", "tensor_representation_group")
    let defaults = schema.takeAll("default_environment").compactMap(\.text)
    var domains: [String: PlacedValue] = [:]
    for key in ["string_domain", "int_domain", "float_domain"] {
      for domain in schema.takeAll(key) {
        if let name = domain["name"]?.text { domains[name] = domain }
      }
    }
    let features = schema.takeAll("feature")
    draft.environments = environments(of: features, defaults: defaults)
    var names: [String] = []
    var isSettled = true
    for (index, feature) in features.enumerated() {
      let path = "feature[\(index)]"
      guard var given = SourceMapping(feature, path: path), let name = given.take("name")?.text,
        !name.isEmpty
      else {
        draft.list(
          SourceRule(name: "feature", path: path, place: feature.place), because: "it has no name")
        continue
      }
      var reader = FeatureReader(name: name, domains: domains, given: given)
      let isJudged = reader.read(into: &draft)
      let holds = FeatureReader.environments(feature, among: draft.environments, defaults: defaults)
      if let holds { draft.limit(name, to: holds) }
      isSettled = isSettled && holds == nil && isJudged && reader.isRequired
      names.append(name)
    }
    let rule = SourceRule(name: "no other columns", path: "feature", place: schema.place("feature"))
    if isSettled, !names.isEmpty {
      draft.carry(
        rule, [ImportedConstraint(TableColumns.self, [TableColumns.names.name: .texts(names)])])
    } else if !names.isEmpty {
      draft.list(
        rule,
        because:
          "some columns may be absent, and a list of columns holds everywhere: `dataset.columns`")
    }
    others(&schema, into: &draft)
  }

  /// Environments that the schema names, in the order of their first mention.
  private static func environments(of features: [PlacedValue], defaults: [String]) -> [String] {
    let named = features.flatMap { feature in
      (feature.entries ?? []).filter {
        $0.key == "in_environment" || $0.key == "not_in_environment"
      }
      .compactMap(\.value.text)
    }
    var seen: Set<String> = []
    return (defaults + named).filter { seen.insert($0).inserted }
  }

  private static func others(_ schema: inout SourceMapping, into draft: inout ImportDraft) {
    if var constraints = SourceMapping(
      schema.take("dataset_constraints"), path: "dataset_constraints")
    {
      for (key, end) in [("min_examples_count", "min"), ("max_examples_count", "max")] {
        guard let count = constraints.take(key) else { continue }
        let rule = SourceRule(
          name: key, path: constraints.path(key), place: constraints.place(key))
        draft.note(rule) { (_) throws(NotCarried) in
          guard let whole = count.whole, whole >= 0 else {
            throw NotCarried("it is no number of rows")
          }
          return [ImportedConstraint(RowCount.self, [end: .whole(whole)])]
        }
      }
      draft.listRest(
        of: constraints,
        because: "the number of rows is compared with that of other data: state a `row-count`")
    }
    for key in ["sparse_feature", "weighted_feature"] {
      for (index, feature) in schema.takeAll(key).enumerated() {
        draft.list(
          SourceRule(
            name: key, column: feature["name"]?.text, path: "\(key)[\(index)]",
            place: feature.place),
          because: "a feature that is made of several columns has no counterpart")
      }
    }
    draft.listRest(of: schema)
  }
}

/// Reads one feature.
private struct FeatureReader {
  let name: String
  let domains: [String: PlacedValue]
  var given: SourceMapping
  /// Whether the column must be there.
  private(set) var isRequired = false

  init(name: String, domains: [String: PlacedValue], given: SourceMapping) {
    self.name = name
    self.domains = domains
    self.given = given
  }

  private func rule(_ key: String) -> SourceRule {
    SourceRule(name: key, column: name, path: given.path(key), place: given.place(key))
  }

  /// The environments that a feature is limited to; nil for none.
  static func environments(
    _ feature: PlacedValue, among all: [String], defaults: [String]
  ) -> [String]? {
    func texts(_ key: String) -> [String] {
      (feature.entries ?? []).filter { $0.key == key }.compactMap(\.value.text)
    }
    let included = Set(texts("in_environment") + defaults)
    let excluded = texts("not_in_environment")
    let holds = all.filter { included.contains($0) && !excluded.contains($0) }
    return holds.count == all.count || holds.isEmpty ? nil : holds
  }

  /// Notes all that the feature asks; whether the tool itself judges it.
  mutating func read(into draft: inout ImportDraft) -> Bool {
    given.skip(
      "annotation", "in_environment", "not_in_environment", "sequence_metadata", "is_categorical")
    let stage = given.take("lifecycle_stage")?.text
    let isOff =
      given.flag("deprecated")
      || ["PLANNED", "ALPHA", "DEPRECATED", "DEBUG_ONLY", "DISABLED", "VALIDATION_DERIVED"]
        .contains(stage ?? "")
    if isOff {
      draft.list(
        rule(stage == nil ? "deprecated" : "lifecycle_stage"),
        because: "it is not validated there, and neither here")
      for entry in given.takeRest() {
        draft.list(rule(entry.key), because: "it is not validated there")
      }
      return false
    }
    presence(into: &draft)
    type(into: &draft)
    shape(into: &draft)
    domain(into: &draft)
    if let unique = given.take("unique_constraints") {
      draft.note(rule("unique_constraints")) { (_) throws(NotCarried) in
        [
          ImportedConstraint(
            DistinctCount.self, of: name,
            [
              "min": unique["min"]?.text.map { .text($0) },
              "max": unique["max"]?.text.map { .text($0) },
            ])
        ]
      }
    }
    for key in ["skew_comparator", "drift_comparator"] where given.take(key) != nil {
      draft.list(
        rule(key),
        because:
          "a change of distribution is no error: `assay drift` judges it with an effect and its interval"
      )
    }
    draft.listRest(of: given, column: name)
    return true
  }

  private mutating func presence(into draft: inout ImportDraft) {
    guard let presence = given.take("presence") else { return }
    guard var entries = SourceMapping(presence, path: given.path("presence")) else {
      draft.list(rule("presence"), because: "it is no message")
      return
    }
    let fraction = entries.take("min_fraction")
    let count = entries.take("min_count")
    let presences = entries
    func part(_ key: String) -> SourceRule {
      SourceRule(name: key, column: name, path: presences.path(key), place: presences.place(key))
    }
    if let fraction {
      isRequired = isRequired || (fraction.number ?? 0) > 0
      let name = name
      draft.note(part("min_fraction")) { (_) throws(NotCarried) in
        guard let text = fraction.text, let number = fraction.number, number > 0 else {
          throw NotCarried("it asks for no value")
        }
        let missing = try ImportedBounds.complement(ConfigurationMapping(["min": .text(text)]))
        return [
          ImportedConstraint(RequiredColumn.self, of: name),
          number == 1
            ? ImportedConstraint(NoNulls.self, of: name)
            : ImportedConstraint(NullShare.self, of: name, missing),
        ]
      }
    }
    if let count {
      isRequired = isRequired || (count.whole ?? 0) > 0
      let name = name
      draft.note(part("min_count")) { (_) throws(NotCarried) in
        guard let whole = count.whole, whole > 0 else { throw NotCarried("it asks for no value") }
        return [
          ImportedConstraint(RequiredColumn.self, of: name),
          .aggregate(
            "count(\(SQLText.identifier(name)))", ConfigurationMapping(["min": .text("\(whole)")])),
        ]
      }
    }
    draft.listRest(of: entries, column: name)
  }

  private mutating func type(into draft: inout ImportDraft) {
    guard let type = given.take("type")?.text else { return }
    let kinds = ["BYTES": ValueType.text, "INT": .integer, "FLOAT": .number]
    guard let kind = kinds[type] else {
      draft.list(rule("type"), because: "values of type \(type.shortened) are no cells of a table")
      return
    }
    draft.carry(
      rule("type"),
      [
        ImportedConstraint(
          StoredType.self, of: name, [StoredType.type.name: .text(kind.rawValue)])
      ])
  }

  /// A cell of a table holds one value: that much is carried by itself.
  private mutating func shape(into draft: inout ImportDraft) {
    for key in ["value_count", "shape"] {
      guard let value = given.take(key) else { continue }
      let isOne =
        key == "shape"
        ? (value.entries ?? []).allSatisfy { $0.value["size"]?.whole ?? 1 == 1 }
        : value["min"]?.whole ?? 0 <= 1 && value["max"]?.whole ?? 1 >= 1
      if isOne {
        draft.accept(rule(key))
      } else {
        draft.list(rule(key), because: "lists are not judged: a cell holds one value")
      }
    }
    for key in ["value_counts", "group_presence"] where given.take(key) != nil {
      draft.list(rule(key), because: "nested values are not judged")
    }
  }

  private mutating func domain(into draft: inout ImportDraft) {
    let mass = given.take("distribution_constraints")?["min_domain_mass"]
    var found: [(key: String, value: PlacedValue)] = []
    let named = given.take("domain")?.text
    let isNamed = named != nil
    if let name = named {
      guard let domain = domains[name] else {
        draft.list(rule("domain"), because: "there is no domain “\(name.shortened)”")
        return
      }
      let key = domain["value"] != nil ? "string_domain" : "float_domain"
      found.append((key, domain))
    }
    for key in [
      "string_domain", "int_domain", "float_domain", "bool_domain", "url_domain", "time_domain",
      "natural_language_domain", "image_domain", "audio_domain", "video_domain", "mid_domain",
      "struct_domain", "time_of_day_domain", "content_chunk_domain",
    ] {
      if let value = given.take(key) { found.append((key, value)) }
    }
    for (key, value) in found {
      let source = rule(isNamed ? "domain" : key)
      let name = name
      draft.note(source) { (differences) throws(NotCarried) in
        try DomainConstraint.constraints(
          key, value, of: name, mass: mass, differences: &differences)
      }
    }
    if let mass, !found.contains(where: { $0.key == "string_domain" }), mass.number != 1 {
      draft.list(
        rule("distribution_constraints"), because: "there is no list of values that it is about")
    } else if mass != nil {
      draft.accept(rule("distribution_constraints"))
    }
  }
}
